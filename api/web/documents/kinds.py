"""The four documents: their names, their addresses, who writes them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from api.store.keys import Role


@dataclass(frozen=True)
class Kind:
    """One of the four. `name` as in a plan's inputs; `path` below `/v1`; `owners`: who writes it."""

    name: str
    path: str
    label: str
    about: str
    owners: tuple[Role, ...]

    def page(self, key: str) -> str:
        """Where it is edited."""
        return f"/documents/{self.name}/{quote(key, safe='')}"

    def api(self, key: str, rest: str = "") -> str:
        """Where the API has it."""
        return f"/v1/{self.path}/{quote(key, safe='')}{rest}"

    def draft(self, key: str) -> str:
        """Where its draft is kept."""
        return f"/v1/drafts/{self.name}/{quote(key, safe='')}"


KINDS = (
    Kind("forecast", "forecasts", "Forecast", "the work, period by period", (Role.PLANNER,)),
    Kind("workforce", "workforces", "Workforce", "own teams and who comes and goes", (Role.PLANNER, Role.HR)),
    Kind("rate_card", "rate-cards", "Rate card", "vendors, offers, contracts that run",
         (Role.PLANNER, Role.PROCUREMENT)),
    Kind("policy", "policies", "Policy", "limits and budgets", (Role.PLANNER,)),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS} | {kind.name.replace("_", "-"): kind for kind in KINDS}
