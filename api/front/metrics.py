"""Figures for Prometheus. Requests are counted in this process; what concerns the whole system is read from
the store when somebody asks, so that every process says the same of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from statistics import quantiles
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from api.store.plans import State
from api.store.store import Store, now
from api.store.tables import deliveries, heartbeats, plans

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
LATELY, MOST_LATELY = timedelta(hours=1), 1000  # the plans whose seconds and gaps are told
ALIVE = timedelta(seconds=12)  # a worker that was heard of within it; the others' plans are taken over
QUANTILES = {"0.5": 49, "0.9": 89, "0.99": 98}  # and their places among the 99 cuts of a hundred
log = logging.getLogger(__name__)
disable_created_metrics()  # type: ignore[no-untyped-call]  # a line more for every histogram that nobody looks at


class Metrics:
    """The figures of one process, and those of the system it belongs to."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Histogram(
            "staffmix_request_seconds",
            "Requests answered by this process, by route and status",
            ("method", "route", "status"),
            buckets=SECONDS,
            registry=self._registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request more."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def text(self, store: Store) -> bytes:
        """All figures in Prometheus' text form; without the store's when it is away."""
        system = CollectorRegistry()
        system.register(_System(store))
        return generate_latest(self._registry) + generate_latest(system)


class _System(Collector):
    def __init__(self, store: Store) -> None:
        self._store = store

    def describe(self) -> Iterable[Metric]:
        """Nothing: to register it asks the store nothing."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """What the store says now."""
        found: list[Metric] = []
        try:
            with self._store.reading_whole() as connection:
                found = [figure for family in FAMILIES for figure in family(connection)]
        except SQLAlchemyError as error:
            log.warning("the store tells no figures: %s", type(error).__name__)
        yield _gauge("store_up", "Whether the store could be asked", 1.0 if found else 0.0)
        yield from found


def _plans(connection: Connection) -> Iterator[Metric]:
    counted = connection.execute(select(plans.c.state, func.count()).group_by(plans.c.state))
    by_state = dict.fromkeys((str(state) for state in State), 0) | {row[0]: row[1] for row in counted}
    first = select(func.min(plans.c.created)).where(plans.c.state == State.QUEUED)
    oldest = connection.execute(first).scalar()
    age = 0.0 if oldest is None else (now() - oldest).total_seconds()
    yield _gauge("queue_length", "Plans that wait for a worker", by_state[State.QUEUED])
    yield _gauge("queue_oldest_seconds", "How long the first of them has waited", age)
    yield _by("plans", "Plans in the store", "state", by_state)


def _faults(connection: Connection) -> Iterator[Metric]:
    code = plans.c.error["code"].as_string()
    asked = select(code, func.count()).where(plans.c.state == State.FAILED).group_by(code)
    counted = {str(row[0]): row[1] for row in connection.execute(asked)}
    yield _by("faults", "Plans in the store that failed, by what went wrong", "code", counted)


def _lately(connection: Connection) -> Iterator[Metric]:
    ended = plans.c.state == State.FINISHED, plans.c.updated > now() - LATELY
    asked = select(plans.c.seconds, plans.c.gap).where(*ended)
    rows = list(connection.execute(asked.order_by(plans.c.updated.desc()).limit(MOST_LATELY)))
    solved, gaps = ([row[at] for row in rows if row[at] is not None] for at in (0, 1))
    yield _gauge("ended_lately", "Plans finished within the last hour (the newest 1000)", len(rows))
    yield _by("solve_seconds", "Seconds their searches took", "quantile", _spread(solved))
    yield _by("gap", "Gaps they ended with, as fractions", "quantile", _spread(gaps))


def _workers(connection: Connection) -> Iterator[Metric]:
    alive = select(func.count()).select_from(heartbeats).where(heartbeats.c.seen > now() - ALIVE)
    yield _gauge("workers", "Workers that were heard of lately", connection.execute(alive).scalar_one())


def _deliveries(connection: Connection) -> Iterator[Metric]:
    counted = connection.execute(select(deliveries.c.state, func.count()).group_by(deliveries.c.state))
    yield _by("deliveries", "Webhook deliveries in the store", "state", {row[0]: row[1] for row in counted})


FAMILIES = (_plans, _faults, _lately, _workers, _deliveries)


def _spread(values: list[float]) -> dict[str, float]:
    """Quantiles of what there is; none of nothing."""
    if len(values) < 2:
        return dict.fromkeys(QUANTILES, values[0]) if values else {}
    cuts = quantiles(values, n=100, method="inclusive")
    return {name: cuts[at] for name, at in QUANTILES.items()}


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"staffmix_{name}", words, value=value)


def _by(name: str, words: str, label: str, values: dict[str, Any]) -> Metric:
    found = GaugeMetricFamily(f"staffmix_{name}", words, labels=[label])
    for each, value in sorted(values.items()):
        found.add_metric([each], value)
    return found
