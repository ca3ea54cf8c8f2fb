"""From which lead on a vendor is of no use.

Eight weeks of 40 hours, 50 an hour left undone, a head at 30 with 800 of onboarding: coming after n weeks it
saves 800 a week for 8 - n weeks, less 800: 800 after six weeks, nothing after seven.
"""

from __future__ import annotations

from tests.explain.break_even.tiny import Raw, answer, cost, edited, offer, raw, starts, told, without_offers


def weeks(lead: str = "1w") -> Raw:
    return raw([40] * 8, [offer(30, onboarding=800, lead=lead)])


def test_a_vendor_stops_being_useful() -> None:
    found = told(weeks(), "lead: Acme")
    assert (found.now, found.low, found.high) == (1, 6, 7)
    assert (
        found.text
        == "Acme, now with a lead of 1 week, stops being useful at a lead of 7 weeks (6 still pay)."
    )
    alone = cost(without_offers(weeks()))
    assert (cost(edited(weeks(), lead="6w")), starts(edited(weeks(), lead="6w"))) == (alone - 800, 1)
    assert cost(edited(weeks(), lead="7w")) == alone
    assert cost(edited(weeks(), lead="8w")) == alone


def test_a_lead_in_days_is_counted_in_weeks() -> None:
    found = told(weeks("10d"), "lead: Acme")
    assert (found.now, found.low, found.high) == (2, 6, 7)


def test_other_vendors_make_it_useless_sooner() -> None:
    # a rival at 40 with 700 of onboarding saves 400 a week, 2,500; with Acme from week n on and
    # the rival before, 400 n - 700 + 800 (8 - n) - 800 = 4,900 - 400 n: more up to n = 5, the same at 6
    given = raw([40] * 8, [offer(30, onboarding=800), offer(40, "Rival", onboarding=700)])
    found = told(given, "lead: Acme")
    assert (found.low, found.high) == (5, 6)
    alone = cost(without_offers(given))
    assert cost(edited(given, lead="5w")) == alone - 400
    assert cost(edited(given, lead="6w")) == alone


def test_without_the_vendor_there_is_no_plan() -> None:
    given = raw([40] * 8, [offer(30)], must_meet=True)
    found = told(given, "lead: Acme")
    assert (found.low, found.high) == (None, None)
    assert found.text.startswith("Without Acme there is no plan")
    assert answer(edited(given, lead="1w")).outcome == "infeasible"
