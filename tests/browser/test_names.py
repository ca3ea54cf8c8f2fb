"""Names are text, whatever people write: on every screen, and in whatever is taken away."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from api.store.keys import Role
from tests.api.planned import SERIES, question
from tests.browser.conftest import NARROW, WIDE, Visit
from tests.browser.planned import Desk
from tests.browser.serving import Service
from tests.browser.watching import no_sideways

PICTURE = "<img src=x onerror=alert(1)>"
SCRIPT = '"><script>alert(1)</script>'
FORMULA = "=cmd()|' /C calc'!A0"
TURNED = "\u202eצוות טלפון\u202c <marquee>"  # right to left, with marks that turn what follows
LONG = f"Phones{'s' * 120}, the longest name of all"
PATHS = {"forecast": "forecasts", "workforce": "workforces", "rate_card": "rate-cards"}
KEY = "named"
PARTS = "<svg onload=alert(1)>"  # of a name that is shown elsewhere: a site

# elements that only a name could have made
MADE = "img[src=x], [onerror], [onload], marquee, body script:not([src]):not([nonce])"


def named() -> dict[str, Any]:
    """The question under names that a browser or a spreadsheet would run."""
    asked = question()
    team, seniors = asked["workforce"]["pools"]
    team |= {"key": PICTURE, "site": PARTS}
    seniors |= {"key": TURNED}
    calls, mail = asked["forecast"]["workstreams"]
    calls |= {"key": FORMULA}
    mail |= {"key": SCRIPT}
    steady, on_call = asked["rate_card"]["offers"]
    asked["rate_card"]["vendors"] = [{"key": SCRIPT, "sites": [PARTS]}, {"key": LONG}]
    steady |= {"key": FORMULA, "vendor": SCRIPT}
    on_call |= {"key": f"{PICTURE} on call", "vendor": LONG}
    return asked


class Named:
    """A plan under such names with a variant, its documents, and whoever made them."""

    def __init__(self, service: Service) -> None:
        key = service.key(*Role, tenant="namers", name=PICTURE, pay=True)
        self.desk, asked = Desk(service, key), named()
        for kind, path in PATHS.items():
            self.desk.send("PUT", f"/{path}/{KEY}", json=asked[kind])
        keys = dict.fromkeys(PATHS, KEY)
        self.plan = self.desk.plan({"series": SERIES, **keys, "effort": asked["effort"]})
        self.desk.send("POST", f"/plans/{self.plan}:adopt")
        self.desk.send("POST", f"/plans/{self.plan}:explain", json={"rooms": ["vendors"], "seconds": 60})
        self.desk.ended(f"/plans/{self.plan}/explanation")
        changes = {"work": [{"workstream": FORMULA, "by": 0.02}]}
        self.desk.send("POST", f"/plans/{self.plan}:vary", json={"name": PICTURE, "changes": changes})


@pytest.fixture(scope="module")
def found(service: Service) -> Named:
    return Named(service)


@pytest.fixture
def page(visit: Visit, found: Named) -> Page:
    window = visit("/", secret=found.desk.secret)
    window.on("dialog", lambda dialog: pytest.fail(f"a name opened a dialog: {dialog.message}"))
    return window


SCREENS = {
    "/": (PICTURE,),
    f"/documents/forecast/{KEY}": (FORMULA, SCRIPT),
    f"/documents/workforce/{KEY}": (PICTURE, TURNED),
    f"/documents/rate_card/{KEY}": (SCRIPT, LONG),
    "/plans": (PICTURE,),
    "/plans/{plan}": (PICTURE, SCRIPT, FORMULA, LONG),
    "/plans/{plan}/why": (SCRIPT, LONG),
    "/what-if/{plan}": (PICTURE,),
    "/plans/{plan}/take": (PICTURE,),
}


def test_names_are_shown_as_they_are_written(page: Page, found: Named) -> None:
    for path in SCREENS:
        page.set_viewport_size({"width": WIDE, "height": 900})
        page.goto(path.format(plan=found.plan))
        as_written(page, SCREENS[path])


def as_written(page: Page, texts: tuple[str, ...]) -> None:
    for text in texts:
        shown = page.get_by_text(text, exact=False).first
        expect(shown).to_be_attached()
    expect(page.locator("figure.chart canvas")).to_have_count(page.locator("figure.chart").count())
    for drawn in page.locator("figure.chart canvas").all():
        drawn.hover()  # tooltips are made of names too
    expect(page.locator(MADE)).to_have_count(0)
    page.set_viewport_size({"width": NARROW, "height": 844})
    no_sideways(page)


def test_addresses_are_shown_as_they_are_written(page: Page) -> None:
    for path in (f"/documents/forecast/{PICTURE}", f"/plans/{PICTURE}", f"/nothing/{PICTURE}"):
        answer = page.request.get(path, headers={"Accept": "text/html"})
        assert answer.status in (200, 404, 422)
        assert "<img src=x" not in answer.text()


def test_in_the_workbook_names_are_text(found: Named) -> None:
    body = found.desk.send("GET", f"/plans/{found.plan}/workbook").content
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(body)) for row in sheet for cell in row]
    texts = [str(cell.value) for cell in cells if cell.data_type == "s"]
    for name in (PICTURE, SCRIPT, FORMULA, LONG):
        assert any(name in text for text in texts), name
    assert not [cell.value for cell in cells if cell.data_type == "f" and "cmd" in str(cell.value)]


def test_in_tables_and_requisitions_no_cell_begins_a_formula(page: Page, found: Named) -> None:
    for part in ("actions", "ledger", "costs"):
        answer = page.request.get(f"/take/plans/{found.plan}/{part}?as=table.csv")
        _no_formula(answer.text())
        assert FORMULA in answer.text(), part
    answer = page.request.get(f"/take/requisitions?series={SERIES}&as=wanted.csv")
    _no_formula(answer.text())
    assert f"'{FORMULA}" in answer.text()


def test_in_the_report_names_are_text(found: Named) -> None:
    body = found.desk.send("GET", f"/plans/{found.plan}/report").text
    seen = _Seen()
    seen.feed(body)
    assert not [each for each in seen.made if each == ("img", "x") or each[0] == "marquee"]
    text = "".join(seen.texts)
    for name in (PICTURE, SCRIPT, FORMULA):
        assert name in text


class _Seen(HTMLParser):
    """Elements that a page is made of, by name and source, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[tuple[str, str | None]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not [name for name in given if name.startswith("on")], given
        self.made.append((tag, given.get("src")))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _no_formula(text: str) -> None:
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
        for cell in row:
            assert not cell.startswith(("=", "@", "\t", "\r")), cell
            assert not cell.startswith(("+", "-")) or _number(cell), cell


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
