"""A search while it goes on: where it is, in words and figures."""

from __future__ import annotations

from api.schemas.plans import PlanState
from api.schemas.progress import SearchProgress
from api.web.parts.money import gap, money, number
from api.web.parts.node import Node, node
from scheduler.words import counted, kind_name, sum_of

NOBODY = (
    "No worker is running, so nobody takes this plan up. Whoever runs this service starts one with "
    "“staffmix worker”; the plan keeps its place meanwhile."
)

STATES = {
    "queued": "waiting",
    "running": "running",
    "failed": "failed",
    "cancelled": "stopped, no plan",
    "optimal": "proven cheapest",
    "feasible": "checked plan",
    "infeasible": "no plan can keep all rules",
    "no_plan_in_time": "no plan found in time",
}


def standing(plan: PlanState) -> str:
    """Where a plan is, or what came of it, in a word or two."""
    name = plan.outcome or plan.state
    return STATES.get(name, kind_name(name))


def where(found: SearchProgress) -> str:
    """Where it is, in a sentence."""
    if found.state == "queued":
        if not found.workers:
            return NOBODY
        if found.ahead:
            before = counted(found.ahead, "plan")
            return f"Waiting: {before} {'is' if found.ahead == 1 else 'are'} before this one."
        return "Waiting for a worker, which takes it up within seconds."
    if found.stopping:
        return "Stopping: the best plan so far is being checked."
    if found.cost is None and not found.points:
        return "Looking for a first plan."
    return "Looking for cheaper plans, and proving that there are none."


def summed_up(found: SearchProgress, currency: str) -> str:
    """Where it stands, to be read aloud now and then."""
    if found.cost is None:
        return where(found)
    best = f"Best plan {money(found.cost)} {currency}".strip()
    return f"{best}, {gap(above(found))} above the cheapest possible, after {seconds(found.elapsed)}."


def until(gap_asked: float) -> str:
    """When it ends by itself, but for its time."""
    if gap_asked <= 0:
        return "ends by itself once the plan is proven cheapest"
    return f"ends by itself at most {100 * gap_asked:g} % above the cheapest"


def above(found: SearchProgress) -> float | None:
    """How far above the cheapest possible the best plan may be: a share of the bound."""
    if found.cost is None or found.bound is None or found.bound <= 0:
        return found.gap
    return max(0.0, (found.cost - found.bound) / found.bound)


def seconds(value: float | None) -> str:
    """12 s; 3 min 20 s."""
    whole = int(value or 0)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60} s"


class Figures:
    """Numbers beside the chart."""

    NAMES = (
        ("cost", "Best plan so far"),
        ("bound", "No plan costs less than"),
        ("gap", "Above the cheapest"),
        ("elapsed", "Time"),
    )

    def __init__(self, currency: str) -> None:
        self._currency = currency
        self._shown: dict[str, Node] = {}
        with node("dl", classes="figures strip search"):
            for name, words in self.NAMES:
                with node("div", classes=f"of-{name}"):
                    node("dt", words)
                    self._shown[name] = node("dd", "–", "figure")
            self._bar = node("div", classes="of-bar")
            with self._bar:
                node("dt", "Of the time it may take", "unseen")
                with node("dd"):
                    self._time = node("progress", max=100, value=0, aria_label="Time used")

    def show(self, found: SearchProgress) -> None:
        """The newest."""
        texts = {
            "cost": self._money(found.cost),
            "bound": self._money(found.bound),
            "gap": gap(above(found)),
            "elapsed": f"{seconds(found.elapsed)} of {number(found.time_limit)} s at most",
        }
        for name, text in texts.items():
            if self._shown[name].text != text:
                self._shown[name].set_text(text)
        share = 100 * (found.elapsed or 0.0) / found.time_limit
        self._time.attribute("value", str(round(min(100.0, share), 1)))

    def _money(self, value: float | None) -> str:
        return "–" if value is None else f"{sum_of(value)} {self._currency}".strip()
