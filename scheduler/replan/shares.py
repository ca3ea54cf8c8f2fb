"""Shares over a whole horizon where an earlier plan is cut: what was done before counts in them."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date
from typing import Any, TypeVar

from scheduler.model.index import Index
from scheduler.problem import Problem, ShareLimit, VendorShareLimit
from scheduler.replan.cut import Cut
from scheduler.words import day

LEAST = 1e-6  # hours
SLACK = 1e-9  # a share that was met exactly stays so
Limit = TypeVar("Limit", bound=ShareLimit)


def carried_shares(cut: Cut, problem: Problem) -> dict[str, Any]:
    """The limits of the policy that are shares, for what is left of the horizon.

    Hours done before the cut and hours that are left make up the horizon: a share of the rest is such that
    both together keep to the share of all. `problem`: as it is to come, from before the cut on.
    """
    policy = problem.policy
    own = {each.pool.key for each in cut.index.pools}
    others = {offer.key for offer in cut.before.rate_card.offers}
    return {
        "min_inhouse_share": tuple(
            _carried(cut, problem, each, own, "own people", least=True) for each in policy.min_inhouse_share
        ),
        "max_contractor_share": tuple(
            _carried(cut, problem, each, others, "contractors") for each in policy.max_contractor_share
        ),
        "max_vendor_share": tuple(
            carried for each in policy.max_vendor_share for carried in _of_vendors(cut, problem, each)
        ),
    }


def _of_vendors(cut: Cut, problem: Problem, limit: VendorShareLimit) -> Iterator[VendorShareLimit]:
    """A limit on each vendor is one for every vendor, with what that one has done."""
    if limit.over != "horizon" or not cut.period:
        yield limit
        return
    every = [vendor.key for vendor in problem.rate_card.vendors]
    for name in every if limit.vendor is None else [limit.vendor]:
        offers = {offer.key for offer in cut.before.rate_card.offers if offer.vendor == name}
        yield _carried(cut, problem, limit.model_copy(update={"vendor": name}), offers, name)


def _carried(
    cut: Cut, problem: Problem, limit: Limit, suppliers: Set[str], who: str, *, least: bool = False
) -> Limit:
    if limit.over != "horizon" or not cut.period:
        return limit
    past = _inside(cut, limit, range(cut.period))
    all_done, done = _hours(cut, limit, past), _hours(cut, limit, past, suppliers)
    left = _left(cut, problem, limit)
    if all_done < LEAST or left < LEAST:
        return limit
    share = limit.share + (limit.share * all_done - done) / left + (-SLACK if least else SLACK)
    share = min(1.0, max(0.0, share))
    _say(cut, limit, share, who, "at least" if least else "at most")
    return limit.model_copy(update={"share": share})


def _say(cut: Cut, limit: ShareLimit, share: float, who: str, how: str) -> None:
    of = f" of {limit.skill}" if limit.skill else ""
    was, now = (f"{100 * value:.1f} %" for value in (limit.share, share))
    cut.assume(
        f"{who}: {how} {was}{of} over the horizon is {how} {now} from {day(cut.start)} on, "
        "after what was done before that day as planned"
    )


def _left(cut: Cut, problem: Problem, limit: ShareLimit) -> float:
    """Hours to be done in the rest: as in the earlier plan, and what is asked more or less by now."""
    rest = _inside(cut, limit, range(cut.period, cut.timeline.periods))
    planned = _hours(cut, limit, rest)
    if problem.forecast == cut.before.forecast:
        return planned
    return max(0.0, planned + _asked(cut, Index(problem), limit) - _asked(cut, cut.index, limit))


def _asked(cut: Cut, index: Index, limit: ShareLimit) -> float:
    days = index.clock.first_days[: index.periods]
    inside = [t for t, first in enumerate(days) if first >= cut.start and _holds(limit, first)]
    work = (each for each in index.work if limit.skill in (None, each.workstream.skill))
    return float(sum(each.hours[t] for each in work for t in inside))


def _hours(cut: Cut, limit: ShareLimit, periods: list[int], suppliers: Set[str] | None = None) -> float:
    """Productive hours the earlier plan has in these periods: of everybody, or of these suppliers."""
    streams = {each.workstream.key for each in cut.index.work if limit.skill in (None, each.workstream.skill)}
    rows = (
        row
        for row in cut.plan.allocations
        if row.workstream in streams and (suppliers is None or row.supplier in suppliers)
    )
    return sum(row.hours[t] for row in rows for t in periods)


def _inside(cut: Cut, limit: ShareLimit, periods: range) -> list[int]:
    return [t for t in periods if _holds(limit, cut.timeline.first_day(t))]


def _holds(limit: ShareLimit, first: date) -> bool:
    return (limit.since is None or first >= limit.since) and (limit.until is None or first < limit.until)
