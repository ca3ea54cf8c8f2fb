"""A reason in a few words, with its sums and without those that tell pay."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from scheduler.explain.reasons.after import after
from scheduler.explain.reasons.asked import Asked
from scheduler.explain.reasons.shapes import Served
from scheduler.explain.reasons.taken import said
from scheduler.explain.sums import dearer
from scheduler.words import counted, day, listed, span

MOST_SERVED = 2


def sentences(asked: Asked, facts: Mapping[str, Any], unit: str) -> tuple[str, str]:
    """(text, text without pay): what it is for; what is without it."""
    for_what = _for_what(asked, facts)
    if facts["found"] == "impossible":
        stands = f" ({facts['against'][0].rstrip('.')})" if facts["against"] else ""
        needed = f"{for_what}. Needed: there is no plan without {_it(asked)}{stands}."
        return needed, needed
    if facts["found"] == "no choice":
        text = f"{what(asked)}: its term runs out, nothing is decided."
        return text, text
    if facts["found"] == "not asked":
        text = f"{for_what}. Without {_it(asked)} the input is not valid."
        return text, text
    if facts["found"] == "late" and facts["dearer"] is None:
        text = f"{for_what}. There was no time to look for a plan without {_it(asked)}."
        return text, text
    instead = _instead(facts, unit)
    text = f"{for_what}. With {facts['edit']}, {dearer(facts['dearer'])}{instead}."
    return text, f"{for_what}{instead}."


def what(asked: Asked) -> str:
    """The thing itself: 4 hires in phone team on 15 Mar 2027."""
    action = asked.action
    if action is None:
        return f"Overtime in {asked.owner}" if asked.kind == "overtime" else f"Hours from {asked.owner}"
    when, there = f"on {day(action.start)}", span(action.start, action.end)
    heads = partial(counted, asked.heads)
    return {
        "hire": heads("hire", f"in {asked.owner} {when}"),
        "release": heads("head", f"released from {asked.owner} {when}"),
        "move": heads("head", f"moved by {asked.owner} {when}"),
        "contract": heads("head", f"at {asked.owner} {there}"),
        "conversion": heads("head", f"at {asked.owner} {there}, then taken over"),
        "end_running": heads("head", f"of {asked.owner} gone {when}"),
    }[asked.kind]


def _for_what(asked: Asked, facts: Mapping[str, Any]) -> str:
    if asked.kind in ("release", "end_running"):
        there = after(asked)
        why = f", with {listed(there)} from then on" if there else ": hours that are not needed"
        return f"{what(asked)}{why}"
    if not facts["serves"]:
        return f"{what(asked)}: no hours of work within the plan"
    return f"{what(asked)}: for {_work(facts['serves'])}"


def _work(serves: tuple[Served, ...]) -> str:
    """The work most hours are for; a twentieth of them is not told."""
    least = sum(each.hours for each in serves) / 20
    told = [f"{each.workstream} ({counted(each.hours, 'hour')})" for each in serves if each.hours >= least]
    return listed(told, limit=MOST_SERVED)


def _it(asked: Asked) -> str:
    return "it" if asked.action is None or asked.heads == 1 else "them"


def _instead(facts: Mapping[str, Any], unit: str) -> str:
    if facts["found"] != "plan":
        return ""
    words = said(facts["instead"], unit)
    return f"; the best plan found without has {words}" if words else ""
