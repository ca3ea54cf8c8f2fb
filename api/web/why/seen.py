"""What the parts of an explanation are shown with."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from api.schemas.parts import Check
from api.schemas.plans import PlanState
from api.schemas.told import PlanSummary
from api.schemas.variants import PlanProblem
from api.store.keys import Role
from api.web.parts.suppliers import Suppliers
from api.web.visit import Visit
from scheduler.report.capacity import OWN


@dataclass(frozen=True)
class About:
    """A plan that is explained: its state, what it was made from, what the check said, and who looks."""

    visit: Visit
    state: PlanState
    problem: PlanProblem
    check: Check
    suppliers: Suppliers

    @property
    def address(self) -> str:
        """Of the plan, in the API."""
        return f"/v1/plans/{self.state.id}"

    @property
    def may_ask(self) -> bool:
        """Whether this person may have something worked out."""
        return self.visit.may(Role.PLANNER)

    @property
    def unit(self) -> str:
        """The unit of a period."""
        return str(self.problem.forecast["calendar"]["unit"])

    @property
    def currency(self) -> str:
        """Of all sums."""
        return str(self.problem.forecast["currency"])

    def supplier_of(self, owner: str) -> str:
        """The vendor of an offer or of a running contract; own people for anybody else."""
        card = self.problem.rate_card
        running = {each["key"]: each["offer"] for each in card["running"]}
        vendors = {each["key"]: each["vendor"] for each in card["offers"]}
        return str(vendors.get(running.get(owner, owner), OWN))


async def about(visit: Visit, plan: str) -> About:
    """Reads it; raises ApiProblem where there is nothing to explain."""
    place = f"/v1/plans/{quote(plan, safe='')}"
    return About(
        visit,
        await visit.api.read(PlanState, place),
        await visit.api.read(PlanProblem, f"{place}/problem"),
        await visit.api.read(Check, f"{place}/check"),
        Suppliers(await vendors_of(visit, plan)),
    )


async def vendors_of(visit: Visit, plan: str) -> list[str]:
    """The vendors that are told apart, in the order of the rate card; none where there is no plan."""
    if not visit.way.planned:
        return []
    return (await visit.api.read(PlanSummary, f"/v1/plans/{quote(plan, safe='')}/summary")).vendors
