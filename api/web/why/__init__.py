"""The parts of the screen that says why a plan is as it is."""
