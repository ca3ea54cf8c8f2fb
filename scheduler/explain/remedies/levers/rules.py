"""What can give in the policy, and shares everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from scheduler.explain.remedies.levers.fields import Fields, in_policy, in_vendor, in_work
from scheduler.explain.remedies.levers.lever import Lever, Steps
from scheduler.explain.remedies.levers.own import more_words
from scheduler.explain.remedies.levers.steps import money, more, share_down, share_up, whole_more
from scheduler.explain.remedies.levers.words import on_day
from scheduler.problem.money import digits
from scheduler.words import exact, share


def idle_total(f: Fields) -> Iterator[Lever]:
    """All pools may idle more."""
    idle = f.problem.policy.max_idle
    if idle:
        yield from f.over_time(
            in_policy("max_idle/hours"), more, more_words(f"more idle hour|a {idle.per} in all")
        )


def contractor_share(f: Fields) -> Iterator[Lever]:
    """Contractors deliver more, of one work or of all."""
    if f.owner in {work.key for work in f.problem.forecast.workstreams}:
        words = _percent(f"let contractors deliver up to {{}} of {f.owner}")
        yield from f.over_time(in_work(f.owner, "max_contractor_share"), share_up, words)
    yield from _limits(f, "max_contractor_share", "all", "let contractors deliver up to {}")


def inhouse_share(f: Fields) -> Iterator[Lever]:
    """Own people deliver less."""
    yield from _limits(f, "min_inhouse_share", "all", "let own people deliver as little as {}")


def vendor_share(f: Fields) -> Iterator[Lever]:
    """A vendor delivers more."""
    for vendor in f.problem.rate_card.vendors:
        if f.owner == vendor.key and vendor.max_share is not None:
            words = _percent(f"let {vendor.key} deliver up to {{}}")
            yield from f.over_time(in_vendor(vendor.key, "max_share"), share_up, words)
        if f.owner == vendor.key or f.owner.startswith(f"{vendor.key} "):
            yield from _limits(f, "max_vendor_share", vendor.key, "let {who} deliver up to {}")


def headcount_total(f: Fields) -> Iterator[Lever]:
    """More own people."""
    yield from f.over_time(in_policy("max_headcount"), more, more_words("more own head|in all"))


def total_heads(f: Fields) -> Iterator[Lever]:
    """More people."""
    text = "more head|in all, own and contract"
    yield from f.over_time(in_policy("max_total_heads"), more, more_words(text))


def hires_total(f: Fields) -> Iterator[Lever]:
    """More hires."""
    yield from f.over_time(in_policy("max_hires"), more, more_words("more hire|in all"))


def vendor_count(f: Fields) -> Iterator[Lever]:
    """More vendors."""
    most = f.problem.policy.max_vendors
    if most is not None:
        vendors = len(f.problem.rate_card.vendors)
        steps = Steps(max(0, vendors - most), whole_more(most).value, 1.0)
        yield from f.lever(in_policy("max_vendors"), most, steps, _vendors)


def budget(f: Fields) -> Iterator[Lever]:
    """More money."""
    currency = f.problem.forecast.currency
    for n, limit in enumerate(f.problem.policy.budget):
        if f.owner == f"{limit.since} to {limit.until}":
            steps = money(limit.amount, digits(currency))
            words = lambda before, after: f"budget +{exact(float(after) - float(before))}"  # noqa: E731
            yield from f.lever(in_policy("amount", "budget", n), limit.amount, steps, words)


def frozen(f: Fields) -> Iterator[Lever]:
    """Fewer decisions are kept as they were."""
    until = f.problem.policy.frozen_until
    if until is not None:
        days = max(0, (until - f.timeline.as_of).days)
        steps = Steps(days, lambda n: (until - timedelta(days=n)).isoformat())
        words = lambda _, after: f"keep to the earlier plan only until {on_day(after)}"  # noqa: E731
        yield from f.lever(in_policy("frozen_until"), None, steps, words)


def _limits(f: Fields, table: str, base: str, text: str) -> Iterator[Lever]:
    """Share limits of a list whose label is this owner."""
    for n, limit in enumerate(getattr(f.problem.policy, table)):
        label = f"{base} {limit.skill}" if limit.skill else base
        vendor = getattr(limit, "vendor", None)
        if label != f.owner or vendor not in (None, base):
            continue
        words = text.replace("{who}", vendor or "each vendor") + (f" of {limit.skill}" if limit.skill else "")
        make = share_down if table == "min_inhouse_share" else share_up
        yield from f.lever(in_policy("share", table, n), limit.share, make(limit.share), _percent(words))


def _percent(text: str) -> Any:
    return lambda _, after: text.format(share(float(after)))


def _vendors(before: Any, after: Any) -> str:
    extra = int(after) - int(before)
    return "one vendor more" if extra == 1 else f"{extra} vendors more"
