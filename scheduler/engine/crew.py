"""Several engines side by side, one solver process a core."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from queue import SimpleQueue
from typing import TypeVar

from scheduler.engine.engine import Engine, shared_engine

Item = TypeVar("Item")
Found = TypeVar("Found")


class Crew:
    """Engines that share a list of questions. Whoever made the engines closes them."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self.engines = list(engines)

    @property
    def first(self) -> Engine:
        """The engine for what is one question."""
        return self.engines[0]

    def start(self) -> None:
        """Start all solver processes now, so that they get ready while the caller does something else."""
        for engine in self.engines:
            engine.start()
        import_module("scipy.sparse.linalg")  # meanwhile, rather than within the time of the first search

    def map(self, ask: Callable[[Engine, Item], Found], items: Iterable[Item]) -> list[Found]:
        """`ask` of every item on whichever engine is free; answers in the order of the items."""
        todo, free = list(items), SimpleQueue[Engine]()
        if len(self.engines) == 1 or len(todo) < 2:
            return [ask(self.first, item) for item in todo]
        for engine in self.engines:
            free.put(engine)

        def one(item: Item) -> Found:
            engine = free.get()
            try:
                return ask(engine, item)
            finally:
                free.put(engine)

        with ThreadPoolExecutor(len(self.engines)) as threads:
            return list(threads.map(one, todo))


def all_cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_others: dict[int, list[Engine]] = {}
_sharing = threading.Lock()


def shared_crew(cores: int) -> Crew:
    """The engines of this process, at least one; more are made as more cores are asked for."""
    with _sharing:
        others = _others.setdefault(os.getpid(), [])
        while len(others) < cores - 1:
            engine = Engine()
            atexit.register(engine.close)
            others.append(engine)
        return Crew([shared_engine(), *others[: max(0, cores - 1)]])
