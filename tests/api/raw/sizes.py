"""Bodies that are deep, long or many: answered soon, and not echoed."""

from __future__ import annotations

from tests.api.raw.case import FORECAST, PLANS, POLICY, RATE_CARD, WORKFORCE, Case, broken, pool, raw, wrong

MB = 1_000_000
DEEP = 100_000


def deep(name: str, route: str, text: str) -> Case:
    return broken(name, route, text, "too_deep", "levels")


CASES = [
    deep("100,000 lists", PLANS, "[" * DEEP + "]" * DEEP),
    deep("100,000 lists that never end", PLANS, "[" * DEEP),
    deep("100,000 objects", POLICY, '{"a":' * DEEP + "1" + "}" * DEEP),
    deep("100,000 of both", WORKFORCE, '[{"a":' * (DEEP // 2) + "1" + "}]" * (DEEP // 2)),
    deep("100,000 lists in a pool", WORKFORCE, pool('"salary": ' + "[" * DEEP + "]" * DEEP).decode()),
    deep("100,000 lists for a document", PLANS,
         '{"series": "t", "forecast": ' + "[" * DEEP + "]" * DEEP + "}"),
    deep("41 levels", POLICY, "[" * 41 + "]" * 41),
    wrong("40 levels", POLICY, "[" * 40 + "]" * 40, "wrong_type", "policy#", "an object"),
    wrong("brackets in a text", POLICY, '{"a": "' + "[" * DEEP + '"}', "unknown_field", "policy#/a"),
    wrong("a value of 1 MB", POLICY, '{"change_cost": "' + "x" * MB + '"}', "wrong_type",
          "policy#/change_cost"),
    wrong("a key of 1 MB", WORKFORCE, '{"pools": [{"key": "' + "x" * MB + '", "skills": {"s": 1}}]}',
          "wrong_type",
          "workforce#/pools/0/key", "at most 200"),
    wrong("a name of 1 MB", POLICY, '{"' + "x" * MB + '": 1}', "unknown_field", "policy#/x"),
    wrong("a skill's name of 1 MB", WORKFORCE, '{"pools": [{"key": "a", "skills": {"' + "x" * MB + '": 1}}]}',
          "wrong_type", "workforce#/pools/0/skills"),
    wrong("a currency of 1 MB", POLICY, '{"exchange_rates": {"' + "X" * MB + '": 1}}', "bad_text",
          "policy#/exchange_rates"),
    wrong("a word of 1 MB", WORKFORCE, pool('"per": "' + "y" * MB + '"'), "unknown_word",
          "workforce#/pools/0/per"),
    wrong("a date of 1 MB", POLICY, '{"frozen_until": "' + "2" * MB + '"}', "wrong_type",
          "policy#/frozen_until"),
    wrong("a duration of 1 MB", RATE_CARD,
          '{"offers": [{"key": "o", "vendor": "v", "skills": {"s": 1}, "lead": "'
          + "1" * MB + 'w"}]}', "bad_text", "rate_card#/offers/0/lead"),
    wrong("a series of 1 MB", PLANS, '{"series": "' + "t" * MB + '", "forecast": "x"}', "wrong_type",
          "body#/series"),
    broken("a text of 200,000 quotes that never ends", POLICY, '{"' + '\\"' * 200_000, says="Unterminated"),
    Case("20,000 names twice", POLICY,
         raw("{" + ",".join(f'"k{n}": 0, "k{n}": 1' for n in range(20_000)) + "}"),
         400, "duplicate_key", "duplicate_key", "k0#"),
    Case("20,000 numbers that are none", WORKFORCE, raw('{"pools": [' + "NaN," * 20_000 + "0]}"), 400,
         "not_finite", "not_finite", "pools#/0"),
    Case("20,000 half characters", WORKFORCE, raw('{"pools": [' + r'"\ud800",' * 20_000 + "0]}"), 400,
         "malformed_json", "half_character", "pools#/0"),
    wrong("9,000 rows that are none", WORKFORCE, '{"pools": [' + "1," * 9_000 + "1]}", "wrong_type",
          "workforce#/pools/0"),
    wrong("100,000 rows that are none", WORKFORCE, '{"pools": [' + "1," * 100_000 + "1]}", "wrong_type",
          "workforce#/pools/99"),
    wrong("20,000 unknown names", FORECAST, "{" + ",".join(f'"k{n}": 0' for n in range(20_000)) + "}",
          "too_many_faults", "forecast#"),
    Case("more values than one body holds", WORKFORCE, raw('{"pools": [' + "1," * 1_000_001 + "1]}"), 413,
         "body_too_large"),
    Case("more than 20 MB", POLICY, b" " * (20 * 1024 * 1024 + 1), 413, "body_too_large"),
]  # fmt: skip
