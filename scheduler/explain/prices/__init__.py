"""What an hour costs, and what a looser limit would save."""

from scheduler.explain.prices.hours import HOURS
from scheduler.explain.prices.worth import WORTH

__all__ = ["HOURS", "WORTH"]
