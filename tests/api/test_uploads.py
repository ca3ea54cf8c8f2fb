"""Workbooks and zipped CSV over HTTP: what is in them is stored, what is wrong with them is told."""

from __future__ import annotations

import json
import os
import random
import threading
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient

import fixtures
from api.app import create_app
from api.errors import ApiError
from api.settings import Settings
from api.store.keys import Role, add_key, add_tenant
from api.store.store import Store
from api.uploads import uploads
from api.uploads.forms import ARCHIVE, JSON, WORKBOOK, Form
from api.uploads.reader import Reader, ReaderGone, shared_reader
from scheduler.files import save
from tests.api.archives import locked, lying, parts_of, zipped
from tests.files.plain import changed, write_book

PATHS = {"forecast": "forecasts", "workforce": "workforces", "rate_card": "rate-cards", "policy": "policies"}
NAME = "it-project"  # it has all four documents
BOOK = fixtures.path(NAME, ".xlsx").read_bytes()
WHOLE: dict[str, Any] = json.loads(fixtures.load(NAME).model_dump_json(by_alias=True))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PATIENCE = 60.0  # seconds


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with a key that may do everything, and one of a planner who sees no pay."""
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    store = Store(settings.store_url)
    store.migrate()
    add_tenant(store, "ours", "Ours")
    with store.scope("ours") as scope:
        secret = add_key(scope, "all", list(Role), pay=True)[1]
    store.close()
    with TestClient(create_app(settings), headers={"Authorization": f"Bearer {secret}"}) as found:
        yield found


def send(service: TestClient, place: str, body: bytes, kind: str = WORKBOOK) -> Any:
    """The answer to a document put over whatever is there."""
    return service.put(f"/v1/{place}", content=body, headers={"Content-Type": kind, "If-Match": "*"})


def csv_archive(folder: Path) -> bytes:
    """The fixture as a zip of CSV files."""
    save(fixtures.load(NAME), folder)
    return zipped({file.name: file.read_bytes() for file in folder.iterdir()})


def book(folder: Path, change: Any = None) -> bytes:
    """The small workbook of the file tests, changed."""
    return write_book(folder / "a.xlsx", changed(change))[0].read_bytes()


@pytest.mark.parametrize("kind", PATHS)
def test_every_form_of_a_document_says_the_same(service: TestClient, tmp_path: Path, kind: str) -> None:
    forms = {
        WORKBOOK: BOOK,
        ARCHIVE: csv_archive(tmp_path / "csv"),
        JSON: json.dumps(WHOLE[kind]).encode(),
    }
    for number, (form, body) in enumerate(forms.items()):
        place = f"{PATHS[kind]}/by-{number}"
        made = send(service, place, body, form)
        assert made.status_code == 201, made.text
        assert service.get(f"/v1/{place}").json()["content"] == WHOLE[kind]
        aside = [each["text"] for each in made.json()["warnings"] if each["code"] == "left_aside"]
        assert len(aside) == (0 if form == JSON else 3)
        again = send(service, place, json.dumps(WHOLE[kind]).encode(), JSON)
        assert (again.status_code, again.json()["version"]) == (200, 1)
        judged = service.post(
            f"/v1/{PATHS[kind]}:validate", content=body, headers={"Content-Type": form}
        ).json()
        assert (judged["valid"], judged["faults"]) == (True, [])


def test_a_file_without_the_document_is_told_what_to_fill_in(service: TestClient) -> None:
    contracts_alone = fixtures.path("van-fleet", ".xlsx").read_bytes()
    answer = send(service, "workforces/none", contracts_alone)
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert (fault["code"], fault["place"]) == ("not_in_file", "workbook.xlsx")
    assert "Teams" in fault["fix"]
    assert service.get("/v1/workforces/none").status_code == 404


def test_faults_stand_in_their_cells(service: TestClient, tmp_path: Path) -> None:
    def wrong(content: dict[str, list[list[Any]]]) -> None:
        content["Teams"][1][1] = "three"
        content["Teams"][1][5] = 2.0
        content["Teams"][0].append("Country")
        content["Teams"][1].append("XX")
        content["Demand"][1][2] = "many"

    def unknown(content: dict[str, list[list[Any]]]) -> None:
        content["Rate card"][1][1] = "Nobody"

    answer = send(service, "workforces/faulty", book(tmp_path, wrong)).json()
    assert answer["code"] == "validation_failed"
    assert {each["place"] for each in answer["errors"]} == {"Teams!B2", "Teams!F2"}
    answer = send(service, "rate-cards/faulty", book(tmp_path, unknown)).json()
    assert [(each["code"], each["place"]) for each in answer["errors"]] == [
        ("unknown_vendor", "Rate card!B2")
    ]


PAID = 31_417.25


@pytest.mark.parametrize(
    ("column", "value", "place"),
    [
        ("Salary", f"{PAID} a year", "Teams!D2"),
        ("Salary", -PAID, "Teams!D2"),
        ("On-cost", PAID, "Teams!I2"),
        ("Overheads", f"desk {PAID} per moon", "Teams!I2"),
        ("Overtime rate", f"{PAID:,}", "Teams!I2"),
    ],
)
def test_pay_is_not_repeated(
    service: TestClient, tmp_path: Path, column: str, value: object, place: str
) -> None:
    def wrong(content: dict[str, list[list[Any]]]) -> None:
        header, row = content["Teams"]
        spot = header.index(column) if column in header else len(header)
        header[spot : spot + 1], row[spot : spot + 1] = [column], [value]
        content["Over time"] = [
            ["Sheet", "Name", "Field", "From", "Value"],
            ["Teams", "Phone", "Salary", None, f"about {PAID}"],
        ]

    answer = send(service, "workforces/paid", book(tmp_path, wrong))
    assert answer.status_code == 422
    assert {place, "Over time!E2"} <= {each["place"] for each in answer.json()["errors"]}
    for digits in ("31417", "31,417", "314"):
        assert digits not in answer.text


@cache
def broken() -> dict[str, tuple[bytes, str, int, str]]:
    """Bodies that are no sound file: what is sent, as what, and the answer's status and first code."""
    parts = parts_of(BOOK)
    first = "xl/worksheets/sheet1.xml"
    far = parts[first].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    half = parts[first].replace(b"<sheetData>", b"<sheetData>&#xD800;")
    bomb = {"teams.csv": b"0" * 60_000_000}
    encrypted = OLE + "EncryptedPackage".encode("utf-16-le")
    return {
        "a bomb": (zipped(bomb), ARCHIVE, 413, "archive_too_large"),
        "a bomb with a lying directory": (
            lying(bomb, "teams.csv", 1000), ARCHIVE, 413, "archive_too_large",
        ),
        "a workbook with a lying directory": (
            lying({**parts, first: parts[first] + b" " * 60_000_000}, first, len(parts[first])),
            WORKBOOK, 413, "archive_too_large",
        ),
        "a cell at the far end": (zipped({**parts, first: far}), WORKBOOK, 413, "too_large"),
        "an encrypted workbook": (encrypted, WORKBOOK, 415, "encrypted"),
        "an old workbook": (OLE + b"\0" * 600, WORKBOOK, 415, "old_workbook"),
        "an encrypted archive": (locked({"teams.csv": b"Name"}, "teams.csv"), ARCHIVE, 415, "encrypted"),
        "macros": (zipped({**parts, "xl/vbaProject.bin": b"x"}), WORKBOOK, 415, "macros"),
        "half a workbook": (BOOK[: len(BOOK) // 2], WORKBOOK, 415, "not_a_workbook"),
        "nothing": (b"", WORKBOOK, 415, "empty_file"),
        "JSON as a workbook": (b"{}", WORKBOOK, 415, "not_a_workbook"),
        "a workbook as an archive of CSV": (BOOK, ARCHIVE, 415, "empty_archive"),
        "half characters in a workbook": (zipped({**parts, first: half}), WORKBOOK, 415, "not_a_workbook"),
        "half characters in CSV": (
            zipped({"teams.csv": b"Name,Heads\n\xed\xa0\x80,3\n"}), ARCHIVE, 422, "bad_encoding",
        ),
        "an open quotation mark": (zipped({"teams.csv": b'Name,Heads\n"a,3\n'}), ARCHIVE, 422, "bad_csv"),
    }  # fmt: skip


BROKEN = (
    "a bomb",
    "a bomb with a lying directory",
    "a workbook with a lying directory",
    "a cell at the far end",
    "an encrypted workbook",
    "an old workbook",
    "an encrypted archive",
    "macros",
    "half a workbook",
    "nothing",
    "JSON as a workbook",
    "a workbook as an archive of CSV",
    "half characters in a workbook",
    "half characters in CSV",
    "an open quotation mark",
)


def test_every_broken_file_has_its_name_here() -> None:
    assert tuple(broken()) == BROKEN


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_sound_file_is_refused(service: TestClient, name: str) -> None:
    body, form, status, code = broken()[name]
    answer = send(service, "workforces/broken", body, form)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code), answer.text
    wanted = {413: "archive_too_large", 415: "unsupported_file", 422: "validation_failed"}[status]
    assert answer.json()["code"] == wanted
    assert "/tmp" not in answer.text


@pytest.mark.parametrize(
    ("kind", "fix"),
    [
        ("text/csv; charset=utf-8", "zip the CSV files"),
        ("application/vnd.ms-excel.sheet.macroEnabled.12", "without macros"),
        ("application/x-www-form-urlencoded", "send one of: application/json"),
    ],
)
def test_other_types_are_told_what_to_send(service: TestClient, kind: str, fix: str) -> None:
    answer = send(service, "policies/typed", b"{}", kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_file")
    assert fix in answer.json()["errors"][0]["fix"]


def read(settings: Settings, body: bytes, form: Form = Form.WORKBOOK) -> uploads.Upload:
    return anyio.run(partial(uploads.read_upload, settings, "workforce", form, body))


@cache
def heavy() -> bytes:
    """CSV that is lawful to unpack and takes much to read."""
    numbers = random.Random(0)
    row = ",".join(str(numbers.randrange(10**6)) for _ in range(100_000))
    return zipped({"teams.csv": "\n".join([row] * 20).encode()})


@pytest.mark.parametrize("limits", [{"upload_memory_mb": 256}, {"upload_seconds": 0.02}])
def test_a_child_at_its_limits_is_killed_and_the_sender_told(limits: dict[str, Any]) -> None:
    with pytest.raises(ApiError) as raised:
        read(Settings(**limits), heavy(), Form.ARCHIVE)
    assert (raised.value.status, raised.value.code) == (413, "upload_too_heavy")
    assert read(Settings(), BOOK).named["pools"]  # others are read as before


def test_what_a_file_says_is_bounded_as_a_body_is() -> None:
    with pytest.raises(ApiError) as raised:
        read(Settings(body_mb=0.0001), BOOK)
    assert (raised.value.status, raised.value.code) == (413, "body_too_large")


def test_the_reading_process_may_die() -> None:
    reader = shared_reader()
    assert read(Settings(), BOOK).named
    assert reader._process is not None
    reader._process.kill()
    reader._process.wait()
    assert read(Settings(), BOOK).named


def children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_a_child_knows_no_setting_and_dies_with_its_parent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STAFFMIX_DATABASE_URL", "postgresql://secret")
    reader, gone = Reader(), threading.Event()
    os.mkfifo(tmp_path / "archive.zip")  # reading it takes for ever

    def ask() -> None:
        request = {
            "folder": str(tmp_path), "name": "archive.zip", "kind": "workforce", "memory_mb": 1024,
            "seconds": PATIENCE, "most": 1000,
        }  # fmt: skip
        try:
            reader.ask(request, PATIENCE)
        except ReaderGone:
            gone.set()

    asking = threading.Thread(target=ask)
    asking.start()
    until = time.monotonic() + PATIENCE
    while (reader._process is None or not children(reader._process.pid)) and time.monotonic() < until:
        time.sleep(0.02)
    assert reader._process is not None
    parent, (child,) = reader._process.pid, children(reader._process.pid)
    assert b"STAFFMIX_" not in Path(f"/proc/{child}/environ").read_bytes()
    assert "ortools" not in Path(f"/proc/{child}/maps").read_text()
    os.kill(parent, 9)
    asking.join(PATIENCE)
    assert gone.is_set()
    while Path(f"/proc/{child}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not Path(f"/proc/{child}").exists()
    reader.close()


def test_too_many_at_once_are_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "WAITING", 1)
    settings, answers = Settings(uploads_at_once=1), list[int]()

    async def one() -> None:
        try:
            await uploads.read_upload(settings, "workforce", Form.WORKBOOK, BOOK)
            answers.append(200)
        except ApiError as error:
            answers.append(error.status if error.headers["Retry-After"] else 0)

    async def several() -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(4):
                tasks.start_soon(one)

    anyio.run(several)
    assert sorted(answers) == [200, 200, 429, 429]
