"""What can be had of a plan: each part made from a plan as its reader may see it."""
