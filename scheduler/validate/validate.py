"""The public verb that judges a problem: every fault at once, then what is odd, then what is assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.errors import Fault
from scheduler.model.index import Index
from scheduler.problem import Problem
from scheduler.validate.assumptions import assumptions
from scheduler.validate.calendar import CALENDAR, DATES
from scheduler.validate.context import Context
from scheduler.validate.findings import Findings
from scheduler.validate.forecast import FORECAST
from scheduler.validate.names import NAMES
from scheduler.validate.policy import POLICY, SIZES
from scheduler.validate.rate_card import RATE_CARD
from scheduler.validate.warnings import warnings
from scheduler.validate.workforce import WORKFORCE

Check = Callable[[Context], Iterator[Fault]]
FREE: tuple[Check, ...] = (*CALENDAR, *DATES, *NAMES, *POLICY, *SIZES)
DATED: tuple[Check, ...] = (*FORECAST, *WORKFORCE, *RATE_CARD)

UNCOUNTABLE = {
    "calendar_out_of_range",
    "duration_too_long",
    "table_too_long",
    "date_out_of_range",
    "no_first_value",
    "empty_list",
    "too_small",
}


def validate(problem: Problem, baseline: bool = False) -> Findings:
    """Judges a problem. `baseline`: whether a plan to keep to is given with it.

    Places are JSON pointers by document, such as `rate_card#/offers/3/min_term`.
    Warnings and assumptions are worked out only when there is no fault.
    """
    context = Context(problem, baseline)
    if found := _faults(context):
        return Findings(found, (), ())
    index = Index(problem)
    return Findings((), tuple(warnings(context, index)), tuple(assumptions(context, index)))


def faults(problem: Problem, baseline: bool = False) -> tuple[Fault, ...]:
    """What `validate` finds wrong, for those who do not ask what is odd and what is assumed."""
    return _faults(Context(problem, baseline))


def _faults(context: Context) -> tuple[Fault, ...]:
    found = [fault for check in FREE for fault in check(context)]
    if not any(fault.code in UNCOUNTABLE for fault in found):
        found += [fault for check in DATED for fault in check(context)]
    return tuple(found)
