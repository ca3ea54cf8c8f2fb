"""What the work of a worker is done with."""

from __future__ import annotations

from dataclasses import dataclass

from api.settings import Settings
from api.store.store import Store
from api.webhooks.post import Sender
from scheduler.engine import Engine


@dataclass(frozen=True)
class Hands:
    """A worker's parts. `engine` solves parts of jobs: the engines for plans may be busy for a long time."""

    settings: Settings
    store: Store
    worker: str
    sender: Sender
    engine: Engine


_here: Hands | None = None


def give(hands: Hands) -> None:
    """What this process works with from now on: DBOS knows one worker in a process."""
    global _here
    _here = hands


def hands() -> Hands:
    """What this process works with."""
    assert _here is not None, "no worker has started in this process"
    return _here
