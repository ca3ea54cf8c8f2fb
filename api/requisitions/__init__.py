"""Requisitions: what the adopted plan of a series asks HR and procurement to open, and what came of it."""
