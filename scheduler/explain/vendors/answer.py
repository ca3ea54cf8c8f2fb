"""One vendor: what it asks, what it costs, what it does, and what would be without it."""

from __future__ import annotations

from typing import Any

from scheduler.explain.asking import Asking, Explained
from scheduler.explain.vendors.clearance import barred, only_cleared, only_vendor_for
from scheduler.explain.vendors.offers import offer_cost, together
from scheduler.explain.vendors.sentence import risks, sentences
from scheduler.explain.vendors.shapes import VendorView
from scheduler.explain.vendors.shares import skill_shares, total_share
from scheduler.explain.vendors.ways import only, without
from scheduler.model.index import Index


def questions(explained: Explained) -> tuple[str, ...]:
    """Vendors with an offer, those who deliver most first; none without a plan."""
    if explained.result.plan is None:
        return ()
    problem, plan = explained.problem, explained.plan
    offering = {offer.vendor for offer in problem.rate_card.offers}
    keys = [vendor.key for vendor in problem.rate_card.vendors if vendor.key in offering]
    return tuple(sorted(keys, key=lambda key: -total_share(problem, plan, key)[0]))


def answer(name: str, asking: Asking) -> VendorView:
    """The vendor of this key; raises ValueError when there is none."""
    problem, plan = asking.about.problem, asking.about.plan
    vendor = next((each for each in problem.rate_card.vendors if each.key == name), None)
    if vendor is None:
        raise ValueError(f"no vendor is called '{name}'")
    index = Index(problem)
    every = {each.offer.key: each for each in index.heads + index.calls if each.vendor.key == name}
    offers = tuple(
        offer_cost(index, plan, every[each.key]) for each in problem.rate_card.offers if each.key in every
    )
    hours, share = total_share(problem, plan, name)
    mine, alone = only_cleared(index, vendor)
    outside, true = together(offers)
    facts: dict[str, Any] = {
        "vendor": name,
        "used": plan.vendors[name].used,
        "fixed_cost": index.fixed_cost(vendor),
        "offers": offers,
        "hours": hours,
        "share": share,
        "skills": skill_shares(problem, plan, name),
        "without": without(asking, name),
        "only": only(asking, name),
        "only_cleared": mine,
        "alone_cleared": alone,
        "only_vendor_for": only_vendor_for(index, name),
        "barred": barred(index, vendor),
        "outside": outside,
        "true_cost": true,
    }
    facts["risks"] = tuple(risks(facts, problem.forecast.calendar.unit))
    text, text_without_pay = sentences(facts)
    return VendorView(**facts, text=text, text_without_pay=text_without_pay)
