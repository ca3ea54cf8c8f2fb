"""Commands that tell why a plan is as it is, and what else could be."""
