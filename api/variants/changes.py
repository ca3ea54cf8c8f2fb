"""Changes carried out on a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from api.errors import invalid
from api.schemas.variants import Changes, LongerSurge, MoreWork, OtherRates
from api.variants.fields import with_field
from scheduler.errors import Fault
from scheduler.explain.break_even.longer import longer, periods_of
from scheduler.explain.edits import with_fields
from scheduler.explain.vendors.ways import closed_vendors
from scheduler.problem import Offer, Problem, Span, Workstream
from scheduler.problem.timeline import Timeline

WORK = ("hours", "fte", "volume")  # one of them says how much there is


def varied(problem: Problem, changes: Changes, pay: bool) -> Problem:
    """The problem with all changes; ApiError 422 with the first that cannot be carried out.

    `pay`: whether fields of pay may be changed. The result is not judged yet.
    """
    for place, more in enumerate(changes.work):
        problem = _more_work(problem, more, f"body#/changes/work/{place}")
    for place, surge in enumerate(changes.surges):
        problem = _longer(problem, surge, f"body#/changes/surges/{place}")
    for place, rates in enumerate(changes.rates):
        problem = _rates(problem, rates, f"body#/changes/rates/{place}")
    vendors = [each.key for each in problem.rate_card.vendors]
    for place, vendor in enumerate(changes.closed):
        _require(vendor, vendors, f"body#/changes/closed/{place}")
    if changes.closed:
        problem, _ = closed_vendors(problem, changes.closed)
    for place, field in enumerate(changes.fields):
        problem = with_field(problem, field, f"body#/changes/fields/{place}", pay)
    return problem


def _more_work(problem: Problem, more: MoreWork, place: str) -> Problem:
    streams = problem.forecast.workstreams
    if more.workstream is not None:
        _require(more.workstream, [each.key for each in streams], f"{place}/workstream")
    timeline = Timeline(problem.forecast.calendar)
    since, until = more.since or timeline.first_day(0), more.until or timeline.end
    within = periods_of(problem, Span.model_validate({"from": since, "to": until}))
    if not within:
        raise _fault("no_period", place, "no planned period begins in this span", "name another span")
    factor, periods = 1 + more.by, problem.forecast.calendar.periods
    made = tuple(
        _scaled(each, factor, within, periods) if more.workstream in (None, each.key) else each
        for each in streams
    )
    return with_fields(problem, "forecast", workstreams=made)


def _scaled(stream: Workstream, factor: float, within: range, periods: int) -> Workstream:
    """One number stays one number where all periods change alike."""
    name = next(each for each in WORK if getattr(stream, each) is not None)
    found = getattr(stream, name)
    if not isinstance(found, tuple) and len(within) == periods:
        return stream.model_copy(update={name: _times(found, factor)})
    row = found if isinstance(found, tuple) else (found,) * periods
    made = tuple(_times(each, factor) if t in within else each for t, each in enumerate(row))
    return stream.model_copy(update={name: made})


def _longer(problem: Problem, asked: LongerSurge, place: str) -> Problem:
    spans = {each.key: each.surge for each in problem.forecast.workstreams if each.surge}
    _require(asked.workstream, list(spans), f"{place}/workstream")
    try:
        return longer(problem, spans[asked.workstream], asked.periods)
    except ValueError as error:
        raise _fault("no_period", place, str(error), "lengthen another surge") from None


def _rates(problem: Problem, asked: OtherRates, place: str) -> Problem:
    card = problem.rate_card
    if asked.vendor is not None:
        _require(asked.vendor, [each.key for each in card.vendors], f"{place}/vendor")
    made = tuple(
        _at(each, 1 + asked.by) if asked.vendor in (None, each.vendor) else each for each in card.offers
    )
    return with_fields(problem, "rate_card", offers=made)


def _at(offer: Offer, factor: float) -> Offer:
    """All that is asked for an hour: the rate, rates by skill, and those of higher bands."""
    return offer.model_copy(
        update={
            "rate": _over_time(offer.rate, lambda rate: _times(rate, factor)),
            "rates": {skill: _times(rate, factor) for skill, rate in offer.rates.items()},
            "bands": tuple(
                band.model_copy(update={"rate": _times(band.rate, factor)}) for band in offer.bands
            ),
        }
    )


def _over_time(value: Any, change: Callable[[float], float]) -> Any:
    if not isinstance(value, tuple):
        return change(value)
    return tuple(each.model_copy(update={"value": change(each.value)}) for each in value)


def _times(amount: float, factor: float) -> float:
    """Without noise in the last digits."""
    return round(amount * factor, 6)


def _require(name: str, known: Iterable[str], place: str) -> None:
    if name not in known:
        raise _fault("unknown_key", place, f"'{name}' is not in this problem", "name one that is")


def _fault(code: str, place: str, found: str, fix: str) -> Exception:
    return invalid([Fault(code, place, found, fix)])
