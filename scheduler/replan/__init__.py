"""An earlier plan carried on from a later day: what is decided stays, what has happened is its start."""

from scheduler.problem.actuals import Actual, Actuals, What
from scheduler.replan.replan import Replanned, replan
from scheduler.replan.rolled import Rolled, rolled

__all__ = ["Actual", "Actuals", "Replanned", "Rolled", "What", "replan", "rolled"]
