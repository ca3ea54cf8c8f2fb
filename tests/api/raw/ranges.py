"""Amounts outside what can be, and dates that no calendar has."""

from __future__ import annotations

from tests.api.raw.case import (
    FORECAST,
    POLICY,
    RATE_CARD,
    WORKFORCE,
    Case,
    calendar,
    offer,
    pool,
    stream,
    wrong,
)


def beyond(name: str, route: str, text: str | bytes, place: str, says: str = "") -> Case:
    return wrong(name, route, text, "out_of_range", place, says)


def date(found: str, name: str, says: str = "a date such as") -> Case:
    text = calendar(f'"periods": 4, "start": {found}')
    return wrong(name, FORECAST, text, "wrong_type", "forecast#/calendar/start", says)


CASES = [
    beyond("heads below zero", WORKFORCE, pool('"headcount": -1'), "workforce#/pools/0/headcount",
           "at least 0"),
    beyond("a share of 30", WORKFORCE, pool('"shrinkage": 30'), "workforce#/pools/0/shrinkage", "0.3"),
    beyond("a shrinkage of one", WORKFORCE, pool('"shrinkage": 1'), "workforce#/pools/0/shrinkage"),
    beyond("a share below zero", WORKFORCE, pool('"attrition": -0.1'), "workforce#/pools/0/attrition"),
    beyond("a week of 169 hours", WORKFORCE, pool('"hours_per_week": 169'),
           "workforce#/pools/0/hours_per_week"),
    beyond("a week of no hours", WORKFORCE, pool('"hours_per_week": 0'), "workforce#/pools/0/hours_per_week"),
    beyond("an efficiency of zero", WORKFORCE, '{"pools": [{"key": "a", "skills": {"s": 0}}]}',
           "workforce#/pools/0/skills/s"),
    beyond("an efficiency of eleven", WORKFORCE, '{"pools": [{"key": "a", "skills": {"s": 11}}]}',
           "workforce#/pools/0/skills/s"),
    beyond("a premium of 150", WORKFORCE, pool('"overtime": {"max_share": 0.1, "premium": 150}'),
           "workforce#/pools/0/overtime/premium"),
    beyond("a share of overtime of 8", WORKFORCE, pool('"overtime": {"max_share": 8}'),
           "workforce#/pools/0/overtime/max_share", "0.08"),
    beyond("no period", FORECAST, calendar('"start": "2027-01-04", "periods": 0'),
           "forecast#/calendar/periods"),
    beyond("1,301 periods", FORECAST, calendar('"start": "2027-01-04", "periods": 1301'),
           "forecast#/calendar/periods", "at most 1300"),
    beyond("an occupancy of 85", FORECAST, stream('"hours": 1, "occupancy": 85'),
           "forecast#/workstreams/0/occupancy", "0.85"),
    beyond("an occupancy of zero", FORECAST, stream('"hours": 1, "occupancy": 0'),
           "forecast#/workstreams/0/occupancy"),
    beyond("hours below zero", FORECAST, stream('"hours": [1, -2, 3, 4]'), "forecast#/workstreams/0/hours/1"),
    beyond("a rate below zero", RATE_CARD, offer('"rate": -31.5'), "rate_card#/offers/0/rate"),
    beyond("a batch of none", RATE_CARD, offer('"batch": 0'), "rate_card#/offers/0/batch"),
    beyond("a dedication of zero", RATE_CARD, offer('"dedication": 0'), "rate_card#/offers/0/dedication"),
    beyond("a band from zero", RATE_CARD, offer('"bands": [{"above": 0, "rate": 1}]'),
           "rate_card#/offers/0/bands/0/above"),
    beyond("a fee above what is left", RATE_CARD, offer('"early_exit_fee": 50'),
           "rate_card#/offers/0/early_exit_fee", "0.5"),
    beyond("a share for contractors of 60", POLICY, '{"max_contractor_share": [{"share": 60}]}',
           "policy#/max_contractor_share/0/share", "0.6"),
    beyond("an exchange rate of zero", POLICY, '{"exchange_rates": {"USD": 0}}',
           "policy#/exchange_rates/USD"),
    date('"2027-02-30"', "the 30th of February"),
    date('"2027-02-29"', "a leap day of a year without"),
    date('"2027-13-01"', "a thirteenth month"),
    date('"2027-00-01"', "a month zero"),
    date('"2027-01-00"', "a day zero"),
    date('"0000-01-01"', "a year zero"),
    date('"10000-01-01"', "a year of five digits"),
    date('"-2027-01-04"', "a year before all years"),
    date('"04.01.2027"', "a German date"),
    date('"01/04/2027"', "an American date"),
    date('"2027-1-4"', "a date without its zeros"),
    date('"20270104"', "a date without hyphens"),
    date('"2027-W01-1"', "a date by week"),
    date('"2027-004"', "a date by day of the year"),
    date('"today"', "a word"),
    date('""', "an empty text"),
    date('" 2027-01-04"', "a blank before a date"),
    date('"2027-01-04T09:00:00"', "a date with a time", "write a date"),
    date('"2027-01-04T00:00:00Z"', "a date with midnight"),
    date('"٢٠٢٧-٠١-٠٤"', "a date in Arabic digits"),
    date("1798934400", "seconds since 1970"),
    date("46026", "days of a spreadsheet"),
    date("true", "true for a date"),
    date("null", "null for a date"),
    date('["2027-01-04"]', "a list for a date"),
]  # fmt: skip
