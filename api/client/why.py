"""Why a plan is as it is, and what else could be done: asked for, waited for, read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from api.client.plans import LOOK_EVERY, place_of_plan
from api.client.wire import Wire
from api.schemas.comparisons import Comparisons
from api.schemas.plans import PlanState

if TYPE_CHECKING:  # their shapes take a second to load: whoever does not ask for them does not wait for it
    from api.schemas.why import Alternatives, Character, Room
    from api.schemas.why import Why as Explained


class _Answer(Protocol):
    @property
    def state(self) -> str: ...


Answer = TypeVar("Answer", bound=_Answer)


class Why:
    """What a client asks about plans."""

    _wire: Wire

    def explain(
        self,
        plan: str | PlanState,
        *,
        rooms: Sequence[Room] | None = None,
        questions: Iterable[tuple[Room, str]] = (),
        seconds: float | None = None,
        wait: float = 0.0,
    ) -> Explained:
        """Has a plan explained: whole rooms, questions as (room, name), or everything where none is named.

        `seconds`: for all of it. `wait`: seconds to wait for the last answer; what is there then is told.
        """
        from api.schemas.why import Why as Explained

        asked = {"rooms": rooms, "seconds": seconds} | {
            "questions": [{"room": room, "name": name} for room, name in questions]
        }
        found = self._wire.send(
            Explained, "POST", place_of_plan(plan) + ":explain", _said(asked), repeatable=True
        )
        return _waited(found, lambda: self.explanation(plan), wait)

    def explanation(self, plan: str | PlanState) -> Explained:
        """The explanation, as far as it is there."""
        from api.schemas.why import Why as Explained

        return self._wire.read(Explained, "GET", place_of_plan(plan) + "/explanation")

    def find_alternatives(
        self,
        plan: str | PlanState,
        *,
        slack: float | None = None,
        k: int | None = None,
        characters: Sequence[Character] | None = None,
        seconds: float | None = None,
        wait: float = 0.0,
    ) -> Alternatives:
        """Has other plans looked for, within `slack` (a share) of the cost, at most `k` of them.

        `seconds`: for each character. `wait`: seconds to wait for the last of them.
        """
        from api.schemas.why import Alternatives

        asked = {"slack": slack, "k": k, "characters": characters, "seconds": seconds}
        place = place_of_plan(plan) + ":alternatives"
        found = self._wire.send(Alternatives, "POST", place, _said(asked), repeatable=True)
        return _waited(found, lambda: self.alternatives(plan), wait)

    def alternatives(self, plan: str | PlanState) -> Alternatives:
        """Other plans at about the same cost, each of another character, and what each trades."""
        from api.schemas.why import Alternatives

        return self._wire.read(Alternatives, "GET", place_of_plan(plan) + "/alternatives")

    def compare(self, plan: str | PlanState, *, wait: float = 0.0) -> Comparisons:
        """Has worked out what other ways would cost. `wait`: seconds to wait for that."""
        found = self._wire.read(Comparisons, "POST", place_of_plan(plan) + ":compare", repeatable=True)
        return _waited(found, lambda: self.comparisons(plan), wait)

    def comparisons(self, plan: str | PlanState) -> Comparisons:
        """What no contractors, contractors alone and a spreadsheet's rule would cost."""
        return self._wire.read(Comparisons, "GET", place_of_plan(plan) + "/comparisons")


def _said(asked: dict[str, Any]) -> dict[str, Any]:
    """What is asked; what is None is the service's to say."""
    return {name: value for name, value in asked.items() if value is not None}


def _waited(found: Answer, look: Callable[[], Answer], seconds: float) -> Answer:
    """The answer once nothing of it is waited for, or as it is after so many seconds."""
    until = time.monotonic() + seconds
    while found.state == "waiting" and (left := until - time.monotonic()) > 0:
        time.sleep(min(LOOK_EVERY, left))
        found = look()
    return found
