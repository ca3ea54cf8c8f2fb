"""A reason in a few words, with its sums and without those that tell pay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scheduler.explain.reasons.asked import Asked
from scheduler.explain.reasons.shapes import Served
from scheduler.explain.reasons.taken import said
from scheduler.explain.reasons.words import day, dearer, listed, number, span

MOST_SERVED = 2


def sentences(asked: Asked, facts: Mapping[str, Any], unit: str) -> tuple[str, str]:
    """(text, text without pay): what it is for; what is without it."""
    for_what = _for_what(asked, facts)
    if facts["found"] == "impossible":
        stands = f": {facts['against'][0].rstrip('.')}" if facts["against"] else ""
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
    heads, action = number(asked.heads), asked.action
    if action is None:
        return f"Overtime in {asked.owner}" if asked.kind == "overtime" else f"Hours from {asked.owner}"
    when = f"on {day(action.start)}"
    one = asked.heads == 1
    return {
        "hire": f"{heads} {'hire' if one else 'hires'} in {asked.owner} {when}",
        "release": f"{heads} released from {asked.owner} {when}",
        "move": f"{heads} {'move' if one else 'moves'} by {asked.owner} {when}",
        "contract": f"{heads} from {asked.owner} {span(action.start, action.end)}",
        "conversion": f"{heads} from {asked.owner} {span(action.start, action.end)}, to be taken over",
        "end_running": f"{heads} of {asked.owner} {'ends' if one else 'end'} {when}",
    }[asked.kind]


def _for_what(asked: Asked, facts: Mapping[str, Any]) -> str:
    if asked.kind in ("release", "end_running"):
        return f"{what(asked)}: hours that are not needed"
    if not facts["serves"]:
        return f"{what(asked)}: no hours of work within the plan"
    return f"{what(asked)}: for {_work(facts['serves'])}"


def _work(serves: tuple[Served, ...]) -> str:
    """The work most hours are for; a twentieth of them is not told."""
    least = sum(each.hours for each in serves) / 20
    told = [f"{each.workstream} ({number(each.hours)} hours)" for each in serves if each.hours >= least]
    return listed(told, limit=MOST_SERVED)


def _it(asked: Asked) -> str:
    return "it" if asked.action is None or asked.heads == 1 else "them"


def _instead(facts: Mapping[str, Any], unit: str) -> str:
    if facts["found"] != "plan":
        return ""
    words = said(facts["instead"], unit)
    return f"; the best plan found without has {words}" if words else ""
