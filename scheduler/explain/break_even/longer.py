"""The same problem with a longer surge: its mean week once more and again, and the horizon with it.

What is dated (arrivals, contract windows, budgets, values from a date on) stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.explain.edits import with_fields
from scheduler.problem import Problem, Span, Workstream
from scheduler.problem.timeline import Timeline

MOST_PERIODS = 1300  # as in the input
Entries = tuple[float, ...]


def surges(problem: Problem) -> tuple[Span, ...]:
    """The spans that are named as surges, of whatever workstreams, in their order."""
    return tuple(dict.fromkeys(each.surge for each in problem.forecast.workstreams if each.surge))


def periods_of(problem: Problem, span: Span) -> range:
    """The planned periods that begin in a span."""
    timeline = Timeline(problem.forecast.calendar)
    first, last = timeline.at_or_after(span.since), timeline.at_or_after(span.until)
    return range(min(first, timeline.periods), min(last, timeline.periods))


def longer(problem: Problem, span: Span, more: int) -> Problem:
    """The problem whose surge lasts `more` periods longer; raises ValueError for a span without periods.

    Every workstream goes on with its mean period of the span (a mean contact takes the mean time, weighted
    by volume); what came after the surge comes so many periods later.
    """
    within = periods_of(problem, span)
    if not within:
        raise ValueError("the surge has no planned period")
    calendar = problem.forecast.calendar
    until = Timeline(calendar).first_day(within.stop + more)
    edited = calendar.model_copy(update={"periods": calendar.periods + more})
    streams = tuple(_longer(each, within, more) for each in problem.forecast.workstreams)
    moved = tuple(
        each.model_copy(update={"surge": span.model_copy(update={"until": until})})
        if each.surge == span
        else each
        for each in streams
    )
    return with_fields(problem, "forecast", calendar=edited, workstreams=moved)


def _longer(stream: Workstream, within: range, more: int) -> Workstream:
    known = {name: getattr(stream, name) for name in ("hours", "fte", "volume", "aht_seconds")}
    series = {name: value for name, value in known.items() if isinstance(value, tuple)}
    volume = series.get("volume")
    weights = volume[within.start : within.stop] if volume else ()
    means = {
        name: _mean(value[within.start : within.stop], weights if name == "aht_seconds" else ())
        for name, value in series.items()
    }
    return stream.model_copy(
        update={
            name: (*value[: within.stop], *[means[name]] * more, *value[within.stop :])
            for name, value in series.items()
        }
    )


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """The mean, weighted where there are weights."""
    if not sum(weights):
        return sum(values) / len(values)
    return sum(value * weight for value, weight in zip(values, weights)) / sum(weights)
