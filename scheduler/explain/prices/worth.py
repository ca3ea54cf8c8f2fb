"""What one more head, one week less, one more hire, one point of share would save."""

from __future__ import annotations

from scheduler.explain.asking import Asking, Explained
from scheduler.explain.interval import TOO_CLOSE, Interval
from scheduler.explain.prices.limit import Limit
from scheduler.explain.prices.limits import limits
from scheduler.explain.prices.saving import Method, Saving, saving_of
from scheduler.explain.room import Room
from scheduler.explain.sums import between, no_more
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.problem.base import Model
from scheduler.words import counted


class Worth(Model):
    """What a looser limit would save, in money of `currency` over the horizon and after.

    `limit`: its place in the input; `before` and `after`: what it says, and what it would say `steps` steps
    looser. `saving`: of all steps together, `each`: of one of them; below nothing where it would cost. None
    where nothing is known, or where it is not possible. `method`: how `saving` is known: "same model" (the
    step opens nothing), "LP relaxation" (no whole plan of the looser problem costs less), "re-solve".
    `in_relaxation`: what the LP relaxation alone would save, where heads may be fractions.
    """

    limit: str
    unit: str
    before: str
    after: str
    steps: int
    currency: str
    method: Method
    possible: bool
    saving: Interval | None
    each: Interval | None
    in_relaxation: float | None
    text: str


def questions(explained: Explained) -> tuple[str, ...]:
    """Every limit by its place, those of who is in the plan first."""
    if explained.result.plan is None:
        return ()
    found, there = limits(explained.problem), _there(explained.problem, explained.plan)
    return tuple(sorted(found, key=lambda place: place.split("/")[:3] in there, reverse=True))


def answer(name: str, asking: Asking) -> Worth:
    """What loosening one limit would save. Raises ValueError when there is no such limit, and OurFault."""
    problem = asking.about.problem
    limit = limits(problem).get(name)
    if limit is None:
        raise ValueError(f"no limit is called '{name}'")
    found = saving_of(limit, asking)
    return Worth(
        limit=name,
        unit=limit.unit,
        before=limit.before,
        after=found.after,
        steps=found.steps,
        currency=problem.forecast.currency,
        method=found.method,
        possible=found.possible,
        saving=found.saving,
        each=None if found.saving is None else found.saving.times(1 / found.steps),
        in_relaxation=found.relaxed,
        text=_text(limit, found),
    )


def _text(limit: Limit, found: Saving) -> str:
    step, _, more = limit.unit.partition(" ")
    begins = f"{counted(found.steps, step, more)} {limit.what} ({limit.before}, then {found.after})"
    if not found.possible:
        return f"{begins} is not possible."
    if found.method == "same model":
        return f"{begins} changes nothing."
    if found.saving is None:
        return f"{begins}: {TOO_CLOSE}."
    return f"{begins} {_what(found.saving)} ({found.method})."


def _what(saving: Interval) -> str:
    if saving.nothing:
        return "saves nothing"
    if saving.sign > 0:
        return f"saves {between(saving)}"
    if saving.sign < 0:
        return f"costs {between(_turned(saving))} more"
    most = "may save or cost" if saving.high is None else f"saves at most {no_more(saving.high)}"
    return f"{most}; {TOO_CLOSE} whether anything"


def _turned(saving: Interval) -> Interval:
    high = saving.high
    return Interval(low=-saving.low if high is None else -high, high=-saving.low)


def _there(problem: Problem, plan: Plan) -> list[list[str]]:
    """Who is in the plan, as the beginnings of places."""
    used = {key for key, ledger in plan.vendors.items() if ledger.used}
    bought = {
        key
        for key, ledger in plan.offers.items()
        if sum(ledger.starts) + sum(ledger.converting_starts) + sum(map(sum, ledger.bought_hours.values()))
        > 0
    }
    hiring = {key for key, ledger in plan.pools.items() if sum(ledger.hires) > 0}
    work = {stream.key for stream in problem.forecast.workstreams}
    found = [["rate_card", "vendors", key] for key in used] + [["rate_card", "offers", key] for key in bought]
    found += [["workforce", "pools", key] for key in hiring]
    return found + [["forecast", "workstreams", key] for key in work]


WORTH = Room("worth", Worth, questions, answer)
