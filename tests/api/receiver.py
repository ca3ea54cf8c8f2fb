"""A receiver of webhooks on loopback that answers as it is told and keeps what came."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook


@dataclass(frozen=True)
class Message:
    """What came: its headers by lower-case name, its body, when (monotonic seconds)."""

    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def id(self) -> str:
        """Its `webhook-id`."""
        return self.headers["webhook-id"]

    def verified(self, secret: str) -> Any:
        """Its content, after the library has verified its signature."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """`answers` are given one after the other, the last one for ever; `location` goes with each."""

    url: str
    answers: list[int]
    location: str | None = None
    slow: float = 0.0  # seconds between two bytes of the answer
    got: list[Message] = field(default_factory=list)
    came: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, count: int, seconds: float = 120.0) -> list[Message]:
        """What came, once it is so many messages."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.got) >= count, seconds), self.got
            return list(self.got)


@contextmanager
def receiving(*answers: int, certificate: str | None = None) -> Iterator[Receiver]:
    """A receiver; `certificate`: a file with a key and a certificate, for https."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    found = Receiver(f"{scheme}://127.0.0.1:{server.server_port}/hook", list(answers) or [204])
    server.receiver = found  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver: Receiver = self.server.receiver  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with receiver.came:
            answer = receiver.answers.pop(0) if len(receiver.answers) > 1 else receiver.answers[0]
            receiver.got.append(Message(headers, body, time.monotonic()))
            receiver.came.notify_all()
        if receiver.slow:
            return self._drip(answer, receiver.slow)
        self.send_response(answer)
        if receiver.location is not None:
            self.send_header("Location", receiver.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self, answer: int, pause: float) -> None:
        """An answer that never ends, a byte at a time."""
        self.wfile.write(f"HTTP/1.1 {answer} fine\r\nX-Slow: ".encode())
        try:
            while True:
                self.wfile.write(b"x")
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass
