"""Large problems: cut by skill, priced by the relaxation, solved piece by piece on all cores."""
