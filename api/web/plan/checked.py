"""How good the plan is, what was checked, what was assumed, and what it was made from."""

from __future__ import annotations

from collections.abc import Sequence

from api.schemas.plans import PlanState, Used
from api.schemas.told import PlanSummary
from api.web.parts.money import day, money
from api.web.parts.node import node
from api.web.parts.table import Column, Table
from api.web.plan.section import bullets, folded, section, side_by_side
from scheduler.words import kind_name, with_days

STOPPED = {
    "proved": "it was proven that nothing is cheaper",
    "gap": "the gap that was asked for was reached",
    "time_limit": "its time was up",
    "work_limit": "its work was done",
    "stopped": "somebody stopped it",
    "crashed": "the solver failed on the way, and its best plan was kept",
}
DOCUMENTS = {
    "forecast": "Forecast",
    "workforce": "Workforce",
    "rate_card": "Rate card",
    "policy": "Policy",
}
INLINE = "sent with the request"


def checked(state: PlanState, summary: PlanSummary) -> None:
    """The part of the page."""
    with section("check", "How good it is, and how it was checked"), side_by_side():
        with node("div"):
            node("p", in_words(summary))
            with folded(f"The {len(summary.rules)} rules that were checked"):
                rows = [[kind_name(rule.name), rule.meaning] for rule in summary.rules]
                Table("Rules", [Column("Rule"), Column("What it says")], rows, captioned=False)
            _notes("warnings", "warning", summary.warnings)
            _notes("assumptions", "assumption", summary.assumptions)
        with node("div", classes="pictured"):
            node("h3", "Made from")
            _inputs(state)
            made = ", ".join(f"{name} {version}" for name, version in summary.versions.items())
            node("p", f"With {made}; seed {state.effort.seed}; on {_when(state)}.", "soft small")


def in_words(summary: PlanSummary) -> str:
    """Gap, bound, why the search ended, and the check."""
    words = f"{summary.how_good[:1].upper()}{summary.how_good[1:]}. " if summary.how_good else ""
    if summary.bound:
        words += f"No plan costs less than {money(summary.bound)} {summary.currency}. "
    stopped = STOPPED.get(summary.stop_reason, kind_name(summary.stop_reason))
    return (
        f"{words}The search ended after {summary.seconds:.1f} s: {stopped}. Afterwards an independent check, "
        f"which knows nothing of the search, worked out all {len(summary.rules)} rules and every cost line "
        f"anew and found no fault."
    )


def _notes(name: str, one: str, lines: Sequence[str]) -> None:
    if lines:
        with folded(f"{len(lines)} {one if len(lines) == 1 else name}"):
            bullets([with_days(line) for line in lines])


def _inputs(state: PlanState) -> None:
    with node("dl", classes="sources"):
        for name, label in DOCUMENTS.items():
            node("dt", label)
            with node("dd"):
                _input(name, state.inputs.get(name))


def _input(name: str, used: Used | None) -> None:
    if used is None:
        node("span", "none", "soft")
        return
    if used.key is None:
        node("span", INLINE)
    else:
        node("a", used.key, href=f"/documents/{name}/{used.key}")
    if used.version is not None:
        node("span", f"version {used.version}", "soft")
    if used.hash:
        node("code", used.hash[:12], "soft small", title="Fingerprint of its content")


def _when(state: PlanState) -> str:
    ended = state.finished or state.created
    return f"{day(ended.date())}, {ended:%H:%M} UTC"
