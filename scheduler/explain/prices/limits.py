"""Every limit of a problem that is asked about: caps on heads and starts, leads, notices, hires, shares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from scheduler.explain.interval import Direction
from scheduler.explain.prices.limit import Limit, more_per, shorter, sooner
from scheduler.explain.prices.loosen import (
    HEADS,
    Step,
    count,
    in_policy,
    in_share,
    limit_of,
    point,
    point_less,
    row_limit,
)
from scheduler.explain.running import limits_running
from scheduler.problem import Offer, Pool, Problem, Vendor, Workstream
from scheduler.words import share


def limits(problem: Problem) -> dict[str, Limit]:
    """All that can be loosened, by their places, in the order in which a planner would ask."""
    found: list[Limit] = []
    for vendor in problem.rate_card.vendors:
        found += _of_vendor(problem, vendor)
    for offer in problem.rate_card.offers:
        found += _of_offer(problem, offer)
    for pool in problem.workforce.pools:
        found += _of_pool(problem, pool)
    for stream in problem.forecast.workstreams:
        found += _of_work(problem, stream)
    found += _of_policy(problem)
    return {each.place: each for each in found if each.edit(1) is not None}


def _of_vendor(problem: Problem, vendor: Vendor) -> Iterator[Limit]:
    row = partial(row_limit, problem, "rate_card", "vendors", vendor, what=f"for the vendor {vendor.key}")
    if vendor.max_heads is not None:
        yield row("max_heads", unit="head more", step=HEADS)
    if vendor.max_starts is not None:
        yield row("max_starts", unit=f"start more a {vendor.max_starts.per}", step=more_per)
    if vendor.max_share is not None:
        yield row("max_share", unit="point more of share", step=point, say=share)


def _of_offer(problem: Problem, offer: Offer) -> Iterator[Limit]:
    row = partial(row_limit, problem, "rate_card", "offers", offer, what=f"for the offer {offer.key}")
    if offer.max_heads is not None:
        yield row("max_heads", unit="head more", step=HEADS)
    if offer.max_starts is not None:
        yield row("max_starts", unit=f"start more a {offer.max_starts.per}", step=more_per)
    if int(offer.lead[:-1]):
        direction: Direction = "either" if _opens_more(problem, offer) else "cheaper"
        yield row("lead", unit="week less of lead", step=partial(sooner, problem), direction=direction)
    if int(offer.notice[:-1]) and offer.unit == "heads":
        by_notice: Direction = "either" if limits_running(problem, offer.key) else "cheaper"
        yield row("notice", unit="week less of notice", step=shorter, direction=by_notice)


def _of_pool(problem: Problem, pool: Pool) -> Iterator[Limit]:
    row = partial(row_limit, problem, "workforce", "pools", pool, what=f"for the pool {pool.key}")
    hire, release, policy = pool.hire, pool.release, problem.policy
    if hire is not None and int(hire.lead[:-1]):
        direction: Direction = "cheaper" if pool.min_headcount is None else "either"
        yield row(
            "hire", "lead", unit="week less to hire", step=partial(sooner, problem), direction=direction
        )
    if hire is not None and hire.max is not None:
        yield row("hire", "max", unit=f"hire more a {hire.max.per}", step=more_per)
    if hire is not None and hire.max_total is not None:
        yield row("hire", "max_total", unit="hire more in all", step=HEADS)
    if release is not None and int(release.notice[:-1]):
        free = pool.max_headcount is None and policy.max_headcount is None
        yield row(
            "release", "notice", unit="week less of notice", step=partial(sooner, problem),
            direction="cheaper" if free else "either",
        )  # fmt: skip
    if pool.max_headcount is not None:
        yield row("max_headcount", unit="head more", step=HEADS)


def _of_work(problem: Problem, stream: Workstream) -> Iterator[Limit]:
    if stream.max_contractor_share is not None:
        yield row_limit(
            problem, "forecast", "workstreams", stream, "max_contractor_share",
            what=f"for the work {stream.key}", unit="point more of contractor share", step=point, say=share,
        )  # fmt: skip


def _of_policy(problem: Problem) -> Iterator[Limit]:
    policy = problem.policy
    for name, unit in (
        ("max_headcount", "head more of own people"),
        ("max_total_heads", "head more of own and contract people"),
        ("max_hires", "hire more in all"), ("max_vendors", "vendor more"),
    ):  # fmt: skip
        value = getattr(policy, name)
        if value is not None:
            step: Step = count if name == "max_vendors" else HEADS
            yield limit_of(
                f"policy/{name}", unit, "in the policy", value, step, partial(in_policy, problem, name)
            )
    for name, unit, points in (
        ("max_contractor_share", "point more of contractor share", point),
        ("max_vendor_share", "point more of vendor share", point),
        ("min_inhouse_share", "point less of own share", point_less),
    ):
        for place, row in enumerate(getattr(policy, name)):
            put = partial(in_share, problem, name, place)
            yield limit_of(f"policy/{name}/{place}", unit, "in the policy", row.share, points, put, say=share)


def _opens_more(problem: Problem, offer: Offer) -> bool:
    """Whether a shorter lead also moves what is counted from the first start: a pool's least heads, and the
    vendor's fixed cost in a budget's span."""
    fixed = {vendor.key for vendor in problem.rate_card.vendors if vendor.fixed_cost and not vendor.engaged}
    into = None if offer.conversion is None else offer.conversion.to_pool
    least = {pool.key for pool in problem.workforce.pools if pool.min_headcount is not None}
    return into in least or bool(problem.policy.budget and offer.vendor in fixed)
