"""`staffmix webhook-echo`: a receiver on this machine that verifies what comes and prints it."""

from __future__ import annotations

import binascii
import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook, WebhookVerificationError
from standardwebhooks.webhooks import EmptyWebhookSecretError

from api.cli.guard import PLANNED, refuse
from api.cli.screen import Screen

HOST = "127.0.0.1"
MOST = 1_000_000  # bytes of a body
SHOWN = 2000  # characters of it that are printed


def run(port: int, secret: str | None) -> int:
    """Receives until Ctrl-C. What is verified is answered by 204; what is not, by 401."""
    webhook = None if secret is None else _webhook(secret)
    screen = Screen()
    try:
        server = _Server((HOST, port), webhook, screen)
    except OSError as error:
        raise refuse("--port", f"cannot listen at {port}: {error.strerror}", "Choose another port.") from None
    with server:
        screen.say(f"Receiving at http://{HOST}:{server.server_port}/ - end with Ctrl-C.")
        if webhook is None:
            screen.say("Signatures are not verified: give the webhook's secret by --secret.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            screen.say("Ended.")
    return PLANNED


def _webhook(secret: str) -> Webhook:
    try:
        return Webhook(secret)
    except (binascii.Error, EmptyWebhookSecretError):
        raise refuse("--secret", "this is no secret of a webhook", "Give it as shown: whsec_….") from None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], webhook: Webhook | None, screen: Screen) -> None:
        super().__init__(address, _Handler)
        self.webhook, self.screen = webhook, screen

    def received(self, headers: Mapping[str, str], body: bytes) -> int:
        """Prints a message; the status to answer with."""
        message = headers.get("webhook-id", "without an id")
        if self.webhook is None:
            self.screen.say(f"not verified  {message}  {_told(body)}")
            return 204
        try:
            self.webhook.verify(body, dict(headers), json_parse=False)
        except (WebhookVerificationError, ValueError) as error:
            why = str(error) if isinstance(error, WebhookVerificationError) else "the signature is malformed"
            self.screen.say(f"REFUSED       {message}  {why}")
            return 401
        self.screen.say(f"verified      {message}  {_told(body)}")
        return 204


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 15.0  # seconds for a request

    def do_POST(self) -> None:
        length = self.headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            return self._answer(411)
        if len(length) > len(str(MOST)) or int(length) > MOST:
            return self._answer(413)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._answer(self.server.received(headers, self.rfile.read(int(length))))

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what came is printed by the server."""


def _told(body: bytes) -> str:
    """The type and the data of a message, or the body as it is when it is none of ours."""
    text = body.decode("utf-8", "backslashreplace")
    try:
        found = json.loads(text)
        text = f"{found['type']}  {json.dumps(found['data'])}"
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    return text[:SHOWN]
