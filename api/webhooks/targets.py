"""Where a webhook may go: to no address that only this machine or its network could reach.

A name is resolved once for each try, every address it stands for is judged, and the connection is made to
one of exactly these: a name that answers differently the next moment reaches nothing else.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from httpx2 import URL, InvalidURL

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Iterable[str]]

LONGEST = 2000  # characters of a URL
LOWEST_PORT, HIGHEST_PORT = 1024, 65_535  # below it only these
WEB_PORTS = (80, 443)

NEVER: tuple[Network, ...] = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8",  # this network
        "100.64.0.0/10",  # shared by carriers; also a cloud's metadata
        "168.63.129.16/32",  # Azure's host
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
        "2001::/23",  # protocol assignments: Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds any IPv4 address
        "3fff::/20",  # documentation
        "fd00:ec2::/32",  # metadata of Amazon's cloud
    )
)
PRIVATE: tuple[Network, ...] = tuple(
    ipaddress.ip_network(each)
    for each in ("10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
"""Open where the operator says so."""
GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
"""Everything outside is local, mapped, translated (64:ff9b::/96), multicast or not handed out."""


class BadTarget(ValueError):
    """A webhook must not go there; the text says why, in words for whoever set it up."""


def parsed(text: str, *, private: bool) -> URL:
    """A URL that may be the target of a webhook, as far as can be told without resolving its name.

    `private`: http and addresses of this machine and its private networks are allowed. Raises BadTarget.
    """
    if len(text) > LONGEST:
        raise BadTarget(f"the URL is longer than {LONGEST} characters")
    if not text.isprintable() or any(c.isspace() or c == "\\" for c in text):
        raise BadTarget("the URL has characters that no URL has")
    try:
        url = URL(text)
    except (InvalidURL, ValueError):
        raise BadTarget("this is no URL") from None
    if url.scheme != "https" and not (private and url.scheme == "http"):
        raise BadTarget("the URL must begin with https://")
    if url.userinfo or url.fragment:
        raise BadTarget("the URL must have no user, password or fragment")
    if not url.host or "%" in url.host:
        raise BadTarget("the URL names no host")
    if not _port_allowed(port_of(url), private=private):
        raise BadTarget("the port must be 443, 80 or from 1024 to 65535")
    literal = _literal(url.host)
    if literal is not None and not allowed(literal, private=private):
        raise BadTarget("webhooks do not go to addresses of internal networks")
    return url


def port_of(url: URL) -> int:
    """The port a URL means."""
    return {"http": 80, "https": 443}[url.scheme] if url.port is None else url.port


def addresses(url: URL, *, private: bool, resolve: Resolve) -> list[Address]:
    """Every address of a URL's host, judged; raises BadTarget when one is internal or there is none."""
    host = url.raw_host.decode("ascii")
    try:
        found = [ipaddress.ip_address(each) for each in dict.fromkeys(resolve(host, port_of(url)))]
    except (OSError, UnicodeError):
        found = []
    except ValueError:
        raise BadTarget("the name stands for an address that is none") from None
    if not found:
        raise BadTarget("the name cannot be resolved")
    if not all(allowed(each, private=private) for each in found):
        raise BadTarget("webhooks do not go to addresses of internal networks")
    return found


def allowed(address: Address, *, private: bool) -> bool:
    """Whether a webhook may go to this address; `private` opens those of `PRIVATE`."""
    if isinstance(address, IPv6Address) and address.scope_id is not None:
        return False
    if any(address in network for network in NEVER if network.version == address.version):
        return False
    if any(address in network for network in PRIVATE if network.version == address.version):
        return private
    return isinstance(address, IPv4Address) or address in GLOBAL_IPV6


def system_resolver(host: str, port: int) -> list[str]:
    """What the system says a name stands for."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(each[4][0]) for each in found]


def _port_allowed(port: int, *, private: bool) -> bool:
    return port in WEB_PORTS or (1 if private else LOWEST_PORT) <= port <= HIGHEST_PORT


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
