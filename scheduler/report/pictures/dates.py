"""Date axes with months, or years where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from matplotlib.dates import DateFormatter, MonthLocator, WeekdayLocator


def date_axis(axes: Any, days: Sequence[date]) -> None:
    """About a dozen ticks with day, month or year as the span asks."""
    span = (days[-1] - days[0]).days
    if span <= 100:
        axes.xaxis.set_major_locator(WeekdayLocator(byweekday=days[0].weekday(), interval=1 + span // 80))
        axes.xaxis.set_major_formatter(DateFormatter("%d %b"))
    else:
        months = next((n for n in (1, 2, 3, 6, 12) if span / (30.4 * n) <= 14), 12 * (1 + span // 5000))
        axes.xaxis.set_major_locator(
            MonthLocator(interval=months) if months <= 12 else MonthLocator(bymonth=1)
        )
        axes.xaxis.set_major_formatter(DateFormatter("%b" if span <= 370 else "%b %y"))
