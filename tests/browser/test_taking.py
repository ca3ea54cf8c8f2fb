"""What is taken away: names of files whatever people write, and lists longer than a page of the API."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.schemas.plans import Beside, Effort, PlanState
from api.settings import Settings
from api.store import requisitions
from api.store.keys import Role, add_key, add_tenant
from api.store.requisitions import Change
from api.store.store import Store
from api.web.take.naming import disposition, file_name, link, named, safe

LOTS = 450  # more than two pages
BODY = {
    "kind": "hire", "role": "team", "skill": "phone", "site": None, "vendor": None, "heads": 1.0,
    "start": "2027-03-01", "end": None, "decide_by": "2027-01-04", "converts_to": None,
    "cost_centre": None, "filled_start": None, "status_before": None,
}  # fmt: skip


def state(series: str, beside: Beside | None = None) -> PlanState:
    moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
    return PlanState(
        id="plan_1", series=series, state="finished", inputs={}, effort=Effort(), created=moment,
        finished=moment, beside=beside,
    )  # fmt: skip


def test_a_file_says_which_plan_it_holds() -> None:
    assert file_name(state("support"), "plan", "xlsx") == "support 2026-11-22 plan.xlsx"
    other = Beside(of="plan_0", relation="variant", name="Chat grows: 10 %")
    assert file_name(state("support", other), "report", "html") == (
        "support Chat grows- 10 - 2026-11-22 report.html"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "..-..-etc-passwd".lstrip(".-")),
        ("C:\\con", "C--con"),
        ('"><script>', "script"),
        ("=cmd()|' /C calc'!A0", "cmd()-- -C calc--A0"),
        ("a\r\nSet-Cookie: x", "a--Set-Cookie- x"),
        ("\u202egnp.exe", "gnp.exe"),
        ("תכנית", "תכנית"),
        ("Söhne", "Söhne"),
        ("***", "file"),
    ],
)
def test_names_are_ones_that_every_system_takes(text: str, name: str) -> None:
    assert safe(text) == name


def test_a_link_names_its_file_and_the_rest_is_asked_for() -> None:
    address = link("/v1/requisitions", "Söhne & Co 2026-11-22.csv", series="a b")
    assert address == "/take/requisitions?series=a%20b&as=S%C3%B6hne%20%26%20Co%202026-11-22.csv"
    assert named(address.partition("?")[2].encode()) == (b"series=a+b", "Söhne & Co 2026-11-22.csv")
    assert named(b"since=1&x=%20") == (b"since=1&x=%20", None)
    assert named(b"as=..%2F..%2Fx%0d%0aA.ht%22ml") == (b"", "x--A.ht-ml")


def test_the_header_holds_any_name() -> None:
    assert disposition("Söhne.csv") == ("attachment; filename=\"Sohne.csv\"; filename*=UTF-8''S%C3%B6hne.csv")
    disposition("תכנית.csv").encode("ascii")


def test_all_requisitions_are_in_one_file_however_many(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, page=True)
    store = Store(settings.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours")
    with store.scope("ours") as scope:
        secret = add_key(scope, "one", [Role.HR], pay=False)[1]
        requisitions.hold(scope)
        for number in range(LOTS):
            status = ("planned", "opened", "withdrawn")[number % 3]
            before = "opened" if number % 2 else "planned"
            body = {**BODY, "status_before": before if status == "withdrawn" else None}
            series = "theirs" if number % 10 == 0 else "support"
            requisitions.add(scope, series, Change(body, status, None, 0.0, "plan_1"))
    store.close()
    with TestClient(create_app(settings), cookies={"staffmix_key": secret}) as client:
        answer = client.get("/take/requisitions?series=support&as=all.csv")
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    # 450 less every tenth; of those withdrawn (every third) half had been opened before
    kept = [n for n in range(LOTS) if n % 10 and (n % 3 != 2 or n % 2)]
    assert len(found) == len(kept)
    assert {row["series"] for row in found} == {"support"}
    assert len({row["id"] for row in found}) == len(kept)
