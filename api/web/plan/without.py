"""When a run ended without a plan: what went wrong, and what to do."""

from __future__ import annotations

from nicegui import ui

from api.schemas.parts import Check
from api.schemas.plans import PlanState
from api.store.keys import Role
from api.web.parts.node import Node, node
from api.web.plan.section import bullets, folded
from api.web.visit import Visit
from scheduler.words import kind_name, listed, number, with_days

FAILED = {
    "solver_crashed": "The solver broke down three times. Run it once more; if it happens again, tell us.",
    "plan_rejected": "The search found a plan that the independent check rejected, so it is not shown. "
    "That is a fault of ours: tell us the plan's number.",
    "validation_failed": "The documents do not go together. Look at their faults, mend them, and run again.",
}
OURS = "That is a fault of ours: tell us the plan's number. Nothing that was saved is lost."
LONGER = 4  # times the time


async def without(visit: Visit, state: PlanState) -> None:
    """What is said in place of a plan."""
    if state.state == "failed":
        code = (state.error or {}).get("code", "internal")
        with _told("This run failed", FAILED.get(code, OURS), "faults"):
            node("p", f"Plan {state.id}, {kind_name(code)}", "soft small")
            _again(visit, state, "Run it again", 1)
    elif state.state == "cancelled":
        with _told("Stopped before a plan was found", "That does not mean that there is none."):
            _again(visit, state, "Run it again", 1)
    elif state.outcome == "infeasible":
        await _infeasible(visit, state)
    else:
        text = (
            f"The search had {number(state.effort.time_limit)} s. That no plan was found does not mean that "
            f"there is none: give it more time, or ask for less."
        )
        with _told("No plan was found in time", text):
            _again(visit, state, f"Run it with {LONGER} times the time", LONGER)


def _told(title: str, text: str, classes: str = "empty") -> Node:
    place = node("section", classes=f"{classes} no-plan")
    with place:
        node("h2", title)
        node("p", text)
    return place


async def _infeasible(visit: Visit, state: PlanState) -> None:
    found = await visit.api.read(Check, f"/v1/plans/{state.id}/check")
    rules = listed(dict.fromkeys(kind_name(each.rule) for each in found.conflicts))
    stands = "stands" if len(found.conflicts) == 1 else "stand"
    text = f"{rules[:1].upper()}{rules[1:]} {stands} in the way." if rules else "No rule alone is to blame."
    with _told("No plan can keep all the rules", text, "faults"):
        if found.conflicts:
            node("h3", "Rules in conflict")
            with node("ol", classes="fault-list"):
                for each in found.conflicts:
                    with node("li"):
                        node("span", kind_name(each.rule), "place")
                        node("span", with_days(each.text), "found")
        with node("p", classes="row"):
            node("a", "What would make a plan possible", "button main", href=f"/plans/{state.id}/why")
            node("a", "Change something", "button", href=f"/what-if/{state.id}")
        if found.warnings:
            with folded(f"{len(found.warnings)} warnings"):
                bullets([with_days(line) for line in found.warnings])


def _again(visit: Visit, state: PlanState, words: str, longer: int) -> None:
    """Asks the same with as much time or more; documents that came with the request are gone."""
    keys = {name: used.key for name, used in state.inputs.items()}
    if not visit.may(Role.PLANNER) or not all(keys.values()):
        node("a", "All plans", "button", href="/plans")
        return

    async def run() -> None:
        effort = state.effort.model_dump()
        effort["time_limit"] = min(effort["time_limit"] * longer, 86_400)
        asked = {"series": state.series, **keys, "effort": effort}
        answer = await visit.api.send("POST", "/v1/plans", asked)
        ui.navigate.to(f"/plans/{answer.json()['id']}")

    with node("p", classes="row"):
        node("button", words, "button main", type="button").on("click", run)
        node("a", "All plans", "button", href="/plans")
