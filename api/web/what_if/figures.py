"""What plans cost by supplier, and who is there by period: from their costs and ledgers."""

from __future__ import annotations

from dataclasses import dataclass

from api.schemas.parts import Costs, Ledger
from api.schemas.variants import PlanProblem
from scheduler.report.capacity import OWN, SHORT

OTHERS = "other vendors"


@dataclass(frozen=True)
class Figures:
    """One plan: money by supplier, and heads by supplier on each first day."""

    name: str
    money: dict[str, float]
    heads: dict[str, list[float]]
    days: list[str]


def money_of(costs: Costs, problem: PlanProblem) -> dict[str, float]:
    """Own people, vendors, and what is left undone or steers; without pay, own people are one sum."""
    vendors = {row["key"]: row["vendor"] for row in problem.rate_card["offers"]}
    vendors |= {row["key"]: vendors.get(row["offer"], OWN) for row in problem.rate_card["running"]}
    vendors |= {row["key"]: row["key"] for row in problem.rate_card["vendors"]}
    found: dict[str, float] = {}
    for line in costs.lines:
        who = vendors.get(line.owner, OWN) if line.cash else SHORT
        found[who] = found.get(who, 0.0) + line.total
    if costs.in_house is not None and not costs.pay_shown:
        found[OWN] = found.get(OWN, 0.0) + costs.in_house
    return {name: round(total, 2) for name, total in found.items() if abs(total) >= 0.005}


def heads_of(ledger: Ledger, problem: PlanProblem) -> dict[str, list[float]]:
    """Own heads together, then contract heads by vendor; who is never there is left out."""
    vendors = {row["key"]: row["vendor"] for row in problem.rate_card["offers"]}
    running = {row["key"]: vendors.get(row["offer"], "") for row in problem.rate_card["running"]}
    rows = [(OWN, pool.heads) for pool in ledger.pools.values()]
    rows += [(vendors.get(key, ""), each.active) for key, each in ledger.offers.items()]
    rows += [(vendors.get(key, ""), each.converting_active) for key, each in ledger.offers.items()]
    rows += [(running.get(key, ""), each.active) for key, each in ledger.running.items()]
    found: dict[str, list[float]] = {}
    for who, heads in rows:
        if any(heads):
            known = found.get(who, [0.0] * len(heads))
            found[who] = [round(one + more, 4) for one, more in zip(known, heads)]
    return found
