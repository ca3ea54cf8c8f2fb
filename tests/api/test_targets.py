"""Where a webhook may go, and that it goes nowhere else."""

from __future__ import annotations

import ipaddress
import shutil
import ssl
import subprocess
import time
from pathlib import Path

import httpcore2
import pytest

from api.webhooks.post import Sender
from api.webhooks.targets import BadTarget, addresses, allowed, parsed, system_resolver
from tests.api.receiver import receiving

PUBLIC = ("8.8.8.8", "93.184.216.34", "172.32.0.1", "192.169.0.1", "100.63.255.255", "2606:4700::1111")
OWN_NETWORK = ("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
               "::1", "fc00::1", "fd12:3456::1")  # fmt: skip
NOBODY = (
    "0.0.0.0", "0.1.2.3", "100.64.0.1", "100.100.100.200", "100.127.255.255", "168.63.129.16",
    "169.254.169.254", "169.254.170.2", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::808:808", "64:ff9b:1::7f00:1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "fd00:ec2::254", "ff02::1",
)  # fmt: skip


def test_every_kind_of_address() -> None:
    for text, always, private in [
        *((each, True, True) for each in PUBLIC),
        *((each, False, True) for each in OWN_NETWORK),
        *((each, False, False) for each in NOBODY),
    ]:
        address = ipaddress.ip_address(text)
        assert allowed(address, private=False) is always, text
        assert allowed(address, private=True) is private, text


BAD = [
    ("http://hr.example/x", "https"),
    ("ftp://hr.example/x", "https"),
    ("//hr.example/x", "https"),
    ("hr.example", "https"),
    ("https://", "no host"),
    ("https:///x", "no host"),
    ("https://user:secret@hr.example/", "password"),
    ("https://user@hr.example/", "password"),
    ("https://hr.example/#there", "fragment"),
    ("https://hr.example:22/", "port"),
    ("https://hr.example:25/", "port"),
    ("https://hr.example:99999/", "port"),
    ("https://hr.example:0/", "port"),
    ("https://hr.example /", "characters"),
    ("https://hr.example\\@127.0.0.1/", "characters"),
    ("https://hr.example/\n", "characters"),
    ("https://" + "x" * 2000, "longer"),
    ("https://127.0.0.1/", "internal"),
    ("https://169.254.169.254/latest/meta-data", "internal"),
    ("https://[::1]/", "internal"),
    ("https://[::ffff:127.0.0.1]/", "internal"),
    ("https://[64:ff9b::7f00:1]/", "internal"),
    ("https://[fe80::1%25lo]/", "no URL|no host"),
]


@pytest.mark.parametrize(("url", "why"), BAD)
def test_what_is_no_target(url: str, why: str) -> None:
    with pytest.raises(BadTarget, match=why):
        parsed(url, private=False)


def test_what_is_a_target() -> None:
    for url in (
        "https://hr.example/x?y=1",
        "https://hr.example:8443/",
        "https://8.8.8.8/",
        "https://bücher.example/",
    ):
        assert str(parsed(url, private=False).scheme) == "https"
    for url in ("http://localhost:9000/", "http://127.0.0.1:9000/", "https://10.0.0.1:81/"):
        assert parsed(url, private=True).host
    for url in ("http://169.254.169.254/", "ftp://localhost/", "http://a:b@localhost/"):
        with pytest.raises(BadTarget):
            parsed(url, private=True)


def test_numbers_in_disguise_are_judged_as_what_the_system_takes_them_for() -> None:
    for host in ("2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost"):
        with pytest.raises(BadTarget, match=r"internal|resolved|no URL"):
            addresses(parsed(f"https://{host}/", private=False), private=False, resolve=system_resolver)


def test_one_internal_address_among_public_ones_is_enough() -> None:
    url = parsed("https://hr.example/", private=False)
    with pytest.raises(BadTarget, match="internal"):
        addresses(url, private=False, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(BadTarget, match="resolved"):
        addresses(url, private=False, resolve=lambda *_: [])
    found = addresses(url, private=False, resolve=lambda *_: ["8.8.8.8", "8.8.8.8", "2606:4700::1"])
    assert [str(each) for each in found] == ["8.8.8.8", "2606:4700::1"]


def test_a_name_that_changes_its_mind_reaches_nothing_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answer is public, every later one this machine: nothing may connect to the later ones."""
    answers = iter([["192.0.3.9"], *[["127.0.0.1"]] * 9])
    connected = list[str]()

    async def connect(_: object, host: str, port: int, **__: object) -> None:
        connected.append(f"{host}:{port}")
        raise httpcore2.ConnectError("nobody there")

    monkeypatch.setattr(httpcore2.AnyIOBackend, "connect_tcp", connect)
    with receiving() as receiver:
        port = receiver.url.rsplit(":", 1)[1].split("/")[0]
        sender = Sender(private=False, seconds=5.0, resolve=lambda *_: next(answers))
        assert sender.post(f"https://hr.example:{port}/hook", b"{}", {}) == "no answer"
        assert connected == [f"192.0.3.9:{port}"]
        assert sender.post(f"https://hr.example:{port}/hook", b"{}", {}).startswith("refused")
        assert connected == [f"192.0.3.9:{port}"]
        assert receiver.got == []


def test_a_redirect_is_an_answer_and_a_proxy_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with receiving(302) as receiver, receiving() as other:
        receiver.location = other.url
        sender = Sender(private=True, seconds=5.0)
        assert sender.post(receiver.url, b"{}", {"webhook-id": "msg_1"}) == "302"
        assert (len(receiver.got), len(other.got)) == (1, 0)
        assert sender.post(receiver.url.replace("127.0.0.1", "localhost"), b"{}", {}) == "302"
        assert receiver.got[1].headers["host"].startswith("localhost:")


def test_an_answer_that_never_ends_is_cut_off() -> None:
    with receiving(200) as receiver:
        receiver.slow = 0.1
        began = time.monotonic()
        assert Sender(private=True, seconds=1.0).post(receiver.url, b"{}", {}) == "timeout"
        assert time.monotonic() - began < 4.0


def test_a_closed_door_is_no_answer() -> None:
    with receiving() as receiver:
        url = receiver.url
    assert Sender(private=True, seconds=2.0).post(url, b"{}", {}) == "no answer"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for hr.example, signed by itself."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl")
    key, cert, both = (tmp_path / name for name in ("key.pem", "cert.pem", "both.pem"))
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "2", "-subj", "/CN=hr.example", "-addext",
         "subjectAltName=DNS:hr.example", "-keyout", key, "-out", cert],
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


def test_the_certificate_is_that_of_the_name_and_not_of_the_address(certificate: Path) -> None:
    trust = ssl.create_default_context(cafile=str(certificate))
    with receiving(certificate=str(certificate)) as receiver:
        port = receiver.url.rsplit(":", 1)[1].split("/")[0]
        sender = Sender(private=True, seconds=5.0, resolve=lambda *_: ["127.0.0.1"], trust=trust)
        assert sender.post(f"https://hr.example:{port}/hook", b"{}", {}) == "204"
        assert receiver.got[0].headers["host"] == f"hr.example:{port}"
        assert sender.post(f"https://other.example:{port}/hook", b"{}", {}) == "tls"
        strangers = Sender(private=True, seconds=5.0, resolve=lambda *_: ["127.0.0.1"])
        assert strangers.post(f"https://hr.example:{port}/hook", b"{}", {}) == "tls"
        assert len(receiver.got) == 1
