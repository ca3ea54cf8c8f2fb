"""Two plans side by side: what is added, removed, changed, and that the numbers say so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.explain.difference import difference, own_heads_apart
from scheduler.plan import Action, CostLine, Plan, PoolLedger, WorkstreamLedger
from scheduler.rules import Cost

DAYS = tuple(date(2027, month, 1) for month in range(1, 6))


def action(start: int = 3, heads: float = 2.0, lead: int = 1, **fields: Any) -> Action:
    """A hire that begins in a month and is decided so many months before."""
    day = date(2027, start, 1)
    made = {"kind": "hire", "owner": "phone", "start": day, "decide_by": date(2027, start - lead, 1)}
    return Action.model_validate({"id": f"hire/phone/{day}", "heads": heads, **made, **fields})


def plan(*actions: Action, heads: float = 5.0, pay: float = 100.0, short: float = 0.0, **fields: Any) -> Plan:
    """Four months of one team and one kind of work."""
    nothing, series = (0.0,) * 4, (heads,) * 4
    names = set(PoolLedger.model_fields) - {"heads", "experienced", "supervision"}
    pool = PoolLedger(heads=series, experienced=series, supervision={}, **dict.fromkeys(names, nothing))
    work = WorkstreamLedger(
        demand=(10.0,) * 4, delivered=nothing, short=(short,) * 4, waiting=nothing, ahead=nothing
    )
    line = CostLine(kind=Cost.SALARY, owner="phone", amounts=(pay,) * 4)
    made = {
        "currency": "EUR", "first_days": DAYS, "actions": actions, "pools": {"phone": pool}, "moves": {},
        "offers": {}, "running": {}, "vendors": {}, "workstreams": {"calls": work}, "allocations": (),
        "costs": (line,), "cost": 4 * pay, "cash": 4 * pay, "penalties": 0.0,
    }  # fmt: skip
    return Plan.model_validate({**made, **fields})


def test_the_same_plan_differs_in_nothing() -> None:
    one = plan(action(), action(4))
    found = difference(one, one)
    assert (found.added, found.removed, found.changed, found.same) == ((), (), (), 2)
    assert (found.heads, found.costs, found.work) == ((), (), ())
    assert found.cost.difference == found.coverage.difference == 0


def test_a_later_start_within_the_lead_is_a_change() -> None:
    found = difference(plan(action(3)), plan(action(4)))
    assert [(each.before.start.month, each.after.start.month) for each in found.changed] == [(3, 4)]
    assert found.added == found.removed == ()


def test_a_later_start_past_the_lead_is_another_action() -> None:
    found = difference(plan(action(2, lead=0)), plan(action(4, lead=0)))
    assert found.changed == ()
    assert [each.start.month for each in found.removed] == [2]
    assert [each.start.month for each in found.added] == [4]


def test_other_heads_are_a_change_and_other_owners_are_not() -> None:
    found = difference(plan(action(heads=2)), plan(action(heads=3), action(owner="mail")))
    assert [(each.before.heads, each.after.heads) for each in found.changed] == [(2, 3)]
    assert [each.owner for each in found.added] == ["mail"]


def test_the_nearest_start_is_matched_first() -> None:
    found = difference(plan(action(3), action(4)), plan(action(4), action(5)))
    assert found.same == 1
    assert [(each.before.start.month, each.after.start.month) for each in found.changed] == []
    assert [each.start.month for each in (*found.removed, *found.added)] == [3, 5]


def test_heads_costs_and_coverage() -> None:
    found = difference(plan(), plan(heads=7.0, pay=130.0, short=1.0))
    assert [(each.owner, each.side, each.before, each.after) for each in found.heads] == [
        ("phone", "own", (5.0,) * 4, (7.0,) * 4)
    ]
    assert [(each.kind, each.amount.difference) for each in found.costs] == [(Cost.SALARY, 120.0)]
    assert (found.cost.before, found.cost.after, found.cost.difference) == (400.0, 520.0, 120.0)
    assert (found.coverage.before, found.coverage.after) == (1.0, 0.9)
    assert found.work[0].short.difference == 4.0
    assert own_heads_apart(plan(), plan(heads=7.0)) == 2.0


def test_other_months_have_no_heads_to_compare() -> None:
    later = tuple(date(2027, month, 1) for month in range(2, 7))
    found = difference(plan(), plan(first_days=later))
    assert found.first_days == tuple(date(2027, month, 1) for month in range(1, 6))
    assert found.heads[0].before == (5.0, 5.0, 5.0, 5.0, None)
    assert found.heads[0].after == (None, 5.0, 5.0, 5.0, 5.0)


@pytest.mark.parametrize(
    "fields",
    [{"currency": "GBP"}, {"first_days": tuple(date(2027, 1, day) for day in (4, 11, 18, 25, 31))}],
)
def test_what_cannot_be_compared_is_said(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="plan"):
        difference(plan(), plan(**fields))


ACTIONS = st.builds(
    action,
    start=st.integers(3, 5),
    heads=st.sampled_from([1.0, 2.0]),
    lead=st.integers(0, 2),
    owner=st.sampled_from(["phone", "mail"]),
)


@given(before=st.lists(ACTIONS, max_size=6), after=st.lists(ACTIONS, max_size=6))
def test_every_action_is_told_once(before: list[Action], after: list[Action]) -> None:
    found = difference(plan(*before), plan(*after))
    assert len(found.removed) + len(found.changed) + found.same == len(before)
    assert len(found.added) + len(found.changed) + found.same == len(after)
    back = difference(plan(*after), plan(*before))
    assert back.same == found.same
    assert all(each.before != each.after for each in found.changed)
