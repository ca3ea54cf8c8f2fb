"""A problem and its plan, carried on to a later day: what was decided has become what is given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from scheduler.errors import Fault, InvalidProblem
from scheduler.plan import Action, Plan
from scheduler.problem import Problem, RateCard
from scheduler.problem.actuals import Actuals
from scheduler.problem.base import Model
from scheduler.replan.actuals import judged, judged_at
from scheduler.replan.carry.calls import orders, with_orders, with_suppliers
from scheduler.replan.carry.decided import Decided, decided_costs, engaged_vendors
from scheduler.replan.carry.limits import carried_card, carried_policy
from scheduler.replan.carry.lots import Ending, signed
from scheduler.replan.carry.teams import carried_workforce
from scheduler.replan.carry.work import carried_forecast
from scheduler.replan.cut import Cut, cut_at
from scheduler.replan.happened import Happened
from scheduler.rules import Cost
from scheduler.validate import faults
from scheduler.words import day


class Rolled(Model):
    """`problem`: from the cut on, with everything decided among its heads, contracts and arrivals.

    `baseline`: what of the earlier plan is still to decide, in terms of that problem (its actions only).
    `pinned`: what is decided and still to come. `decided`: what that costs once, counted by no plan from
    here on. `rest`: what the rest of the earlier plan was to cost without it, in the forecast's currency.
    `assumptions`: what was taken for granted, in words.
    """

    problem: Problem
    baseline: Plan
    pinned: tuple[Action, ...]
    decided: tuple[Decided, ...]
    rest: float
    assumptions: tuple[str, ...]


def rolled(
    problem: Problem,
    baseline: Plan,
    as_of: date,
    *,
    before: Problem | None = None,
    actuals: Actuals | None = None,
) -> Rolled:
    """The problem as it stands on `as_of`, after an earlier plan.

    `problem` says what is to come; its calendar is that of the earlier plan (which is then cut at the first
    period from `as_of` on) or begins on a later of its periods. Its heads, recent starters and contracts are
    those with which the earlier plan began: what came of them is taken from the plan, or from `actuals`.
    `before`: the problem the earlier plan was made from, where forecast, rates or rules have changed since.

    Raises InvalidProblem when these do not belong together.
    """
    cut = cut_at(problem, baseline, as_of, before or problem)
    happened = _happened(cut, actuals or Actuals(), problem.rate_card)
    card = _with_gone_offers(cut, problem.rate_card)
    to_come = problem.model_copy(update={"rate_card": card})
    if found := _faults(to_come):
        raise InvalidProblem(found)
    contracts, decided = signed(cut, card), decided_costs(cut)
    lots = happened.lots(contracts.lots)
    missing = {lot.key for lot in contracts.lots} - {lot.key for lot in lots}
    _assume_as_planned(cut, happened.actuals)
    gone = engaged_vendors(cut) - {vendor.key for vendor in problem.rate_card.vendors}
    there = with_orders(cut, carried_card(cut, card, gone)).model_copy(update={"running": lots})
    if problem.policy.max_vendors is not None:
        _assume_room_for_others(cut, there, gone)
    new = problem.model_copy(
        update={
            "forecast": with_suppliers(carried_forecast(cut, problem, happened), orders(cut)),
            "workforce": carried_workforce(cut, problem.workforce, happened),
            "rate_card": there,
            "policy": carried_policy(to_come, decided, happened),
        }
    )
    open_ends = [each for each in contracts.endings if each.lot not in missing]
    left = baseline.model_copy(update={"actions": tuple(_open(cut, open_ends))})
    return Rolled(
        problem=new,
        baseline=left,
        pinned=cut.pinned,
        decided=decided,
        rest=_rest(cut, decided),
        assumptions=tuple(cut.assumed),
    )


def _happened(cut: Cut, facts: Actuals, card: RateCard) -> Happened:
    """What was before the cut; raises where the actuals do not fit it."""
    since = min(cut.timeline.as_of, cut.timeline.first_day(0))
    if wrong := judged(facts, cut.before, since, cut.as_of) or judged_at(cut, facts, card):
        raise InvalidProblem(wrong)
    return Happened(cut, facts)


def _faults(problem: Problem) -> list[Fault]:
    """What is wrong with the documents given; who leaves is judged with those who are there by then."""
    return [fault for fault in faults(problem, baseline=True) if fault.code != "too_many_leave"]


def _rest(cut: Cut, decided: Iterable[Decided]) -> float:
    """Cost lines from the cut on, without what is decided; vendors still to be taken on cost that yet."""
    rest = sum(sum(line.amounts[cut.period :]) + line.after for line in cut.plan.costs)
    engaged = engaged_vendors(cut)
    for line in cut.plan.costs:
        if line.kind is Cost.VENDOR_FIXED and line.owner not in engaged:
            rest += sum(line.amounts[: cut.period])
    return round(rest - sum(each.amount for each in decided), 6)


def _open(cut: Cut, endings: list[Ending]) -> list[Action]:
    """What is still to decide: open actions as they were, open ends as ends of running contracts."""
    found = [a for a in cut.plan.actions if not cut.has_begun(a) and a.kind != "end_running"]
    for each in endings:
        if each.end is None or each.decide_by is None:
            continue
        name = f"end_running/{each.lot}/{each.end}"
        found.append(
            Action(
                id=name,
                kind="end_running",
                owner=each.lot,
                heads=each.heads,
                start=each.end,
                decide_by=each.decide_by,
            )
        )
    return sorted(found, key=lambda a: (a.decide_by, a.start, a.kind, a.owner, a.end or date.max))


def _with_gone_offers(cut: Cut, card: RateCard) -> RateCard:
    """What is on no rate card any more but still owed: offers under contract, vendors of ordered hours."""
    bound = {a.owner for a in cut.plan.actions if a.kind in ("contract", "conversion") and cut.has_begun(a)}
    bound |= {lot.running.offer for lot in cut.index.lots}
    ordered = {order.offer for order in orders(cut)}
    known = {offer.key for offer in card.offers}
    gone = [offer for offer in cut.before.rate_card.offers if offer.key in (bound | ordered) - known]
    for offer in gone:
        left = (
            "its contracts run on, new ones are not possible"
            if offer.key in bound
            else "what is ordered of it may be used"
        )
        cut.assume(f"{offer.key} is on the rate card no more: {left}")
    owed = {offer.vendor for offer in gone} - {vendor.key for vendor in card.vendors}
    vendors = [vendor for vendor in cut.before.rate_card.vendors if vendor.key in owed]
    closed: dict[str, date | None] = {
        "start_from": None,
        "start_until": cut.timeline.as_of - timedelta(days=1),
    }
    offers = [offer.model_copy(update=closed) for offer in gone if offer.key in bound]
    return card.model_copy(update={"offers": (*card.offers, *offers), "vendors": (*card.vendors, *vendors)})


def _assume_room_for_others(cut: Cut, card: RateCard, gone: Iterable[str]) -> None:
    vendor_of = {offer.key: offer.vendor for offer in card.offers}
    bound = {vendor_of[lot.offer] for lot in card.running}
    for key in sorted(set(gone) - bound):
        cut.assume(f"{key} is on the rate card no more and under no contract: it is not counted as used")


def _assume_as_planned(cut: Cut, facts: Actuals) -> None:
    if cut.period and not facts.rows:
        cut.assume(f"everything before {day(cut.start)} went as planned: no actuals are given")
    elif cut.period:
        cut.assume(f"what the actuals do not say of the time before {day(cut.start)} went as planned")
    if hiring := sum(each.amount for each in decided_costs(cut) if each.kind is Cost.HIRING):
        currency = cut.plan.currency
        cut.assume(f"{hiring:,.0f} {currency} for hires under way are decided and in no figure from here on")
