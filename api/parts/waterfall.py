"""What makes up a plan's cost, with what quotes and pay do not name shown apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.parts.pay import Seen
from api.parts.told import SUM
from api.schemas.told import CostStep
from scheduler.report.costs import KindCost
from scheduler.report.summary import Summary
from scheduler.report.suppliers import (
    WASTED,
    billed_hours,
    cost_group,
    supervision_value,
)
from scheduler.report.view import TRACE, PlanView
from scheduler.rules import Cost
from scheduler.words import kind_name

PAY = (Cost.SALARY, Cost.ON_COST, Cost.POOL_OVERHEAD)
LEAST = 0.005  # of the currency's unit: not shown
ORDER = ("own people", "contractors", "penalties")


def steps(seen: Seen, summary: Summary) -> list[CostStep]:
    """Own people, contractors with what their rates hide, penalties; they add up to the cost.

    Without pay, what own people cost is one step, and supervision is in it. Empty where the total may not
    be told.
    """
    if seen.result.cost is None or (not seen.pay and seen.in_house is None):
        return []
    found = [*_own(seen, summary), *_contractors(summary.view, summary.kinds), *_penalties(summary.kinds)]
    shown = [step for step in found if abs(step.amount) >= LEAST]
    return sorted(shown, key=lambda step: (ORDER.index(step.group), step.hidden))


def _own(seen: Seen, summary: Summary) -> Iterator[CostStep]:
    if not seen.pay:
        yield CostStep(
            name="own people",
            group="own people",
            amount=float(seen.in_house or 0),
            hidden=False,
            text=f"{SUM[0].upper()}{SUM[1:]}.",
        )
        return
    view, amounts = summary.view, {each.kind: float(each.amount) for each in summary.kinds}
    pay = sum(amounts.pop(kind, 0.0) for kind in PAY)
    supervising = min(pay, sum(supervision_value(view, offer) for offer in view.offers.values()))
    yield _step("own people: pay", "own people", pay - supervising, "Pay, what goes on top, seats.")
    yield _step(
        "supervision of contractors",
        "own people",
        supervising,
        "Own people's paid time with contract heads.",
        hidden=True,
    )
    for kind, amount in amounts.items():
        if cost_group(kind) == "own people":
            yield _step(kind_name(kind.value), "own people", amount, kind.meaning, hidden=kind.tail)


def _contractors(view: PlanView, kinds: Iterable[KindCost]) -> Iterator[CostStep]:
    for entry in kinds:
        amount = float(entry.amount)
        if cost_group(entry.kind) != "contractors":
            continue
        if entry.kind != Cost.CONTRACT:
            yield _step(kind_name(entry.kind.value), "contractors", amount, entry.kind.meaning, hidden=True)
            continue
        idle, rework = undelivered(view)
        yield _step(
            "contract hours that deliver", "contractors", amount - idle - rework, "At the quoted rates."
        )
        yield _step(WASTED, "contractors", idle, "Shrinkage, ramp, hours not used, other work.", hidden=True)
        yield _step("rework", "contractors", rework, "Paid hours whose work is done again.", hidden=True)


def undelivered(view: PlanView) -> tuple[float, float]:
    """(money for paid hours that deliver nothing, money for rework), all offers together."""
    idle = rework = 0.0
    for offer in view.offers.values():
        delivered = view.delivered_by(offer.key)
        paid = sum(
            sum(line.amounts) + line.after
            for line in view.lines.get(offer.key, [])
            if line.kind == Cost.CONTRACT
        )
        billed = billed_hours(view, offer)
        if delivered <= TRACE or billed <= TRACE:
            idle += paid
            continue
        quoted = paid / billed
        again = quoted * delivered * offer.rework_share / (1 - offer.rework_share)
        rework += again
        idle += paid - quoted * delivered - again
    return idle, rework


def _penalties(kinds: Iterable[KindCost]) -> Iterator[CostStep]:
    for entry in kinds:
        if cost_group(entry.kind) == "penalties":
            yield _step(kind_name(entry.kind.value), "penalties", float(entry.amount), entry.kind.meaning)


def _step(name: str, group: str, amount: float, text: str, hidden: bool = False) -> CostStep:
    return CostStep.model_validate(
        {"name": name, "group": group, "amount": amount, "hidden": hidden, "text": text}
    )
