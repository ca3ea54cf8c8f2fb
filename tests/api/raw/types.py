"""Values of another kind than the one that belongs there."""

from __future__ import annotations

from tests.api.raw.case import (
    FORECAST,
    PLANS,
    POLICY,
    RATE_CARD,
    WORKFORCE,
    Case,
    calendar,
    effort,
    offer,
    plan,
    pool,
    raw,
    stream,
    vendor,
    wrong,
)


def typed(name: str, route: str, text: str | bytes, place: str, says: str = "") -> Case:
    return wrong(name, route, text, "wrong_type", place, says)


def missing(name: str, route: str, text: str | bytes, place: str) -> Case:
    return wrong(name, route, text, "missing", place, "is missing")


def word(name: str, route: str, text: str | bytes, place: str, says: str = "") -> Case:
    return wrong(name, route, text, "unknown_word", place, says)


def alone(document: str, found: str) -> Case:
    kind = "body" if document == PLANS else document
    return typed(f"{found} for a {document}", document, found, f"{kind}#", "an object")


CASES = [
    *(alone(document, found) for document in (PLANS, FORECAST, WORKFORCE, RATE_CARD, POLICY)
      for found in ("[]", "null", '"text"', "12", "true")),
    missing("nothing asked", PLANS, "{}", "body#/series"),
    missing("nothing in a forecast", FORECAST, "{}", "forecast#/calendar"),
    missing("no forecast", PLANS, '{"series": "t"}', "body#/forecast"),
    missing("no work", FORECAST, '{"calendar": {"start": "2027-01-04", "periods": 4}}',
            "forecast#/workstreams"),
    missing("no start", FORECAST, calendar('"periods": 4'), "forecast#/calendar/start"),
    missing("a pool of nothing", WORKFORCE, '{"pools": [{}]}', "workforce#/pools/0/key"),
    missing("an offer of nothing", RATE_CARD, '{"offers": [{}]}', "rate_card#/offers/0/vendor"),
    missing("a move to nowhere", WORKFORCE, '{"moves": [{"key": "m", "from": "a"}]}',
            "workforce#/moves/0/to"),
    missing("a price without a span", FORECAST, stream('"hours": 1, "delay_cost": {"amount": 5}'),
            "forecast#/workstreams/0/delay_cost/per"),
    missing("a budget without an end", POLICY, '{"budget": [{"amount": 1, "from": "2027-01-01"}]}',
            "policy#/budget/0/to"),
    typed("heads in text", WORKFORCE, pool('"headcount": "32"'), "workforce#/pools/0/headcount", "'32'"),
    typed("heads in text with a line", WORKFORCE, pool('"headcount": "1_000"'),
          "workforce#/pools/0/headcount"),
    typed("heads of true", WORKFORCE, pool('"headcount": true'), "workforce#/pools/0/headcount", "true"),
    typed("heads of null", WORKFORCE, pool('"headcount": null'), "workforce#/pools/0/headcount", "null"),
    typed("a list of heads", WORKFORCE, pool('"headcount": [32]'), "workforce#/pools/0/headcount", "a list"),
    typed("an object of heads", WORKFORCE, pool('"headcount": {"value": 32}'),
          "workforce#/pools/0/headcount"),
    typed("a share in text", WORKFORCE, pool('"shrinkage": "30 %"'), "workforce#/pools/0/shrinkage"),
    typed("NaN in text", WORKFORCE, pool('"shrinkage": "NaN"'), "workforce#/pools/0/shrinkage"),
    typed("false for a share", WORKFORCE, pool('"absence": false'), "workforce#/pools/0/absence", "false"),
    typed("a number for a key", WORKFORCE, '{"pools": [{"key": 7, "skills": {"s": 1}}]}',
          "workforce#/pools/0/key", "text"),
    typed("a list of skills", WORKFORCE, '{"pools": [{"key": "a", "skills": ["s"]}]}',
          "workforce#/pools/0/skills"),
    typed("no skill", WORKFORCE, '{"pools": [{"key": "a", "skills": {}}]}', "workforce#/pools/0/skills"),
    typed("text for a skill's efficiency", WORKFORCE, '{"pools": [{"key": "a", "skills": {"s": "full"}}]}',
          "workforce#/pools/0/skills/s"),
    typed("an object of pools", WORKFORCE, '{"pools": {"0": {"key": "a"}}}', "workforce#/pools", "a list"),
    typed("a text for pools", WORKFORCE, '{"pools": "none"}', "workforce#/pools", "a list"),
    typed("null for pools", WORKFORCE, '{"pools": null}', "workforce#/pools"),
    typed("a number for a pool", WORKFORCE, '{"pools": [1]}', "workforce#/pools/0"),
    typed("a list for a pool", WORKFORCE, '{"pools": [["key", "a"]]}', "workforce#/pools/0"),
    typed("null for a pool", WORKFORCE, '{"pools": [null]}', "workforce#/pools/0"),
    typed("a word that is needed", WORKFORCE, pool('"needed_after": "tomorrow"'),
          "workforce#/pools/0/needed_after", "today"),
    typed("text for a hire", WORKFORCE, pool('"hire": "yes"'), "workforce#/pools/0/hire"),
    typed("text for true", POLICY, '{"strict": "true"}', "policy#/strict", "true or false"),
    typed("one for true", POLICY, '{"strict": 1}', "policy#/strict", "true or false"),
    typed("null for true", POLICY, '{"whole_heads": null}', "policy#/whole_heads"),
    typed("text for a count", POLICY, '{"max_vendors": "2"}', "policy#/max_vendors"),
    typed("true for a count", POLICY, '{"max_vendors": true}', "policy#/max_vendors"),
    typed("a price in text", POLICY, '{"change_cost": "100 EUR"}', "policy#/change_cost"),
    typed("an object of budgets", POLICY, '{"budget": {"amount": 1}}', "policy#/budget", "a list"),
    typed("a rate of an object", RATE_CARD, offer('"rate": {"amount": 31, "per": "hour"}'),
          "rate_card#/offers/0/rate"),
    typed("text in a list over time", RATE_CARD, offer('"rate": [{"value": "31"}]'),
          "rate_card#/offers/0/rate/0/value"),
    typed("a decimal batch", RATE_CARD, offer('"batch": 1.5'), "rate_card#/offers/0/batch", "whole number"),
    typed("a batch of true", RATE_CARD, offer('"batch": true'), "rate_card#/offers/0/batch"),
    typed("heads in a vendor in text", RATE_CARD, vendor('"max_heads": "forty"'),
          "rate_card#/vendors/0/max_heads"),
    typed("a text for sites", RATE_CARD, vendor('"sites": "Leeds"'), "rate_card#/vendors/0/sites", "a list"),
    typed("a number for a duration", RATE_CARD, offer('"lead": 4'), "rate_card#/offers/0/lead", "text"),
    typed("hours in text", FORECAST, stream('"hours": "310"'), "forecast#/workstreams/0/hours"),
    typed("text among hours", FORECAST, stream('"hours": [1, "2", 3, 4]'), "forecast#/workstreams/0/hours/1"),
    typed("null among hours", FORECAST, stream('"hours": [1, null, 3, 4]'),
          "forecast#/workstreams/0/hours/1"),
    typed("true among hours", FORECAST, stream('"hours": [1, true, 3, 4]'),
          "forecast#/workstreams/0/hours/1"),
    typed("a decimal count of periods", FORECAST, calendar('"start": "2027-01-04", "periods": 52.5'),
          "forecast#/calendar/periods", "whole number"),
    typed("periods in text", FORECAST, calendar('"start": "2027-01-04", "periods": "52"'),
          "forecast#/calendar/periods"),
    typed("a list for a calendar", FORECAST, '{"calendar": [], "workstreams": []}', "forecast#/calendar"),
    typed("a gap in text", PLANS, effort('"gap": "0.1"'), "body#/effort/gap"),
    typed("time in text", PLANS, effort('"time_limit": "60s"'), "body#/effort/time_limit"),
    typed("true for a seed", PLANS, effort('"seed": true'), "body#/effort/seed"),
    typed("text for the effort", PLANS, plan('"effort": "high"'), "body#/effort"),
    typed("null for the effort", PLANS, plan('"effort": null'), "body#/effort"),
    typed("a number for the series", PLANS, '{"series": 12, "forecast": "x"}', "body#/series", "text"),
    typed("a list for the series", PLANS, '{"series": ["t"], "forecast": "x"}', "body#/series"),
    typed("a number for a document", PLANS, plan('"workforce": 12'), "body#/workforce"),
    typed("a list for a document", PLANS, plan('"policy": []'), "body#/policy"),
    typed("null for a document", PLANS, plan('"rate_card": null'), "body#/rate_card"),
    word("a unit that is none", FORECAST, calendar('"start": "2027-01-04", "periods": 4, "unit": "weeks"'),
         "forecast#/calendar/unit", "did you mean week?"),
    word("a span that is none", WORKFORCE, pool('"per": "fortnight"'), "workforce#/pools/0/per", "'year'"),
    word("a span of another case", WORKFORCE, pool('"per": "Year"'), "workforce#/pools/0/per"),
    word("another way to be sold", RATE_CARD, offer('"unit": "head"'), "rate_card#/offers/0/unit",
         "did you mean heads?"),
    word("another baseline", PLANS, plan('"baseline": "plan_1"'), "body#/baseline", "adopted"),
    word("a number for a baseline", PLANS, plan('"baseline": 1'), "body#/baseline"),
    Case("faults in all places at once", WORKFORCE,
         raw('{"pools": [{"key": 1}, {"skills": {"s": 0}}, {"key": "a", "skills": {"s": 1}, "x": 1}], "y": 2}'
             ), 422, "validation_failed", "unknown_field", "workforce#/pools/2/x"),
]  # fmt: skip
