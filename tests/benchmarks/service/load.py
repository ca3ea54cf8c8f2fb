"""Load: raw HTTP/1.1 over kept-open connections from processes of its own: no client library is measured.

A connection sends a request, reads the whole answer, and sends the next; requests are made beforehand.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles

HOST = "127.0.0.1"


@dataclass
class Heard:
    """What clients saw: seconds of every answer, how many of each status, and how long it took in all."""

    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: int) -> float:
        """Milliseconds within which so many of 100 answers came."""
        return 1000 * quantiles(self.latencies, n=100)[percent - 1]

    def add(self, other: Heard) -> None:
        """Takes in what another client saw at the same time."""
        self.latencies += other.latencies
        for status, times in other.statuses.items():
            self.statuses[status] = self.statuses.get(status, 0) + times
        self.seconds = max(self.seconds, other.seconds)


def request(method: str, path: str, key: str, body: bytes = b"") -> bytes:
    """A request as it goes over the wire."""
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {key}\r\n"
    return (head + f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body


def load(
    port: int,
    requests: Sequence[bytes],
    seconds: float,
    *,
    connections: int,
    clients: int,
    rate: float | None,
) -> Heard:
    """Sends requests for so long from `clients` processes of `connections` each, over and over.

    `rate`: at most so many a second in all, each client with requests of its own; None: as fast as answers
    come.
    """
    context = multiprocessing.get_context("spawn")
    whole = Heard()
    with context.Pool(clients) as pool:
        each = None if rate is None else rate / clients
        shares = [requests[number::clients] or list(requests) for number in range(clients)]
        begin = time.time() + 1.0 + 0.2 * clients  # all are there by then
        asked = [(port, share, begin, seconds, connections, each) for share in shares]
        for heard in pool.starmap(_client, asked):
            whole.add(heard)
    return whole


def _client(
    port: int, requests: Sequence[bytes], begin: float, seconds: float, connections: int, rate: float | None
) -> Heard:
    return asyncio.run(_connections(port, requests, begin, seconds, connections, rate))


async def _connections(
    port: int, requests: Sequence[bytes], begin: float, seconds: float, connections: int, rate: float | None
) -> Heard:
    heard = Heard()
    streams = [await asyncio.open_connection(HOST, port) for _ in range(connections)]
    await asyncio.sleep(max(0.0, begin - time.time()))
    start = time.perf_counter()
    todo = Paced(requests, start, seconds, rate)
    await asyncio.gather(*(_one(*stream, todo, heard) for stream in streams))
    heard.seconds = time.perf_counter() - start
    for _, writer in streams:
        writer.close()
    return heard


class Paced:
    """Requests one after the other, none before its time, none after the end."""

    def __init__(self, requests: Sequence[bytes], start: float, seconds: float, rate: float | None) -> None:
        self._requests, self._start, self._end, self._rate = requests, start, start + seconds, rate
        self._sent = 0

    async def next(self) -> bytes | None:
        number, self._sent = self._sent, self._sent + 1
        due = self._start if self._rate is None else self._start + number / self._rate
        if max(due, time.perf_counter()) >= self._end:
            return None
        if due > time.perf_counter():
            await asyncio.sleep(due - time.perf_counter())
        return self._requests[number % len(self._requests)]


async def _one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, todo: Paced, heard: Heard) -> None:
    while (wanted := await todo.next()) is not None:
        sent = time.perf_counter()
        writer.write(wanted)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        heard.latencies.append(time.perf_counter() - sent)
        status = int(head[9:12])
        heard.statuses[status] = heard.statuses.get(status, 0) + 1


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError("an answer without a length")
