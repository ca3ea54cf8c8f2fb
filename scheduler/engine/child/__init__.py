"""The solver process. Nothing in here is imported by the parent; only here is ortools imported."""
