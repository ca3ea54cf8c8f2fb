"""A problem cut into pieces: where things stand, what prices prove, what rounding keeps, what is told."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.engine import Crew, Engine, Progress
from scheduler.model.build import build
from scheduler.model.case import Case
from scheduler.problem import HeadsPer, Hire, Problem, Vendor
from scheduler.rules import Rule
from scheduler.search.board import Effort
from scheduler.search.pieces.between import between
from scheduler.search.pieces.cut import Cut
from scheduler.search.pieces.mend import broken
from scheduler.search.pieces.part import Table
from scheduler.search.pieces.places import EVERYWHERE, joined, places
from scheduler.search.pieces.rounding import rounded
from scheduler.search.search import search
from scheduler.search.start import values_of
from scheduler.solving import checked_plan
from tests.rules.small import offer, pool, problem, running, stream, week
from tests.search.apart import SECONDS, Apart, by_pieces, engine, exact, keep_apart, rows_of
from tests.search.mixed import mixed

TALK, WRITE = 0, 1  # pieces go by the alphabet


def lending(**vendor: object) -> Problem:
    """Talkers who also write, a writers' team, an offer for each, all of one vendor."""
    return problem(
        stream([50, 90, 70, 30]),
        stream([70, 30, 95, 60], key="mail", skill="write"),
        pools=[
            pool(1, skills={"talk": 1.0, "write": 0.8}, hire=Hire(costs={"recruiting": 300.0})),
            pool(1, "writers", skills={"write": 1.0}),
        ],
        offers=[offer(), offer("authors", skills={"write": 1.0}, rate=900.0)],
        vendors=[Vendor(key="agency", max_heads=2.0, **vendor)],  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def lent() -> Apart:
    return Apart(build(lending()))


@pytest.fixture
def _apart(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_apart(monkeypatch)


def test_people_and_offers_are_at_home_in_their_best_skill(lent: Apart) -> None:
    v, where = lent.case.variables, lent.cut.where
    assert where.count == 2
    assert where.home[v.hires].tolist() == [[TALK] * 4, [WRITE] * 4]
    assert where.home[v.starts].tolist() == [[TALK] * 4, [WRITE] * 4]
    assert where.home[v.short].tolist() == [[TALK] * 4, [WRITE] * 4]
    # who delivers to what: team to calls and to mail, writers, agents, authors
    homes, aways = where.home[v.delivered][:, 0], where.away[v.delivered][:, 0]
    assert homes.tolist() == [TALK, TALK, WRITE, TALK, WRITE]
    assert aways.tolist() == [TALK, WRITE, WRITE, TALK, WRITE]


def test_only_hours_lent_are_copied_and_only_the_vendors_heads_couple(lent: Apart) -> None:
    v, cut = lent.case.variables, lent.cut
    assert np.flatnonzero(cut.copies > 1).tolist() == v.delivered[1].tolist()
    assert cut.coupling.tolist() == rows_of(lent.case, Rule.VENDOR_LIMITS).tolist()
    assert cut.label[rows_of(lent.case, Rule.SUPPLY_HOURS)].tolist() == [
        *[TALK] * 4, *[WRITE] * 4, *[TALK] * 4, *[WRITE] * 4
    ]  # fmt: skip
    assert cut.label[rows_of(lent.case, Rule.COVERAGE)].tolist() == [*[TALK] * 4, *[WRITE] * 4]


def test_a_copy_counts_where_it_is_at_home(lent: Apart) -> None:
    loans = lent.case.variables.delivered[1]
    for place, each in enumerate(lent.cut.parts):
        inside = np.isin(each.columns, loans)
        assert inside.sum() == 4
        assert lent.cut.home(place)[inside].all() == (place == TALK)
        assert lent.cut.home(place)[~inside].all()


def test_what_belongs_to_nobody_joins_the_piece_that_uses_it() -> None:
    # a vendor of one skill is used there; one of both skills is at home nowhere and copied in both
    alone = build(problem(stream([40]), offers=[offer()], vendors=[Vendor(key="agency", fixed_cost=9.0)]))
    assert places(alone, alone.matrix.program()).home[alone.variables.used].tolist() == [[TALK]]
    both = Apart(build(lending(fixed_cost=9.0)))
    used = both.case.variables.used[0, 0]
    assert both.cut.where.home[used] == EVERYWHERE
    assert both.cut.copies[used] == 2


def test_pieces_are_joined_while_they_are_small(lent: Apart) -> None:
    free = lent.cut.free
    whole = free & lent.program.whole
    assert joined(lent.cut.where, free, whole, int(whole.sum())).count == 1
    assert joined(lent.cut.where, free, whole, int(whole.sum()) - 1).count == 2


def test_at_the_relaxations_prices_the_pieces_make_up_the_relaxation(lent: Apart) -> None:
    priced = lent.cut.priced(lent.relaxed.duals)
    found = sum(engine().relax(each.program).objective for each in priced.parts) + priced.constant
    assert found == pytest.approx(lent.relaxed.objective, rel=1e-7)


@given(seed=st.integers(0, 2**32 - 1), size=st.sampled_from([0.0, 1.0, 30.0, 1000.0]))
@settings(max_examples=25)
def test_whatever_the_prices_pieces_never_cost_more_than_the_whole(seed: int, size: float) -> None:
    cut, duals, least = _coupled()
    chance = np.random.default_rng(seed)
    priced = cut.priced(duals + size * chance.normal(size=len(duals)))
    answers = [engine().minimise(each.program, time_limit=SECONDS, gap=1e-4) for each in priced.parts]
    bound = sum(each.bound for each in answers) + priced.constant
    assert -np.inf < bound <= least * (1 + 1e-7)


@cache
def _coupled() -> tuple[Cut, np.ndarray, float]:
    """A cut, the relaxation's duals, and the optimum.

    With ends to all columns no price makes a piece cheap without end; no plan comes near them.
    """
    apart = Apart(build(lending(fixed_cost=500.0, max_starts=HeadsPer(heads=2.0))))
    program = replace(apart.program, upper=np.minimum(apart.program.upper, 500.0))
    least = exact(apart.case.index.problem).objective
    assert least is not None
    return Cut(Table(program), apart.cut.where), apart.relaxed.duals, least


@given(
    seed=st.integers(0, 2**32 - 1),
    terms=st.sampled_from([(1, 4), (3, 3), (3, 7), (5, None)]),
    batch=st.sampled_from([1, 1, 2, 3]),
    threshold=st.sampled_from([0.5, 0.3, 0.9]),
)
@settings(max_examples=200)
def test_rounding_keeps_terms_and_batches(
    seed: int, terms: tuple[int, int | None], batch: int, threshold: float
) -> None:
    shortest, longest = terms
    case = _contracts(shortest, longest, batch)
    starts, ends = _fractions(seed, shortest, longest)
    values = np.zeros(case.matrix.width)
    values[case.variables.starts[0]], values[case.variables.ends[0]] = starts, ends
    found = rounded(case, values, threshold)
    begun, ended = found[case.variables.starts[0]], found[case.variables.ends[0]]
    there = found[case.variables.active[0]]
    assert (begun % batch == 0).all()
    assert (ended == np.round(ended)).all()
    assert min(begun.min(), ended.min()) >= 0
    assert np.array_equal(there, np.cumsum(begun - ended))
    assert (there >= _young(begun, shortest)).all()
    assert longest is None or (there <= _young(begun, longest)).all()
    assert np.abs(np.cumsum(begun - starts)).max() <= batch


@cache
def _contracts(shortest: int, longest: int | None, batch: int) -> Case:
    limits = {"min_term": f"{shortest}w", "max_term": None if longest is None else f"{longest}w"}
    return build(problem(stream([40] * 24), offers=[offer(batch=batch, **limits)]))


def _fractions(seed: int, shortest: int, longest: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Starts as a relaxation has them, and ends after stays of all lengths that the terms allow."""
    chance = np.random.default_rng(seed)
    starts = chance.uniform(0, 1.5, 24) * (chance.uniform(size=24) < 0.5)
    ends = np.zeros(24)
    for t, heads in enumerate(starts):
        for share in chance.dirichlet([0.5] * 3):
            end = t + int(chance.integers(shortest, (longest or 30) + 1))
            if end < 24:
                ends[end] += share * heads
    return starts, ends


def _young(starts: np.ndarray, periods: int) -> np.ndarray:
    """Heads that have started in the last so many periods."""
    return np.array([starts[max(0, t - periods + 1) : t + 1].sum() for t in range(len(starts))])


def test_the_half_head_of_a_running_contract_goes_when_its_term_runs_out() -> None:
    lots = [running(1.5, latest_end=week(3)), running(2.5, key="open")]
    case = build(problem(stream([0] * 5), offers=[offer()], lots=lots))
    values, ends = np.zeros(case.matrix.width), case.variables.running_ends
    values[ends] = [[0, 1.5, 0, 0, 0], [0, 1.3, 1.2, 0, 0]]
    # of the open one half a head stays: nothing says when it goes
    assert rounded(case, values)[ends].tolist() == [[0, 1, 0, 0.5, 0], [0, 1, 1, 0, 0]]


def with_a_plan(seed: int) -> Problem:
    """The first problem of a seed that has a plan."""
    return next(one for again in range(9) if exact(one := mixed(seed + 100 * again)[0]).objective is not None)


@pytest.mark.parametrize("seed", range(61, 72))
def test_deciding_between_answers_never_costs_more(seed: int) -> None:
    apart = Apart(build(with_a_plan(seed)))
    plan = apart.mender().plan(engine(), rounded(apart.case, apart.relaxed.values))
    assert plan is not None
    columns = np.flatnonzero(apart.cut.free)
    change = between(engine(), apart.table, columns, plan, [apart.relaxed.values], gap=1e-6, seconds=SECONDS)
    least = exact(apart.case.index.problem).objective
    assert least is not None
    if change is not None:
        better = plan.copy()
        better[change.columns] = change.values
        assert apart.table.cost(better) < apart.table.cost(plan)
        assert not broken(apart.table, better).size
        plan = better
        assert (plan[apart.program.whole] % 1 == 0).all()
    assert apart.table.cost(plan) >= least * (1 - 1e-7)


@pytest.mark.usefixtures("_apart")
def test_an_earlier_plan_is_where_the_search_begins() -> None:
    case, told = build(lending()), list[Progress]()
    first = by_pieces(case)
    assert first.values is not None
    earlier = values_of(case, checked_plan(case, first.values, first.bound))
    again = by_pieces(case, told=told.append, start=earlier)
    costs = [each.incumbent for each in told if each.incumbent is not None]
    assert costs[0] == pytest.approx(first.objective)
    assert again.objective == pytest.approx(first.objective)


@pytest.mark.usefixtures("_apart")
def test_an_earlier_plan_that_has_become_unlawful_is_mended() -> None:
    # its first hire is in week 0; now it takes two weeks to hire, and no row but a bound says so
    def staffed(lead: str) -> Case:
        team = pool(hire=Hire(lead=lead, costs={"recruiting": 10.0}))
        other = pool(key="writers", skills={"write": 1.0}, hire=Hire(lead=lead))
        mail = stream([40, 0, 80, 40], key="mail", skill="write")
        return build(problem(stream([40, 80, 80, 40]), mail, pools=[team, other]))

    before, now = staffed("0d"), staffed("2w")
    answer = by_pieces(before)
    assert answer.values is not None
    assert answer.values[before.variables.hires[0, 0]] > 0
    earlier = checked_plan(before, answer.values, answer.bound)
    found = by_pieces(now, start=values_of(now, earlier))
    assert found.values is not None
    checked_plan(now, found.values, found.bound)
    assert found.objective == pytest.approx(exact(now.index.problem).objective)


@pytest.mark.usefixtures("_apart")
@pytest.mark.parametrize("gap", [0.0, 0.01])
def test_one_engine_and_two_find_the_same_plan(gap: float) -> None:
    case = build(lending(fixed_cost=500.0))
    alone = by_pieces(case, gap)
    with Engine(nice=0) as other:
        both = search(case, Crew([engine(), other]), Effort(SECONDS, gap))
    assert alone.values is not None
    assert np.array_equal(alone.values, both.values)
    assert (alone.bound, alone.stop_reason) == (both.bound, both.stop_reason)
