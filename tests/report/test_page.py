"""The page as a browser gets it: one file, nothing from elsewhere, names as text."""

import re
from html.parser import HTMLParser

import pytest

from scheduler.explain.alternative import Alternative
from scheduler.report import summarise
from scheduler.report.bars import timeline_bars
from scheduler.report.page.write import page
from scheduler.report.palette import Palette
from scheduler.report.pictures.money import waterfall_steps
from scheduler.report.pictures.rates import furthest
from scheduler.report.suppliers import WASTED, TrueCost
from tests.report.example import problem, renamed, result

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Reader(HTMLParser):
    """Collects tags, attributes and text; complains about tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert not reader.open
    return reader


@pytest.fixture(scope="module")
def html() -> str:
    other = Alternative("no contractors", 70000.0, 60000.0, 10000.0, 112.0)
    return page(summarise(problem(), result(), [other]))


def test_the_page_asks_nobody_for_anything(html: str) -> None:
    found = read(html)
    assert not {"script", "link", "iframe", "img", "object", "embed", "base", "form"} & set(found.tags)
    links = [value for name, value in found.attributes if name in ("href", "src", "srcset", "action")]
    assert links
    assert all(value and value.startswith("#") for value in links)
    assert not re.search(r"https?://|//\w|@import|url\((?!#)", html)
    assert "default-src 'none'" in html


def test_references_inside_the_page_are_unique_and_lead_somewhere(html: str) -> None:
    ids = [value for name, value in read(html).attributes if name == "id"]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'(?:href="|url\()#([^")]+)', html))
    assert used <= set(ids)


def test_names_are_text(html: str) -> None:
    bad = "<img src=x onerror=alert(1)>"
    names = {
        "Budget": bad,
        "budget phone": "</title><script>",
        "phone team": "a\"b'c&amp;",
        "calls": "$x_1$ \x1b[31m",
    }
    given, outcome = renamed(names)
    found = read(page(summarise(given, outcome)))
    assert set(found.tags) == set(read(html).tags)
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    words = " ".join(found.text)
    assert bad in words
    assert "a\"b'c&amp;" in words
    assert "\x1b" not in words


def test_everything_a_planner_asks_is_there(html: str) -> None:
    headings = re.findall(r"<h2 [^>]*>(.*?)</h2>", html)
    assert headings == [
        "Instead",
        "Decide next",
        "Capacity against demand",
        "Hires and contracts on a timeline",
        "Costs",
        "What an hour really costs",
        "Not used, and why",
        "Check",
    ]
    pictures = [label for name, label in read(html).attributes if name == "aria-label"]
    assert len(pictures) == 5


def test_the_same_plan_gives_the_same_page(html: str) -> None:
    other = Alternative("no contractors", 70000.0, 60000.0, 10000.0, 112.0)
    assert page(summarise(problem(), result(), [other])) == html


def test_the_waterfall_ends_at_the_cost() -> None:
    # of 4,800 for contract heads, 20 × 168 h were delivered, 1,440 paid for hours that deliver nothing
    steps = {step.label: step.amount for step in waterfall_steps(summarise(problem(), result()))}
    assert steps["contract: hours that deliver"] == pytest.approx(3360)
    assert steps["contract: paid hours that deliver nothing"] == pytest.approx(1440)
    assert sum(steps.values()) == pytest.approx(59760)


def test_labels_of_rates_stand_past_all_bars() -> None:
    """A supplier faster than paid for costs less an hour than quoted: 20 + 1 − 4 ends at 21."""
    parts = {"quoted rate": 20.0, "overheads": 1.0, WASTED: -4.0}
    assert furthest(TrueCost("fast", "Budget", 100.0, 20.0, 17.0, parts)) == 21
    parts = {"quoted rate": 20.0, "overheads": 1.0, WASTED: 4.0}
    assert furthest(TrueCost("slow", "Budget", 100.0, 20.0, 25.0, parts)) == 25


def test_the_timeline_has_a_bar_for_every_action() -> None:
    bars = timeline_bars(summarise(problem(), result()))
    assert [(bar.label, bar.text, str(bar.start), str(bar.end), bar.open_end) for bar in bars] == [
        ("phone team", "hire 1", "2027-04-05", "2027-05-10", True),
        ("budget phone (Budget)", "contract 2", "2027-04-12", "2027-05-03", False),
    ]


def test_suppliers_keep_their_colour_and_differ_in_pattern_too() -> None:
    palette = summarise(problem(), result()).palette
    styles = [palette.style(name) for name in ("own", "overtime", "short", "Budget", "Prime", "Late")]
    assert len({style.colour for style in styles}) == len(styles)
    assert len({style.hatch for style in styles}) == len(styles)
    assert Palette(("Budget", "Prime")).style("Prime") == palette.style("Prime")


def test_letters_no_font_has_draw_without_a_word() -> None:
    given, outcome = renamed({"phone team": "電話 🎧 הטלפון"})
    assert "電話 🎧" in page(summarise(given, outcome))
