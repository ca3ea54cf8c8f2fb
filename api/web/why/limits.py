"""What looser limits would save, and where a choice begins to pay."""

from __future__ import annotations

from api.web.parts.money import number, rate
from api.web.parts.node import node
from api.web.why.ranges import Scale, range_bar
from api.web.why.seen import About
from scheduler.explain.break_even import BreakEven
from scheduler.explain.explanation import Explanation
from scheduler.explain.prices.worth import Worth
from scheduler.report.intervals import TOO_CLOSE, ends

MOST = 8


def limits(found: Explanation, about: About) -> None:
    """A row a limit: those that certainly save first, those that cannot be told after."""
    every = sorted(found.worth, key=lambda each: -(each.saving.low if each.saving else 0.0))
    told = [each for each in every if each.saving is not None and each.saving.sign]
    rest = [each for each in every if each not in told]
    scale = Scale(each.saving for each in every)
    if told:
        _rows(told, scale, about)
    else:
        node("p", "No single limit is certain to cost anything: what each might save is within the gap.")
    if rest:
        with node("details", classes="more"):
            node("summary", f"{len(rest)} more, {TOO_CLOSE} or without effect")
            _rows(rest, scale, about)


def _rows(found: list[Worth], scale: Scale, about: About) -> None:
    with node("ul", classes="limits"):
        for each in found:
            with node("li"):
                node("p", each.text)
                words = _saved(each, about)
                range_bar(each.saving, scale, f"Saves {words}")
                node("span", words, "number")


def _saved(worth: Worth, about: About) -> str:
    """1,200 to 1,900 EUR; at most 1,900 EUR."""
    if not worth.possible:
        return "not possible"
    if worth.saving is None:
        return TOO_CLOSE
    low, high = ends(worth.saving)
    if worth.saving.nothing:
        return "nothing"
    if high is None:
        return f"at least {low:,} {about.currency}"
    if low is not None and low > 0:
        return f"{low:,} to {high:,} {about.currency}"
    return f"at most {max(0, high):,} {about.currency}"


def break_even(found: Explanation, _: About) -> None:
    """A sentence each, with where the input stands beside the range."""
    told = [each for each in found.break_even if each.low is not None or each.high is not None]
    rest = [each for each in found.break_even if each not in told]
    if told:
        with node("ul", classes="points"):
            for each in told:
                with node("li"):
                    node("p", each.text)
                    _point(each)
    if rest:
        with node("details", classes="more", open=not told):
            node("summary", f"{len(rest)} more that could not be told")
            with node("ul", classes="sentences soft"):
                for each in rest:
                    node("li", each.text)


def _point(point: BreakEven) -> None:
    say = rate if point.unit.endswith("hour") else number
    low, high = (None if end is None else say(end) for end in (point.low, point.high))
    between = f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}"
    with node("dl", classes="pairs"):
        for name, value in (
            ("Turns at", f"{between} {point.unit}"),
            ("Now", f"{say(point.now)} {point.unit}"),
        ):
            node("dt", name)
            node("dd", value, "number")
