"""Start: files that arrive, faults cell by cell, the example with one click, what one was at work on."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import httpx2
import openpyxl
import pytest
from playwright.sync_api import Page, expect

import fixtures
from api.store.keys import Role
from tests.browser.conftest import Visit, ready
from tests.browser.looks import OTHER_LOOKS, accessible, look
from tests.browser.serving import Service
from tests.browser.watching import axe, no_sideways

BOOK = fixtures.path("six-month-surge", ".xlsx")
EVIL = "<img src=x onerror=alert(1)>=cmd().xlsx"


@pytest.fixture
def api(service: Service) -> Iterator[httpx2.Client]:
    """The API with a key that may do everything, of a tenant of its own."""
    with asked(service, "starters") as found:
        yield found


def asked(service: Service, tenant: str) -> httpx2.Client:
    """The API with a key that may do everything."""
    headers = {"Authorization": f"Bearer {service.key(*Role, pay=True, tenant=tenant)}"}
    return httpx2.Client(base_url=service.url, headers=headers, timeout=60)


def planted(sheet: str, header: str, row: int, value: Any) -> bytes:
    """The example's workbook with another value in one cell."""
    book = openpyxl.load_workbook(BOOK)
    headers = [str(each.value).split("\n")[0].split(" (")[0] for each in book[sheet][1]]
    book[sheet].cell(row, headers.index(header) + 1).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def given(page: Page, name: str, content: bytes) -> None:
    """A file is chosen in the field."""
    page.get_by_label("Drop a workbook here, or choose a file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def test_the_example_opens_with_one_click(visit: Visit, api: httpx2.Client) -> None:
    page = visit("/", tenant="starters")
    expect(page.get_by_role("heading", name="No documents yet")).to_be_visible()
    page.get_by_role("button", name="Open the example").click()
    expect(page).to_have_url(re.compile("/documents/forecast/six-month-surge$"))
    expect(page.locator(".ag-cell").first).to_be_visible()
    kept = [api.get(f"/v1/{path}").json()["documents"] for path in ("forecasts", "workforces", "rate-cards")]
    assert [[each["key"] for each in found] for found in kept] == [["six-month-surge"]] * 3
    page.goto("/")
    ready(page)
    rows = page.get_by_role("region", name="Documents, newest change first").get_by_role("row")
    expect(rows).to_have_count(5)
    page.get_by_role("button", name="Open the example").click()  # a second time: nothing is overwritten
    expect(page.locator(".draft-state")).to_have_text("Version 1, as stored.")


def test_a_workbook_is_stored_under_the_name_one_gives(visit: Visit, api: httpx2.Client) -> None:
    page = visit("/", tenant="starters")
    given(page, EVIL, BOOK.read_bytes())
    arrival = page.get_by_role("region", name="<img src=x")
    expect(arrival.get_by_role("heading", level=3)).to_have_count(4)
    expect(arrival.get_by_text("no fault")).to_have_count(4)
    name = page.get_by_label("Store under the name")
    expect(name).to_have_value("img-src-x-onerror-alert-1-cmd")
    name.fill("not a name")
    page.get_by_role("button", name="Store", exact=True).click()
    expect(arrival.get_by_role("status")).to_contain_text("cannot be a name")
    name.fill("emea-2027")
    axe(page)
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page).to_have_url(re.compile("/documents/forecast/emea-2027$"))
    for path in ("forecasts", "workforces", "rate-cards", "policies"):
        assert api.get(f"/v1/{path}/emea-2027").json()["version"] == 1


def test_a_planted_fault_is_told_by_cell_and_mended_in_the_grid(visit: Visit, service: Service) -> None:
    page = visit("/", tenant="planters")
    field = page.locator("#drop-file")
    # asked for before the key: the browser does not say when it has begun to listen
    with page.expect_file_chooser():
        field.focus()  # the field itself is what the keyboard meets, and the place shows that it is there
        assert page.evaluate("document.querySelector('.drop').matches(':has(input:focus-visible)')")
        page.keyboard.press("Enter")
    looked_at(page, "1440-light")
    row = page.get_by_role("row").filter(has_text="Workstreams!")
    expect(row).to_contain_text("most of it")
    place = row.get_by_role("rowheader").inner_text()
    row.get_by_role("button", name=f"Fix {place} here").click()
    expect(page).to_have_url(re.compile("/documents/forecast/planted"))
    expect(page.get_by_role("tab", name="Workstreams")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".ag-cell.faulty")).to_be_focused()
    page.keyboard.type("85 %")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Store", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.locator(".draft-state")).to_contain_text("Version 1, stored")
    with asked(service, "planters") as api:
        assert api.get("/v1/forecasts/planted").json()["content"]["workstreams"][1]["occupancy"] == 0.85


def test_what_is_sound_is_stored_and_the_rest_is_a_draft(visit: Visit, api: httpx2.Client) -> None:
    page = visit("/", tenant="starters")
    given(page, "half.xlsx", planted("Teams", "Heads", 2, "many"))
    page.get_by_role("button", name="Store what is sound (3)").click()
    expect(page).to_have_url(re.compile("/documents/workforce/half$"))
    assert api.get("/v1/forecasts/half").json()["version"] == 1
    assert api.get("/v1/workforces/half").status_code == 404
    page.goto("/")
    ready(page)
    # drafts are of one key alone: the page's, not the test's
    expect(page.get_by_role("row").filter(has_text="not stored yet")).to_contain_text("half")


def test_csv_json_and_what_is_dropped_arrive_and_what_cannot_be_read_is_told(visit: Visit) -> None:
    page = visit("/", tenant="starters")
    given(page, "card.csv", b"Name,Skill\nphone,phone\n")
    expect(page.get_by_role("region", name="card.csv")).to_contain_text("is one of ours")
    given(page, "vendors.csv", b"Name,Max heads\nSteady,40\n")
    expect(page.get_by_role("heading", name="Rate card", level=3)).to_be_visible()
    expect(page.get_by_text("1 row, no fault")).to_be_visible()
    wrong = {"forecast": {"calendar": {"start": "soon", "periods": 2}, "workstreams": []}}
    given(page, "wrong.json", json.dumps(wrong).encode())
    expect(page.get_by_text("forecast#/calendar/start")).to_be_visible()
    expect(page.get_by_text("It can only be mended in the file itself.")).to_be_visible()
    dropped(page, "dropped.zip", {"vendors.csv": "Name\nSteady\n"})
    expect(page.get_by_role("region", name="dropped.zip")).to_contain_text("Rate card")
    expect(page.locator(".drop-state")).to_have_text("dropped.zip")
    for name, content in (("old.xls", b"\xd0\xcf\x11\xe0"), ("half.json", b"{"), ("x.zip", b"PK")):
        given(page, name, content)
        expect(page.get_by_role("alert").filter(has_text="could not be read")).to_contain_text(name)
    axe(page)


def dropped(page: Page, name: str, files: dict[str, str]) -> None:
    """An archive falls on the page."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for inner, content in files.items():
            archive.writestr(inner, content)
    page.evaluate(
        """([name, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name));
        const event = new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true});
        document.querySelector('.drop').dispatchEvent(event);
        }""",
        [name, list(out.getvalue())],
    )


def test_who_only_looks_is_offered_nothing_to_store(visit: Visit) -> None:
    page = visit("/", tenant="starters", roles=(Role.VIEWER,))
    expect(page.get_by_role("heading", name="Plans", exact=True)).to_be_visible()
    assert page.locator("input[type=file]").count() == 0
    assert page.get_by_role("button", name="Open the example").count() == 0


# wide and light: above, on the way of a planted fault
@pytest.mark.parametrize(("width", "dark"), OTHER_LOOKS)
def test_the_start_fits_wide_and_narrow_light_and_dark(visit: Visit, width: int, dark: bool) -> None:
    page = visit("/", tenant="nobody-yet", width=width, dark=dark)
    looked_at(page, look(width, dark))


def looked_at(page: Page, name: str) -> None:
    """The start where nothing is stored yet, and with a workbook that has a fault."""
    expect(page.get_by_role("heading", name="No documents yet")).to_be_visible()
    axe(page)
    no_sideways(page)
    given(page, "Planted.xlsx", planted("Workstreams", "Occupancy", 3, "most of it"))
    expect(page.get_by_role("row").filter(has_text="Workstreams!")).to_be_visible()
    expect(page.locator(".drop-state")).to_have_text("Planted.xlsx")
    accessible(page, f"start-{name}")
