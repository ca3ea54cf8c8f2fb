"""What a plan decides, one line an action."""

from __future__ import annotations

from collections.abc import Iterator

from api.parts.pay import Seen
from api.schemas.parts import ActionLine, Actions
from scheduler.plan import Action
from scheduler.problem.money import digits
from scheduler.report.decisions import Decision, action_cost, hours_cost, ordered_hours
from scheduler.report.view import PlanView

OWN = ("hire", "release", "move")
"""Kinds of action whose cost pay sets."""


def actions(plan: str, seen: Seen, view: PlanView) -> Actions:
    """All actions and orders of hours, by decide-by date."""
    lines = [*_actions(seen, view), *(_order(view, order) for order in ordered_hours(view))]
    lines.sort(key=lambda line: (line.decide_by, line.start, line.kind, line.owner, line.id))
    return Actions(plan=plan, currency=view.plan.currency, actions=lines)


def _actions(seen: Seen, view: PlanView) -> Iterator[ActionLine]:
    for action in view.plan.actions:
        told = seen.pay or action.kind not in OWN
        role, skills, site, vendor = _where(view, action)
        yield ActionLine(
            id=action.id,
            kind=action.kind,
            owner=action.owner,
            role=role,
            skills=skills,
            site=site,
            vendor=vendor,
            heads=action.heads,
            hours=None,
            start=action.start,
            end=action.end,
            decide_by=action.decide_by,
            end_decide_by=action.end_decide_by,
            cost=round(action_cost(view, action), digits(view.plan.currency)) if told else None,
        )


def _where(view: PlanView, action: Action) -> tuple[str | None, list[str], str | None, str | None]:
    """(role, skills, site, vendor) of who comes or goes."""
    if action.kind in OWN:
        key = view.moves[action.owner].target if action.kind == "move" else action.owner
        pool = view.pools[key]
        return key, list(pool.skills), pool.site, None
    key = view.running[action.owner].offer if action.kind == "end_running" else action.owner
    offer = view.offers[key]
    terms = offer.conversion if action.kind == "conversion" else None
    return (terms.to_pool if terms else None), list(offer.skills), _site(view, key), offer.vendor


def _site(view: PlanView, offer: str) -> str | None:
    """Where a vendor's people are, when there is one place only."""
    sites = view.vendors[view.offers[offer].vendor].sites or ()
    return sites[0] if len(sites) == 1 else None


def _order(view: PlanView, order: Decision) -> ActionLine:
    offer = view.offers[order.owner]
    return ActionLine(
        id=order_id(order),
        kind="hours",
        owner=order.owner,
        role=None,
        skills=list(offer.skills),
        site=_site(view, order.owner),
        vendor=offer.vendor,
        heads=None,
        hours=order.hours,
        start=order.start,
        end=order.end,
        decide_by=order.decide_by,
        end_decide_by=None,
        cost=round(hours_cost(view, order), digits(view.plan.currency)),
    )


def order_id(order: Decision) -> str:
    """An order of hours has no action; its id is made as an action's."""
    return f"hours/{order.owner}/{order.start}"
