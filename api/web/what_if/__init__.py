"""The parts of the screen that tries a plan with other numbers."""
