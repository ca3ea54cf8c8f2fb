"""A plan made tidy scope by scope: what one core finds two find, and never at the cost of a rule."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scheduler.engine import Crew, Engine, EngineCrashed, Program, Session
from scheduler.model.arrays import Floats, Ints
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.problem import (
    Calendar,
    Forecast,
    Move,
    Offer,
    Pool,
    Problem,
    RateCard,
    Vendor,
    Workforce,
    Workstream,
)
from scheduler.search.most import bounded
from scheduler.search.pieces.cut import Cut
from scheduler.search.pieces.part import Table
from scheduler.search.pieces.places import places
from scheduler.search.tidy import clean as clean_module
from scheduler.search.tidy.clean import Ends, clean
from scheduler.search.tidy.scopes import Scopes
from scheduler.search.tidy.steps import steps
from scheduler.search.tidy.streams import streams
from scheduler.search.tidy.taken import Change, Taken
from tests.benchmarks.generate import generate
from tests.search.coupled import COUPLED
from tests.search.small import START

SKILLS = "phone", "mail"


@pytest.fixture(autouse=True)
def _however_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clean_module, "SMALL", 0)


@pytest.fixture(scope="module")
def engines() -> Iterator[list[Engine]]:
    with Engine() as one, Engine() as other:
        yield [one, other]


@pytest.fixture(scope="module")
def case() -> Case:
    return build(generate(3, 26, 6))


@pytest.fixture(scope="module")
def loose(case: Case, engines: list[Engine]) -> Floats:
    values = engines[0].minimise(bounded(case), time_limit=30.0, gap=0.02).values
    assert values is not None
    return values


def two_skills(
    heads: float, hours: float, vendor: Vendor | None = None, moves: tuple[Move, ...] = ()
) -> Case:
    """Six weeks of phone and of mail, a team and an offer of the one vendor for each."""
    weeks, vendors = 6, () if vendor is None else (vendor,)
    work = [Workstream(key=f"work-{s}", skill=s, hours=(hours,) * weeks, shortage_cost=90.0) for s in SKILLS]
    pay: dict[str, Any] = {"salary": 1000.0, "per": "week", "needed_after": "unknown"}
    pools = [Pool(key=f"team-{s}", skills={s: 1.0}, headcount=heads, **pay) for s in SKILLS]
    offers = [
        Offer(key=f"offer-{s}", vendor=v.key, skills={s: 1.0}, rate=30.0) for v in vendors for s in SKILLS
    ]
    return build(
        Problem(
            forecast=Forecast(calendar=Calendar(start=START, periods=weeks), workstreams=tuple(work)),
            workforce=Workforce(pools=tuple(pools), moves=moves),
            rate_card=RateCard(vendors=vendors, offers=tuple(offers)),
        )
    )


def plan_with(case: Case, engine: Engine, wanted: dict[int, float]) -> Floats:
    """The cheapest plan with these whole numbers, and 0 for all others that need not be."""
    program = bounded(case)
    values = np.where(program.whole, program.lower, 0.0)
    values[list(wanted)] = list(wanted.values())
    whole = np.flatnonzero(program.whole)
    with_these = engine.session(program)
    found = with_these.evaluate(whole, values[whole])
    with_these.close()
    assert np.isfinite(found.objective)
    return found.values


def scopes(case: Case) -> list[Ints]:
    """Skill by skill."""
    program = bounded(case)
    cut = Cut(Table(program), places(case, program))
    return [cut.columns_of(piece) for piece in range(len(cut.parts))]


def cost(program: Program, values: Floats) -> float:
    return float(program.cost @ values) + program.constant


def holds(program: Program, values: Floats) -> bool:
    sums = Table(program).sums(values)
    room = 1e-6 * np.maximum(1.0, np.abs(sums))
    within = (values >= program.lower - 1e-6) & (values <= program.upper + 1e-6)
    whole = values[program.whole] == np.round(values[program.whole])
    rows = (sums >= program.row_lower - room) & (sums <= program.row_upper + room)
    return bool(within.all() and whole.all() and rows.all())


def costs_of_steps(case: Case, engine: Engine, values: Floats, columns: Ints) -> list[float]:
    """What the plan costs after each step inside these columns, all others held."""
    program = bounded(case)
    free = np.zeros(len(values), dtype=bool)
    free[columns] = True
    lower, upper = np.where(free, program.lower, values), np.where(free, program.upper, values)
    whole = np.flatnonzero(program.whole)
    tried = [
        (whole, step.applied(values)[whole])
        for step in steps(streams(case), values)
        if free[step.columns].all() and step.inside(program, values)
    ]
    session = engine.session(replace(program, lower=lower, upper=upper))
    found = session.evaluate_many(tried)
    session.close()
    return found


def test_no_step_inside_a_scope_pays(case: Case, engines: list[Engine], loose: Floats) -> None:
    program, given = bounded(case), scopes(case)
    assert len(given) == 3
    tidy = clean(case, program, Crew(engines), loose, scopes=given)
    assert cost(program, tidy) < cost(program, loose)
    assert holds(program, tidy)
    costs = [each for columns in given for each in costs_of_steps(case, engines[0], tidy, columns)]
    assert len(costs) > 20
    assert min(costs) >= cost(program, tidy) * (1 - 2e-8)


def test_where_scopes_reach_each_other_no_step_at_all_pays(
    case: Case, engines: list[Engine], loose: Floats
) -> None:
    # no rule binds the three skills but the hours they lend each other
    program = bounded(case)
    tidy = clean(case, program, Crew(engines), loose, scopes=scopes(case))
    costs = costs_of_steps(case, engines[0], tidy, np.arange(len(tidy)))
    assert len(costs) > 20
    assert min(costs) >= cost(program, tidy) * (1 - 2e-8)


def test_a_tidy_plan_stays_as_it_is(case: Case, engines: list[Engine], loose: Floats) -> None:
    program, given = bounded(case), scopes(case)
    tidy = clean(case, program, Crew(engines), loose, scopes=given)
    assert np.array_equal(clean(case, program, Crew(engines), tidy, scopes=given), tidy)


def test_one_core_and_two_find_the_same(case: Case, engines: list[Engine], loose: Floats) -> None:
    program, given = bounded(case), scopes(case)
    one, two = (clean(case, program, Crew(engines[:n]), loose, scopes=given) for n in (1, 2))
    assert np.array_equal(one, two)


def test_nothing_changes_once_the_time_is_over(case: Case, engines: list[Engine], loose: Floats) -> None:
    ends = Ends(deadline=time.monotonic() - 1.0)
    assert np.array_equal(clean(case, bounded(case), Crew(engines), loose, ends, scopes(case)), loose)


def test_a_solver_that_dies_loses_no_plan(case: Case, loose: Floats) -> None:
    class Dies(Engine):
        def session(self, *_args: Any, **_wanted: Any) -> Session:
            raise EngineCrashed("gone")

    with Dies() as engine:
        assert np.array_equal(clean(case, bounded(case), Crew([engine]), loose, scopes=scopes(case)), loose)


def test_a_move_between_two_scopes_is_dropped(engines: list[Engine]) -> None:
    move = Move.model_validate({"key": "over", "from": "team-phone", "to": "team-mail", "cost": 500.0})
    case = two_skills(heads=2.0, hours=40.0, moves=(move,))
    program, given, over = bounded(case), scopes(case), case.variables.moves[0]
    # each team has a head to spare; one goes over in week 2 for nothing
    values = plan_with(case, engines[0], {int(over[2]): 1.0})
    together = Scopes(case, Table(program), given).all[2:]
    assert [set(each.columns) for each in together] == [set(given[0]) | set(given[1])]
    tidy = clean(case, program, Crew(engines), values, scopes=given)
    assert not tidy[over].any()
    assert cost(program, tidy) == pytest.approx(cost(program, values) - 500.0)


def test_dropping_the_last_head_ends_the_use_of_a_vendor(engines: list[Engine]) -> None:
    case = two_skills(heads=1.0, hours=40.0, vendor=Vendor(key="Acme", fixed_cost=5000.0))
    program, v = bounded(case), case.variables
    # a head for mail from week 1 to week 2, with nothing to do: a week of 40 hours at 30, and the vendor
    needless = {int(v.starts[1, 1]): 1.0, int(v.ends[1, 2]): 1.0, int(v.used[0, 0]): 1.0}
    values = plan_with(case, engines[0], needless)
    tidy = clean(case, program, Crew(engines), values, scopes=scopes(case))
    assert not tidy[v.used].any()
    assert cost(program, tidy) == pytest.approx(cost(program, values) - 6200.0)
    assert holds(program, tidy)


def test_two_scopes_do_not_take_the_same_last_head(engines: list[Engine]) -> None:
    case = two_skills(heads=0.0, hours=80.0, vendor=Vendor(key="Acme", max_heads=3.0))
    program, v = bounded(case), case.variables
    # each skill has one of the two heads it needs for all six weeks; there is one more for both
    values = plan_with(case, engines[0], {int(v.starts[0, 0]): 1.0, int(v.starts[1, 0]): 1.0})
    tidy = clean(case, program, Crew(engines), values, scopes=scopes(case))
    assert tidy[v.active].sum(axis=0).tolist() == [3.0] * 6
    # 40 hours a week at 30 in place of 90 for leaving them undone
    assert cost(program, tidy) == pytest.approx(cost(program, values) - 6 * 40 * 60)
    assert holds(program, tidy)


def pair() -> Table:
    """Two whole numbers at 2 and 3 each, at least 4 and at most 6 in all."""
    return Table(
        Program(
            cost=np.array([2.0, 3.0]),
            constant=0.0,
            lower=np.zeros(2),
            upper=np.full(2, 5.0),
            whole=np.ones(2, dtype=bool),
            row_lower=np.array([4.0]),
            row_upper=np.array([6.0]),
            rows=np.array([0, 0]),
            columns=np.array([0, 1]),
            entries=np.ones(2),
        )
    )


@pytest.mark.parametrize(
    ("by", "after"),
    [
        ((0.0, -1.0), (3.0, 2.0)),
        ((2.0, -2.0), (5.0, 1.0)),
        ((1.0, 0.0), None),  # dearer
        ((3.0, -3.0), None),  # past its bound
        ((-2.0, -1.0), None),  # three in all
    ],
)
def test_a_change_is_taken_if_it_is_cheaper_and_within_bounds(
    by: tuple[float, float], after: tuple[float, float] | None
) -> None:
    taken = Taken(pair(), np.array([3.0, 3.0]))
    rows = taken.take(Change(np.array([0, 1]), np.array(by)))
    assert tuple(taken.values) == (after or (3.0, 3.0))
    assert (rows is None) == (after is None)


def test_changes_of_a_shared_column_add_up() -> None:
    taken = Taken(pair(), np.array([3.0, 3.0]))
    one_less = Change(np.array([1]), np.array([-1.0]))
    found = [taken.take(one_less) for _ in range(3)]
    # six in all, then five, then four, the least; each leaves others more room above
    assert [None if rows is None else rows.tolist() for rows in found] == [[True], [True], None]
    assert taken.values.tolist() == [3.0, 1.0]


def test_a_step_that_leads_nowhere_is_not_taken_again_and_again(engines: list[Engine]) -> None:
    given = COUPLED["running contracts"].problem  # half a head of a running contract may end on two days
    case = build(given)
    values = engines[0].minimise(case.matrix.program(), time_limit=60.0, gap=0.0).values
    assert values is not None
    ends = Ends(time.monotonic() + 20.0, proved=True)
    clean(case, bounded(case), Crew(engines[:1]), values, ends)
    assert not ends.late()
