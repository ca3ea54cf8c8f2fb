"""A plan as files: under names that a planner knows again, each with what it is for."""
