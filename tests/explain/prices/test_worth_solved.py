"""What a looser limit saves, against solves of edited input: shares, counts, starts, in money of any kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.explain.prices.asked import Content, bought_only, cost, edited, team
from tests.explain.prices.test_worth import worth


def mixed(**policy: Any) -> Content:
    """4 people at 600 for 28 hours (overtime apart), contract heads at 1,000 for 40; an hour short at 90."""
    content = bought_only([200, 240, 280], shortage=90.0, min_term="2w", notice="2w")
    content["workforce"] = {"pools": [team(headcount=4)]}
    content["policy"] = policy
    return content


def beyond(heads: int) -> Content:
    """One more runs than may be there once a notice of two weeks can have run: the sooner, the dearer."""
    content = bought_only([120, 120, 120, 120], notice="2w", max_heads=heads - 1)
    lot = {"key": "old", "offer": "desk", "heads": heads, "started": "2026-11-02"}
    content["rate_card"]["running"] = [lot]
    return {**content, "policy": {}}


LOOSER: list[tuple[str, Content, tuple[str | int, ...], Any]] = [
    ("policy/max_total_heads", mixed(max_total_heads=7), ("policy", "max_total_heads"), 8),
    (
        "policy/max_contractor_share/0",
        mixed(max_contractor_share=[{"share": 0.4}]),
        ("policy", "max_contractor_share", 0, "share"),
        0.41,
    ),
    (
        "policy/max_vendor_share/0",
        mixed(max_vendor_share=[{"share": 0.3, "over": "horizon"}]),
        ("policy", "max_vendor_share", 0, "share"),
        0.31,
    ),
    (
        "policy/min_inhouse_share/0",
        mixed(min_inhouse_share=[{"share": 0.6}]),
        ("policy", "min_inhouse_share", 0, "share"),
        0.59,
    ),
    ("policy/max_vendors", mixed(max_vendors=0), ("policy", "max_vendors"), 1),
    ("rate_card/offers/desk/notice", mixed(), ("rate_card", "offers", 0, "notice"), "1w"),
    ("rate_card/offers/desk/notice", beyond(3), ("rate_card", "offers", 0, "notice"), "1w"),
    (
        "forecast/workstreams/calls/max_contractor_share",
        edited(mixed(), "forecast", "workstreams", 0, "max_contractor_share", to=0.5),
        ("forecast", "workstreams", 0, "max_contractor_share"),
        0.51,
    ),
    (
        "rate_card/vendors/Acme/max_share",
        edited(mixed(), "rate_card", "vendors", 0, "max_share", to=0.5),
        ("rate_card", "vendors", 0, "max_share"),
        0.51,
    ),
    (
        "rate_card/vendors/Acme/max_starts",
        edited(mixed(), "rate_card", "vendors", 0, "max_starts", to={"heads": 1, "per": "week"}),
        ("rate_card", "vendors", 0, "max_starts", "heads"),
        2,
    ),
]


WAYS = [(*row, way) for row in LOOSER for way in ("whole", "fractions")]
WAYS += [(*row, "foreign") for row in LOOSER[:2]]


@pytest.mark.parametrize(
    ("place", "content", "path", "after", "way"), WAYS, ids=[f"{row[0]} {row[-1]}" for row in WAYS]
)
def test_the_saving_is_that_of_the_edited_input(
    place: str, content: Content, path: tuple[str | int, ...], after: Any, way: str
) -> None:
    if way == "fractions":
        content = edited(content, "policy", "whole_heads", to=False)
    if way == "foreign":
        content = edited(content, "policy", "exchange_rates", to={"USD": 0.9})
        content = edited(content, "rate_card", "vendors", 0, "currency", to="USD")
    found = worth(content, place)
    truth = cost(content) - cost(edited(content, *path, to=after))
    assert found.steps == 1
    assert found.saving is not None
    assert found.saving.high is not None
    assert found.saving.low - 0.01 <= truth <= found.saving.high + 0.01
    if found.method == "re-solve":
        assert found.saving.high - found.saving.low <= 0.05
    if way == "fractions" and place != "policy/max_vendors":
        assert found.in_relaxation == pytest.approx(truth, abs=0.02)
