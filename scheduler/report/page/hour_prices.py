"""What one more hour of a skill costs, and what one more of a limit would save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scheduler.report.intervals import TOO_CLOSE, cents
from scheduler.report.page.markup import details, paragraph, sentences, table
from scheduler.report.why import Why
from scheduler.words import day, rate

if TYPE_CHECKING:
    from scheduler.explain.prices.hours import HourPrices, HourRow
    from scheduler.explain.prices.throughout import Throughout

MOST_SKILLS, MOST_LIMITS = 12, 12
IMPOSSIBLE = "not possible"
HELD, FREE = "heads as planned", "LP relaxation"
VERDICTS = {"agrees": "borne out", "differs": "not borne out"}


def hour_prices(told: Why, unit: str) -> str:
    """A row a skill, and by period in a table a method."""
    found = told.explanation.prices
    if not found:
        return ""
    money = told.explanation.currency
    names = "skill|FTE more|all the time|relaxed|relaxed is"
    names += f"|by {unit}, as planned|by {unit}, relaxed"
    rows = [_row(each) for each in found]
    shown = paragraph(note(money, unit), "soft") + table(
        f"{money} for one more productive hour", names.split("|"), rows, range(1, 7)
    )
    some = found[:MOST_SKILLS]
    periods = [_periods(some, unit, method, money) for method in (HELD, FREE)]
    return f"<h3>What one more hour costs</h3>{shown}{''.join(periods)}"


def limits(told: Why) -> str:
    """A sentence a limit."""
    said = [each.text for each in told.explanation.worth]
    if not said:
        return ""
    more = details(f"{len(said) - MOST_LIMITS:,} more", sentences(said[MOST_LIMITS:]))
    return f"<h3>What limits cost</h3>{sentences(said[:MOST_LIMITS])}{more}"


def note(money: str, unit: str) -> str:
    """What the figures mean and how each is known."""
    return (
        f"{money} for one more productive hour. All the time: so many FTE more in every {unit}, between two "
        f"proven figures (re-solve). Relaxed: the LP relaxation's, where heads may be fractions; whole plans "
        f"may pay more or less. By {unit}: an hour more in one {unit} alone, lowest to highest; as planned: "
        f"heads stay, only hours move (overtime, idle hours, delay, shortage)."
    )


def _row(prices: HourPrices) -> list[object]:
    spans = [span_words(prices.heads_as_planned), span_words(prices.lp_relaxation)]
    through = prices.throughout
    if through is None:
        return [prices.skill, "", "", "", "", *spans]
    relaxed = "" if through.in_relaxation is None else rate(through.in_relaxation)
    verdict = VERDICTS.get(through.relaxation, TOO_CLOSE)
    return [prices.skill, through.fte, throughout_words(through), relaxed, verdict, *spans]


def throughout_words(through: Throughout) -> str:
    """21.71 to 28.83, as far as it can be told."""
    if not through.possible:
        return IMPOSSIBLE
    low, high = cents(through.per_hour)
    if low is None:
        return TOO_CLOSE
    if high is None:
        return f"at least {rate(low)}"
    return rate(low) if low == high else f"{rate(low)} to {rate(high)}"


def span_words(row: HourRow | None) -> str:
    """The lowest and the highest of the periods."""
    if row is None:
        return ""
    amounts = [each for each in row.amounts if each is not None]
    if not amounts:
        return IMPOSSIBLE
    low, high = rate(min(amounts)), rate(max(amounts))
    words = low if low == high else f"{low} to {high}"
    return words if len(amounts) == len(row.amounts) else f"{words}, or {IMPOSSIBLE}"


def row_of(prices: HourPrices, method: str) -> HourRow | None:
    """The row of a method."""
    return prices.heads_as_planned if method == HELD else prices.lp_relaxation


def _periods(found: Sequence[HourPrices], unit: str, method: str, money: str) -> str:
    there = [(each, row) for each in found if (row := row_of(each, method)) is not None]
    if not there:
        return ""
    names = [f"{unit} of", *(each.skill for each, _ in there)]
    columns = [[IMPOSSIBLE if a is None else rate(a) for a in row.amounts] for _, row in there]
    rows: list[list[object]] = [
        [day(first), *amounts] for first, *amounts in zip(there[0][0].first_days, *columns)
    ]
    shown = table(
        f"{money} for one productive hour more in that {unit} alone", names, rows, range(1, len(names))
    )
    return details(f"By {unit}, {method}", shown)
