"""Where a choice begins to pay or ceases to: sentences with the range that costs and bounds carry."""

from scheduler.explain.break_even.room import ROOM
from scheduler.explain.break_even.shape import BreakEven, Point

__all__ = ["ROOM", "BreakEven", "Point"]
