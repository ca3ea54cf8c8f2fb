"""The costliest actions: what each is for, what the best plan without it costs, what binds."""

from __future__ import annotations

from functools import partial

from api.web.parts.money import amount, hours_text, listed
from api.web.parts.node import Node, node
from api.web.why.ranges import Scale, range_bar
from api.web.why.seen import About
from scheduler.explain.explanation import Explanation
from scheduler.explain.reasons import Reason
from scheduler.report.intervals import more
from scheduler.report.why import action
from scheduler.words import day

MOST = 8
FOUND = {
    "impossible": "no plan without it",
    "late": "no time to find out",
    "no choice": "no choice: a term runs out",
    "not asked": "cannot be left out of the input",
}


def reasons(found: Explanation, about: About) -> None:
    """One card an action; after some, the rest opens."""
    scale = Scale(each.dearer for each in found.reasons)
    card = partial(_card, about=about, scale=scale)
    with node("ol", classes="reasons"):
        for reason in found.reasons[:MOST]:
            card(reason)
    if found.reasons[MOST:]:
        with node("details", classes="more"):
            node("summary", f"{len(found.reasons) - MOST} more actions")
            with node("ol", classes="reasons"):
                for reason in found.reasons[MOST:]:
                    card(reason)


def _card(reason: Reason, about: About, scale: Scale) -> Node:
    look = about.suppliers.look(about.supplier_of(reason.owner))
    with node("li", classes="reason") as shown:
        with node("div", classes="reason-what"):
            with node("h3"):
                node("span", classes=f"swatch look-{look}", aria_hidden="true")
                node("span", _capital(action(reason)))
            node("p", _sentence(reason))
            if reason.serves and not reason.text.partition(": ")[2].startswith("for "):
                node("p", f"For {_served(reason)}", "soft small")
        with node("div", classes="reason-cost"):
            if reason.cost is not None:
                with node("p", classes="figure"):
                    node("span", amount(reason.cost, about.currency), "number")
                    node("span", "until the end of the plan", "soft small")
            _without(reason, about, scale)
        _binds(reason)
    return shown


def _sentence(reason: Reason) -> str:
    """The sentence without the action's name, which stands above it."""
    _, colon, rest = reason.text.partition(": ")
    return _capital(rest) if colon and rest else reason.text


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _served(reason: Reason) -> str:
    first = min(each.since for each in reason.serves)
    last = max(each.until for each in reason.serves)
    names = (f"{each.workstream} ({hours_text(each.hours)})" for each in reason.serves)
    return f"{listed(names)}, {day(first)} to {day(last)}"


def _without(reason: Reason, about: About, scale: Scale) -> None:
    if not about.visit.me.pay:
        return
    words = FOUND.get(reason.found) or more(reason.dearer)
    with node("div", classes="without"):
        node("span", f"Without it, {about.currency}", "soft small")
        if reason.found == "plan":
            range_bar(reason.dearer, scale, f"The best plan without it: {words}")
        node("span", words, "number" if reason.found == "plan" else "")


def _binds(reason: Reason) -> None:
    if not reason.binds:
        return
    with node("details", classes="binds"):
        count = len(reason.binds)
        node("summary", f"{count} {'rule leaves' if count == 1 else 'rules leave'} it no room")
        with node("ul"):
            for each in reason.binds:
                node("li", each.text)
