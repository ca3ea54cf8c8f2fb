"""The one definition of every input, in the units people use."""

from scheduler.problem.base import (
    ByAge,
    Dated,
    HeadsOn,
    HeadsPer,
    HoursOn,
    HoursPer,
    Model,
    Overhead,
    Price,
    Span,
)
from scheduler.problem.forecast import Ahead, Calendar, Forecast, Workstream
from scheduler.problem.policy import Budget, Done, Policy, ShareLimit, VendorShareLimit
from scheduler.problem.problem import Problem
from scheduler.problem.rate_card import Band, Commitment, Conversion, Offer, RateCard, Running, Vendor
from scheduler.problem.workforce import (
    Arrival,
    Hire,
    Move,
    Overtime,
    Pool,
    RecentStarters,
    Release,
    ShortTime,
    Workforce,
)

__all__ = [
    "Ahead",
    "Arrival",
    "Band",
    "Budget",
    "ByAge",
    "Calendar",
    "Commitment",
    "Conversion",
    "Dated",
    "Done",
    "Forecast",
    "HeadsOn",
    "HeadsPer",
    "Hire",
    "HoursOn",
    "HoursPer",
    "Model",
    "Move",
    "Offer",
    "Overhead",
    "Overtime",
    "Policy",
    "Pool",
    "Price",
    "Problem",
    "RateCard",
    "RecentStarters",
    "Release",
    "Running",
    "ShareLimit",
    "ShortTime",
    "Span",
    "Vendor",
    "VendorShareLimit",
    "Workforce",
    "Workstream",
]
