"""Plans carried on from a later day: what was decided stays, what has happened is their start."""
