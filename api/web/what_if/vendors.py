"""Changes of vendors: their rates, the terms of an offer, a cap, none of them any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.schemas.variants import PlanProblem
from api.web.what_if.change import Change, amount, duration, more, share
from api.web.what_if.fields import choice, text
from api.web.what_if.rows import EVERYBODY, arrow, field, keys_of


def rates(problem: PlanProblem) -> Callable[[], Change]:
    """Of one vendor or of all, by so much."""
    who = choice(
        "what-vendor", "Vendor", [(EVERYBODY, "every vendor"), *keys_of(problem.rate_card["vendors"])]
    )
    by = text("what-by", "Rates by", unit="%", hint="5")

    def made() -> Change:
        part = share(by.value, by.label)
        body: dict[str, Any] = {"by": part}
        if who.value:
            body["vendor"] = who.value
        return Change(part="rates", body=body, words=f"Rates of {who.value or 'every vendor'} {more(part)}")

    return made


def close(problem: PlanProblem) -> Callable[[], Change]:
    """Nothing new from a vendor."""
    who = choice("what-vendor", "Vendor", keys_of(problem.rate_card["vendors"]))
    return lambda: Change(part="closed", body=who.value, words=f"Nothing new from {who.value}")


TERMS = {"lead": "Lead", "min_term": "Minimum term", "notice": "Notice", "max_heads": "At most heads"}


def terms(problem: PlanProblem) -> Callable[[], Change]:
    """One term of an offer."""
    offers = {row["key"]: row for row in problem.rate_card["offers"]}
    which = choice("what-offer", "Offer", [(key, f"{key} ({row['vendor']})") for key, row in offers.items()])
    term = choice("what-term", "Term", list(TERMS.items()))
    to = text("what-to-be", "Is to be", hint="6 weeks, or a number")

    def made() -> Change:
        label, now = TERMS[term.value], offers[which.value][term.value]
        heads = term.value == "max_heads"
        value: Any = amount(to.value, label, 1e7) if heads else duration(to.value, label)
        body = field("rate_card", "offers", which.value, term.value, value)
        return Change(part="fields", body=body, words=f"{which.value}: {label.lower()} {arrow(now, value)}")

    return made


def cap(problem: PlanProblem) -> Callable[[], Change]:
    """Heads of a vendor at most."""
    vendors = {row["key"]: row for row in problem.rate_card["vendors"]}
    who = choice("what-vendor", "Vendor", [(key, key) for key in vendors])
    to = text("what-to-be", "At most", unit="heads", hint="20")

    def made() -> Change:
        value = amount(to.value, to.label, 1e7)
        body = field("rate_card", "vendors", who.value, "max_heads", value)
        now = arrow(vendors[who.value]["max_heads"], value)
        return Change(part="fields", body=body, words=f"{who.value}: heads at most {now}")

    return made
