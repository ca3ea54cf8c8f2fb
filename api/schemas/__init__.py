"""Shapes on the wire that are not in `scheduler.problem` already."""
