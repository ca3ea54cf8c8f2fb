"""What a productive hour of an offer really costs when its minimum term is served: figure and formula.

Per head over the term (the minimum term, or the ramp if that is longer; four weeks without either):
(rate of the hours paid + onboarding + exit) / (hours left after shrinkage, ramp, rework, dedication and
supervision). Base rates and single supervision figures only; anything else leaves the cell empty.
"""

from __future__ import annotations

from scheduler.problem import Offer
from scheduler.problem.base import ByAge

WEEKS = {"d": 1 / 7, "w": 1.0, "m": 52 / 12, "y": 52.0}
STEPS = 24  # of a ramp that the formula can read
STEP_WEEKS = {"week": 1.0, "month": 52 / 12, "year": 52.0}


def true_cost(offer: Offer) -> float | None:
    """Money per productive hour in the vendor's currency, or None when one figure cannot say it."""
    if offer.unit != "heads" or offer.per == "contact" or isinstance(offer.rate, tuple):
        return None
    if isinstance(offer.shrinkage, tuple):
        return None
    weeks, lost = _term(offer)
    hours = weeks * offer.hours_per_week
    paid = hours * (1 - offer.shrinkage if offer.basis == "productive" and offer.per == "hour" else 1)
    cost = offer.rate * _spans(offer, weeks, paid) + offer.onboarding + offer.exit
    skill = next(iter(offer.skills))
    own = weeks * offer.supervision.get(skill, 0.0)
    work = (weeks - lost) * offer.hours_per_week * (1 - offer.shrinkage) * offer.dedication
    left = work * (1 - offer.rework_share) * offer.skills[skill] - own
    return cost / left if left > 0 else None


def _term(offer: Offer) -> tuple[float, float]:
    """(weeks of the term, weeks lost to the ramp)."""
    least = int(offer.min_term[:-1]) * WEEKS[offer.min_term[-1]] or 4.0
    if offer.ramp is None:
        return least, 0.0
    step = STEP_WEEKS[offer.ramp.step]
    return max(least, len(offer.ramp.values) * step), _lost(offer.ramp) * step


def _lost(ramp: ByAge) -> float:
    return sum(1 - value for value in ramp.values)


def _spans(offer: Offer, weeks: float, paid: float) -> float:
    return {"hour": paid, "day": weeks * 5, "week": weeks, "month": weeks * 12 / 52, "year": weeks / 52}[
        offer.per
    ]


def true_cost_formula(letters: dict[str, str], row: int) -> str:
    """The same in a cell, from the cells of this row; empty where the figure above is None."""
    at = {path: f"${letter}{row}" for path, letter in letters.items()}
    least = _weeks(at["min_term"])
    ramp, count, total = _ramp(at["ramp"])
    step = f'IF(ISNUMBER(SEARCH("week",{ramp})),1,IF(ISNUMBER(SEARCH("year",{ramp})),52,52/12))'
    weeks = f'IF({ramp}="",{least},MAX({least},{count}*{step}))'
    lost = f'IF({ramp}="",0,({count}-{total}/100)*{step})'
    week, shrinkage, per = (
        f'N({at["hours_per_week"]})+IF({at["hours_per_week"]}="",40)',
        at["shrinkage"],
        at["per"],
    )
    billed = f'IF({at["basis"]}="productive hours",1-{shrinkage},1)'
    spans = (
        f'IF({per}="hour",({weeks})*({week})*{billed},IF({per}="day",({weeks})*5,IF({per}="week",{weeks},'
        f'IF({per}="month",({weeks})*12/52,({weeks})/52))))'
    )
    first = f'LEFT({at["skills"]},FIND(";",{at["skills"]}&";")-1)'
    efficiency = f'IFERROR(VALUE(TRIM(RIGHT(SUBSTITUTE(TRIM({first})," ",REPT(" ",50)),50))),1)'
    kept = "*".join(f"(1-{at[path]})" for path in ("shrinkage", "rework_share"))
    work = f'({weeks}-{lost})*({week})*{kept}*IF({at["dedication"]}="",1,{at["dedication"]})*{efficiency}'
    cost = f"{at['rate']}*{spans}+{at['onboarding']}+{at['exit']}"
    price = f"({cost})/({work}-({weeks})*N({at['supervision']}))"
    return f'=IFERROR(IF(OR({at["unit"]}<>"heads",{at["rate"]}="",{shrinkage}=""),"",{price}),"")'


def _ramp(cell: str) -> tuple[str, str, str]:
    """(cell, number of steps, sum of the percentages) of a ramp such as 40/70/90 % by month."""
    listed = f'LEFT({cell},FIND("%",{cell})-1)'
    count = f'(LEN({listed})-LEN(SUBSTITUTE({listed},"/",""))+1)'
    numbers = ",".join(str(number) for number in range(STEPS))
    parts = f'TRIM(MID(SUBSTITUTE({listed},"/",REPT(" ",50)),{{{numbers}}}*50+1,50))'
    return cell, count, f"SUMPRODUCT(1*(0&{parts}))"


def _weeks(cell: str) -> str:
    """Weeks of a duration; four for none."""
    number = f"VALUE(LEFT({cell},LEN({cell})-1))"
    unit = f'IF(RIGHT({cell})="w",1,IF(RIGHT({cell})="m",52/12,IF(RIGHT({cell})="y",52,1/7)))'
    return f'IF(OR({cell}="",LEFT({cell})="0"),4,{number}*{unit})'
