"""Why a plan is as it is, and what else could be done."""
