"""The measures of a scorecard, each from a promise and the rows of actuals on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scheduler.problem.actuals import What
from scheduler.problem.timeline import PER_YEAR
from scheduler.replan.scores.evidence import LEAST, told_apart
from scheduler.replan.scores.facts import Facts
from scheduler.words import counted, hours_text, number

NOT_ENOUGH = "too little to tell"
AS_PROMISED = "as promised, as far as can be told"
ASK_WORKED = "Add the hours worked to tell whether there were fewer hours or less came of an hour."
TRACE = 1e-9


@dataclass(frozen=True)
class Found:
    """A measure in the making: see `Measure`."""

    promised: float
    delivered: float
    count: int
    enough: bool
    differs: bool
    text: str


def hours(facts: Facts) -> Found | None:
    """Hours on our work; of output sold, hours delivered."""
    output = facts.promise.terms.offer.unit == "output"
    done = facts.sums(What.HOURS_DELIVERED if output else What.HOURS_WORKED)
    asked = {t: facts.promised_hours(t) for t in done}
    told = sorted(t for t in done if asked[t] > 0)
    if not told:
        return None
    promised, delivered = sum(asked[t] for t in told), sum(done[t] for t in told)
    text = f"{delivered:,.0f} of {hours_text(promised)} promised ({100 * delivered / promised:.0f} %)"
    return _found(facts, promised, delivered, [done[t] / asked[t] for t in told], 1.0, text)


def efficiency(facts: Facts) -> Found | None:
    """Output of an hour on our work, work that had to be done again included."""
    good, worked = facts.sums(What.HOURS_DELIVERED), facts.sums(What.HOURS_WORKED)
    again = facts.sums(What.HOURS_REWORKED)
    told = sorted(t for t in good.keys() & worked if worked[t] > 0)
    if not told or facts.promise.terms.offer.unit == "output":
        return None
    promised = sum(float(facts.promise.efficiency[t]) * worked[t] for t in told)
    delivered, total = sum(good[t] + again.get(t, 0.0) for t in told), sum(worked[t] for t in told)
    ratios = [(good[t] + again.get(t, 0.0)) / (worked[t] * float(facts.promise.efficiency[t])) for t in told
              if facts.promise.efficiency[t] > 0]  # fmt: skip
    text = f"{delivered / total:.2f} hours of work done in an hour, {promised / total:.2f} promised"
    return _found(facts, promised / total, delivered / total, ratios, 1.0, text)


def rework(facts: Facts) -> Found | None:
    """The share of the output that had to be done again."""
    again, good = facts.sums(What.HOURS_REWORKED), facts.sums(What.HOURS_DELIVERED)
    told = sorted(t for t in again.keys() & good if again[t] + good[t] > 0)
    if not told:
        return None
    promised = facts.promise.terms.offer.rework_share
    shares = [again[t] / (again[t] + good[t]) for t in told]
    delivered = sum(again[t] for t in told) / sum(again[t] + good[t] for t in told)
    text = f"{100 * delivered:.1f} % of the work had to be done again, {100 * promised:.1f} % promised"
    return _found(facts, promised, delivered, shares, promised, text)


def output(facts: Facts) -> Found | None:
    """Productive hours beside those planned, where nobody wrote how many were worked for them.

    It may be that fewer were worked, that an hour came to less, or that there was less to do.
    """
    good, worked = facts.sums(What.HOURS_DELIVERED), facts.sums(What.HOURS_WORKED)
    if facts.promise.terms.offer.unit == "output":
        return None
    asked = {t: facts.planned_output(t) for t in good.keys() - worked.keys()}
    told = sorted(t for t in asked if asked[t] > 0)
    if not told:
        return None
    planned, delivered = sum(asked[t] for t in told), sum(good[t] for t in told)
    wanted = counted(planned, "productive hour", say=lambda all_of: f"{all_of:,.0f}")
    text = f"{delivered:,.0f} of {wanted} planned ({100 * delivered / planned:.0f} %)"
    found = _found(facts, planned, delivered, [good[t] / asked[t] for t in told], 1.0, text)
    return replace(found, text=f"{found.text} {ASK_WORKED}") if found.differs else found


def starts(facts: Facts) -> Found | None:
    """Days late, the average of the heads that came; on time: of the heads that were ordered."""
    orders = facts.orders()
    if not orders:
        return None
    came = [(float((row.on - day).days), row.value) for day, rows in orders.items() for row in rows]
    came = [(days, heads) for days, heads in came if heads > 0]
    heads = sum(heads for _, heads in came)
    ordered = sum(max(facts.ordered(day), sum(r.value for r in rows)) for day, rows in orders.items())
    if not ordered:
        return None
    mean = sum(days * heads for days, heads in came) / heads if came else 0.0
    on_time = sum(heads for days, heads in came if days <= 0)
    said = [f"{number(on_time)} of {counted(ordered, 'head')} came on time"]
    if ordered - heads > TRACE:
        said.append(f"{number(ordered - heads)} did not come")
    if came:
        said.append(f"{counted(mean, 'day')} late on average")
    late = [days for days, _ in came]
    return _found(facts, 0.0, mean, late, 0.0, ", ".join(said), counted(len(orders), "order"))


def leavers(facts: Facts) -> Found | None:
    """The share of heads that left in a year before their contract was over."""
    gone = facts.sums(What.CONTRACT_LEAVERS)
    if not gone or facts.promise.terms.offer.unit != "heads":
        return None
    told = range(min(gone), max(gone) + 1)
    years = sum(facts.heads(t) for t in told) / PER_YEAR[facts.timeline.calendar.unit]
    if years <= 0:
        return None
    share = sum(gone.values()) / years
    rates = [gone.get(t, 0.0) / facts.heads(t) for t in told if facts.heads(t) > 0]
    text = f"{counted(sum(gone.values()), 'head')} left early, {100 * share:.0f} % in a year"
    return _found(facts, 0.0, share, rates, 0.0, text)


def _found(
    facts: Facts,
    promised: float,
    delivered: float,
    figures: list[float],
    expected: float,
    text: str,
    over: str = "",
) -> Found:
    """The measure with what can be told of it, in words."""
    count, unit = len(figures), facts.timeline.calendar.unit
    enough, differs = count >= LEAST, told_apart(figures, expected)
    over = over or counted(count, unit)
    verdict = "" if differs else f": {AS_PROMISED if enough else NOT_ENOUGH}"
    return Found(promised, delivered, count, enough, differs, f"{facts.offer}: {text} in {over}{verdict}.")
