"""Why a plan is as it is, and what else could be done, on the wire."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.schemas.plans import Wire
from scheduler.explain.explanation import Explanation
from scheduler.explain.interval import Interval

Room = Literal["reasons", "vendors", "break_even", "prices", "worth", "remedies"]
Character = Literal[
    "fewest vendors",
    "most in-house",
    "least commitment beyond the horizon",
    "fewest changes",
    "least overtime",
]
Seconds = Annotated[float, Field(gt=0, le=3600)]
State = Literal["waiting", "finished", "failed", "none"]


class QuestionOf(Wire):
    """One question of a room: of `reasons` the id of an action, `overtime/POOL` or `hours/OFFER`."""

    room: Room
    name: Annotated[str, Field(min_length=1, max_length=1000)]


class ExplainRequest(Wire):
    """What to explain: whole rooms, questions one by one; all rooms where neither is named.

    `seconds`: for all of it, from the moment a worker begins.
    """

    rooms: Annotated[list[Room], Field(max_length=6)] | None = None
    questions: Annotated[list[QuestionOf], Field(max_length=100)] = []
    seconds: Seconds = 60.0


class Why(BaseModel):
    """The explanation of a plan, as far as it is there; money in its `currency`.

    `none`: nobody asked, or there is nothing to explain. `failed`: a fault of ours, `error` has its code.
    `open`: questions still to be answered. `withheld`: rooms of which a key without `pay` is told nothing;
    what such a key is told names no price that pay sets.
    """

    plan: str
    state: State
    error: dict[str, Any] | None = None
    pay_shown: bool
    open: int
    withheld: list[Room]
    explanation: Explanation | None


class AlternativesRequest(Wire):
    """Which other plans to look for: within `slack` (a share) of the plan's cost, at most `k` of them.

    `seconds`: for each character.
    """

    slack: Annotated[float, Field(ge=0, le=1)] = 0.02
    k: Annotated[int, Field(ge=1, le=5)] = 5
    characters: Annotated[list[Character], Field(min_length=1, max_length=5)] | None = None
    seconds: Seconds = 20.0


class AlternativeLine(BaseModel):
    """One character: `id` of the plan that was made of it, absent where nothing better was found.

    `before`, `after`: the character's figure, in `unit`, in the plan and in its alternative; `least`: no plan
    within the slack has less; `settled`: that is what was reached. `trades`: what else is otherwise.
    """

    id: str | None
    character: Character
    unit: str
    slack: float
    before: float | None
    after: float | None
    least: float | None
    settled: bool
    cost: float | None
    dearer: float | None
    dearer_than_cheapest: Interval | None
    trades: list[str]
    text: str


class Alternatives(BaseModel):
    """Other plans of the series, each of another character. `unanswered`: characters nothing is known of;
    `error`: the code of what they failed in."""

    plan: str
    state: State
    error: dict[str, Any] | None = None
    pay_shown: bool
    alternatives: list[AlternativeLine]
    unanswered: list[str]
