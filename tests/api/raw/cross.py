"""Each field is right, and they do not fit: what only a whole problem shows."""

from __future__ import annotations

from tests.api.raw.case import PLANS, Case, calendar, plan, pool, wrong

STREAM = '{"series": "t", "forecast": {"calendar": {%s}, "workstreams": [{"key": "w", "skill": "s", %s}]}}'
DAYS = '"start": "2027-01-04", "periods": 4'


def work(name: str, inside: str, fault: str, place: str, says: str = "") -> Case:
    """A workstream that cannot be."""
    return wrong(name, PLANS, STREAM % (DAYS, inside), fault, place, says)


def days(name: str, inside: str, fault: str, place: str) -> Case:
    """A calendar that cannot be."""
    return wrong(name, PLANS, STREAM % (inside, '"hours": 10, "shortage_cost": 9'), fault, place)


def team(name: str, inside: str, fault: str, place: str) -> Case:
    """A pool that cannot be."""
    return wrong(name, PLANS, plan(b'"workforce": ' + pool(inside)), fault, place)


def sold(name: str, inside: str, fault: str, place: str, more: str = "") -> Case:
    """An offer that cannot be."""
    text = '{"vendors": [{"key": "v"}], "offers": [{"key": "o", "vendor": "v", "skills": {"s": 1}, %s}]%s}'
    return wrong(name, PLANS, plan('"rate_card": ' + text % (inside, more)), fault, place)


CASES = [
    work("no demand", '"must_meet": true', "one_measure", "forecast#/workstreams/0"),
    work("two measures", '"hours": 1, "fte": 1', "one_measure", "forecast#/workstreams/0", "hours and fte"),
    work("a volume without handling time", '"volume": 100', "one_measure", "forecast#/workstreams/0"),
    work("handling time without a volume", '"hours": 1, "aht_seconds": 300', "one_measure",
         "forecast#/workstreams/0"),
    work("three numbers for four periods", '"hours": [1, 2, 3]', "series_length",
         "forecast#/workstreams/0/hours", "3 numbers for 4 periods"),
    work("an empty series", '"hours": []', "series_length", "forecast#/workstreams/0/hours"),
    work("a backlog where nothing may wait", '"hours": 1, "opening_backlog": 5', "no_waiting",
         "forecast#/workstreams/0/opening_backlog"),
    work("a supplier that is nobody", '"hours": 1, "suppliers": ["nobody"]', "unknown_supplier",
         "forecast#/workstreams/0/suppliers/0"),
    work("a surge that ends before it begins",
         '"hours": 1, "surge": {"from": "2027-02-01", "to": "2027-01-01"}', "reversed",
         "forecast#/workstreams/0/surge"),
    wrong("no workstream", PLANS, b'{"series": "t", "forecast": ' + calendar(DAYS) + b"}",
          "no_workstreams", "forecast#/workstreams"),
    days("planned after the start", DAYS + ', "as_of": "2027-02-01"', "as_of_after_start",
         "forecast#/calendar/as_of"),
    days("a calendar of the distant past", '"start": "0001-01-01", "periods": 4', "calendar_out_of_range",
         "forecast#/calendar/start"),
    days("a calendar past all years", '"start": "9990-01-01", "periods": 1300, "unit": "year"',
         "calendar_out_of_range", "forecast#/calendar/start"),
    days("a country that has no holidays", DAYS + ', "country": "XX"', "unknown_country",
         "forecast#/calendar/country"),
    team("two teams of one name", '"headcount": 1}, {"key": "a", "skills": {"s": 1}', "name_twice",
         "workforce#/pools/1/key"),
    team("more than are there may leave", '"headcount": 2, "leaving": [{"date": "2027-01-11", "heads": 5}]',
         "too_many_leave", "workforce#/pools/0/leaving"),
    team("at least more than at most", '"headcount": 2, "min_headcount": 5, "max_headcount": 3', "crossed",
         "workforce#/pools/0"),
    sold("a vendor that is nobody", '"rate": 30}, {"key": "p", "vendor": "w", "skills": {"s": 1}',
         "unknown_vendor", "rate_card#/offers/1/vendor"),
    sold("an offer named as its vendor", '"rate": 30}, {"key": "v", "vendor": "v", "skills": {"s": 1}',
         "name_twice", "rate_card#/offers/1/key"),
    sold("a term at most shorter than at least", '"rate": 30, "min_term": "12w", "max_term": "4w"', "crossed",
         "rate_card#/offers/0"),
    sold("a contract of no offer", '"rate": 30', "unknown_offer", "rate_card#/running/0/offer",
         ', "running": [{"key": "r", "offer": "q", "heads": 1, "started": "2026-12-01"}]'),
    sold("a rate of a skill it has not", '"unit": "hours", "rates": {"t": 30}', "unknown_skill",
         "rate_card#/offers/0/rates/t"),
    sold("bands the wrong way round",
         '"rate": 30, "bands": [{"above": 9, "rate": 2}, {"above": 5, "rate": 1}]', "not_ascending",
         "rate_card#/offers/0/bands"),
    wrong("a move to itself", PLANS, plan('"workforce": {"pools": [{"key": "a", "skills": {"s": 1}}], '
          '"moves": [{"key": "m", "from": "a", "to": "a"}]}'), "move_to_itself", "workforce#/moves/0/to"),
    wrong("a move to nobody", PLANS, plan('"workforce": {"pools": [{"key": "a", "skills": {"s": 1}}], '
          '"moves": [{"key": "m", "from": "a", "to": "b"}]}'), "unknown_team", "workforce#/moves/0/to"),
    wrong("a currency nobody can change", PLANS,
          plan('"rate_card": {"vendors": [{"key": "v", "currency": "USD"}], '
          '"offers": [{"key": "o", "vendor": "v", "skills": {"s": 1}, "rate": 1}]}'), "no_exchange_rate",
          "rate_card#/vendors/0/currency"),
    wrong("a limit on a skill of nobody", PLANS, plan('"policy": {"max_contractor_share": '
          '[{"share": 0.5, "skill": "zz"}]}'), "unknown_skill", "policy#/max_contractor_share/0/skill"),
    wrong("a budget that ends before it begins", PLANS, plan('"policy": {"budget": [{"amount": 1, '
          '"from": "2027-02-01", "to": "2027-01-01"}]}'), "reversed", "policy#/budget/0"),
    wrong("frozen without a plan to keep to", PLANS, plan('"policy": {"frozen_until": "2027-01-11"}'),
          "no_baseline", "policy#/frozen_until"),
]  # fmt: skip
