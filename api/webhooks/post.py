"""One POST to somebody else's server: to an address that was judged, without redirects, within a time."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version

import httpx2
from httpx2 import URL

from api.webhooks.targets import Address, BadTarget, Resolve, addresses, parsed, system_resolver

CONNECT_WITHIN = 5.0  # seconds, for each address of a name
MOST_ADDRESSES = 4


@cache
def _trust() -> ssl.SSLContext:
    """Made once: reading the certificates takes a while."""
    return httpx2.create_ssl_context()


@dataclass(frozen=True)
class Sender:
    """How messages go out. `seconds`: for a whole try, from the first connection to the answer's status."""

    private: bool
    seconds: float
    resolve: Resolve = system_resolver
    trust: ssl.SSLContext = field(default_factory=_trust)

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> str:
        """What came of it: the status as text, or a word for why there was none. The body is not read.

        The URL and every address of its name are judged anew; a proxy of the environment is not asked.
        """
        try:
            url = parsed(address, private=self.private)
            found = addresses(url, private=self.private, resolve=self.resolve)
        except BadTarget as error:
            return f"refused: {error}"[:64]
        return asyncio.run(self._within(url, found, body, headers))

    async def _within(self, url: URL, found: list[Address], body: bytes, headers: Mapping[str, str]) -> str:
        try:
            async with asyncio.timeout(self.seconds):
                return await self._tried(url, found[:MOST_ADDRESSES], body, headers)
        except (TimeoutError, httpx2.TimeoutException):
            return "timeout"
        except httpx2.HTTPError as error:
            return "tls" if isinstance(_cause(error), ssl.SSLError) else "no answer"

    async def _tried(self, url: URL, found: list[Address], body: bytes, headers: Mapping[str, str]) -> str:
        *others, last = found
        for each in others:
            try:
                return await self._to(each, url, body, headers)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue  # nothing was sent: the next address of the same judged set
        return await self._to(last, url, body, headers)

    async def _to(self, address: Address, url: URL, body: bytes, headers: Mapping[str, str]) -> str:
        """POST to exactly this address; the certificate and `Host` are those of the URL's name."""
        sent = {
            "Host": url.netloc.decode("ascii"),
            "Content-Type": "application/json",
            "User-Agent": f"Staffmix/{version('staffmix')}",
            **headers,
        }
        timeout = httpx2.Timeout(self.seconds, connect=min(CONNECT_WITHIN, self.seconds))
        name = {"sni_hostname": url.raw_host.decode("ascii")}
        async with (
            httpx2.AsyncClient(
                verify=self.trust, trust_env=False, follow_redirects=False, timeout=timeout
            ) as client,
            client.stream(
                "POST", url.copy_with(host=str(address)), content=body, headers=sent, extensions=name
            ) as answer,
        ):
            return str(answer.status_code)


def _cause(error: BaseException) -> BaseException:
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return error
