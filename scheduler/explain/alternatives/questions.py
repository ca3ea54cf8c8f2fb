"""The programs behind a character: how little there can be of it, the cheapest plan with so much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from scheduler.engine import Answer, Crew, Engine, Program, Status
from scheduler.explain.alternatives.character import Character
from scheduler.explain.alternatives.forms import Form
from scheduler.explain.asking import Explained
from scheduler.model.arrays import Floats, Ints
from scheduler.model.build import build
from scheduler.model.caps import WHOLE_HORIZON
from scheduler.model.case import Case
from scheduler.model.decisions import whole_numbers
from scheduler.plan import Plan
from scheduler.rules import Cost, Rule
from scheduler.search.board import Effort
from scheduler.search.most import bounded
from scheduler.search.search import search
from scheduler.search.start import values_of

TRACE = 1e-4  # of an hour left undone: less is noise
CENT = 0.005  # half of one: what rounding may add to a cost
COMPLETING = 10.0  # seconds
OWN = ("hires", "releases", "short_time_heads")
STEEP = 5.0  # times the price of an hour left undone


@dataclass(frozen=True)
class Found:
    """A checked plan: its columns, its cost and figure. `bound`: no plan with at most `most` costs less."""

    plan: Plan
    values: Floats
    figure: float
    most: float
    bound: float


@dataclass(frozen=True)
class Questions:
    """What is asked about one character of other plans that leave no more undone, on one engine.

    `cap`: what they may cost; `gap` and `seed` as for the explained plan.
    """

    explained: Explained
    character: Character
    engine: Engine
    cap: float

    def modelled(self, most: float | None = None, *, soft: bool = False) -> tuple[Case, Form]:
        """The model of plans with at most `most` of the figure that leave no more undone; `soft`: they may,
        at a price above any other, so that a search has a place to begin. One layout of columns for all."""
        case = build(self.explained.problem, baseline=self.explained.baseline)
        form = self.character.form(case)
        _no_more_undone(case, self.explained.plan, soft)
        if most is not None:
            form.keep_within(case, most)
        return case, form

    def figure(self, plan: Plan) -> float:
        """The figure of a plan of this problem."""
        return self.character.figure(self.modelled()[0], plan)

    @cached_property
    def plan_values(self) -> Floats:
        """The explained plan as columns: its heads, and the rest set anew around them."""
        case, _ = self.modelled()
        for columns, heads in heads_of(case, self.explained.plan):
            case.matrix.fix(columns, heads)
        answer = self.engine.minimise(case.matrix.program(), time_limit=COMPLETING, gap=1e-4)
        return values_of(case, self.explained.plan) if answer.values is None else answer.values

    def rate(self) -> tuple[float, float]:
        """The least figure under the cap if heads could be split (no plan has less), and what one less of
        it costs there: the exchange of money for character."""
        case, form = self.modelled()
        program = bounded(case)
        relaxed = self.engine.relax(_capped(_aimed(program, form), program, self.cap))
        if relaxed.status is not Status.OPTIMAL:
            return -np.inf, np.inf
        gain = -float(relaxed.duals[-1])
        return relaxed.objective, 1.0 / gain if gain > 0 else np.inf

    def weighed(self, rate: float, seconds: float, noise: float) -> Found | float:
        """The plan with the least cost + rate × figure; without a plan, the bound on that sum.

        `noise`: of the figure; what `most` of the plan found leaves room for."""
        case, form = self.modelled()
        columns, prices = form.columns[None, None], rate * form.weights[None, None]
        known = rate * form.constant
        case.matrix.price(Cost.CHANGE, [("", "")], columns, prices, known, after=True)
        found = self._searched(case, np.inf, seconds, None)
        if isinstance(found, float):
            return found
        most = found.figure + noise
        return replace(found, most=most, bound=found.bound - rate * most)

    def cheapest(
        self, most: float, seconds: float, start: Floats | None, *, without: int | None = None
    ) -> Found | float:
        """The cheapest plan with at most `most` of the figure; without a plan, the bound on its cost.

        `without`: the place of a vendor not to be used; the start may then leave more undone, and nothing
        is known of the cost of plans that use it."""
        case, _ = self.modelled(most, soft=without is not None)
        if without is not None:
            case.matrix.fix(case.variables.used[without], np.zeros(1))
        found = self._searched(case, most, seconds, start)
        if without is None:
            return found
        return -np.inf if isinstance(found, float) else replace(found, bound=-np.inf)

    def least(self, seconds: float, start: Floats | None) -> Answer:
        """The least figure of any plan under the cap, and the proven floor: the answer's bound."""
        case, form = self.modelled()
        program = bounded(case)
        hint = self.plan_values if start is None else start
        aimed = _capped(_aimed(program, form), program, self.cap)
        seed = self.explained.result.limits.seed
        return self.engine.minimise(aimed, time_limit=max(0.1, seconds), gap=1e-4, seed=seed, hint=hint)

    def _searched(self, case: Case, most: float, seconds: float, start: Floats | None) -> Found | float:
        from scheduler.solving import checked_plan

        limits = self.explained.result.limits
        effort = Effort(max(0.1, seconds), limits.gap, limits.seed)
        begin = self.plan_values if start is None else start
        answer = search(case, Crew([self.engine]), effort, begin)
        if answer.values is None:
            return answer.bound
        plain, _ = self.modelled()
        if _more_undone(plain, answer.values):
            return answer.bound
        plan = checked_plan(plain, answer.values, -np.inf)
        return Found(plan, answer.values, self.character.figure(plain, plan), most, answer.bound)


def _no_more_undone(case: Case, plan: Plan, soft: bool) -> None:
    """No workstream is left more hours undone than in the plan; the last columns are those beyond."""
    beyond = case.matrix.columns((len(case.index.work), 1), upper=np.inf if soft else 0.0)
    for number, each in enumerate(case.index.work):
        key, short = each.workstream.key, case.variables.short[number][None, None]
        upper = sum(plan.workstreams[key].short) + TRACE
        terms = [(short, 1.0), (beyond[number][None, None], -1.0)]
        case.matrix.require(Rule.MAX_SHORTAGE, [key], terms, upper=upper, periods=WHOLE_HORIZON)
        if soft:
            price = STEEP * float(each.shortage_cost.max())
            case.matrix.price(Cost.SHORTAGE, [(key, "")], beyond[number][None, None], price, after=True)


def _more_undone(case: Case, values: Floats) -> bool:
    return bool((values[-len(case.index.work) :] > TRACE).any())


def _aimed(program: Program, form: Form) -> Program:
    """The program with the figure as its objective."""
    return replace(program, cost=form.cost(len(program.cost)), constant=form.constant)


def _capped(aimed: Program, priced: Program, cap: float) -> Program:
    """With a row more: the cost of `priced` stays at or under the cap."""
    there = np.flatnonzero(priced.cost)
    row = np.full(len(there), len(aimed.row_lower))
    return replace(
        aimed,
        row_lower=np.append(aimed.row_lower, -np.inf),
        row_upper=np.append(aimed.row_upper, cap - priced.constant),
        rows=np.concatenate([aimed.rows, row]),
        columns=np.concatenate([aimed.columns, there]),
        entries=np.concatenate([aimed.entries, priced.cost[there]]),
    )


def heads_of(case: Case, plan: Plan) -> Iterator[tuple[Ints, Floats]]:
    """Columns of whole heads (T,) and what a plan of the same problem has in its ledgers."""
    for quantity, owner, columns in whole_numbers(case):
        if quantity == "moves":
            yield columns, np.array(plan.moves[owner].heads)
        elif quantity == "running_ends":
            yield columns, np.array(plan.running[owner].ends)
        else:
            ledger = plan.pools[owner] if quantity in OWN else plan.offers[owner]
            yield columns, np.array(getattr(ledger, quantity))
