"""A plan's problem with other numbers: what would be otherwise, and another plan of it."""
