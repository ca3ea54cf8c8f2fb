"""Kinds of cells: how a value of the problem is written in a cell and read back, exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
LONGEST_NAME = 200  # what is longer is no slip of a name, and comparing it would take long


class BadValue(Exception):
    """A cell that cannot be read: what is wrong, and how to mend it."""

    def __init__(self, found: str, fix: str, code: str = "bad_cell") -> None:
        super().__init__(found)
        self.found, self.fix, self.code = found, fix, code


@dataclass(frozen=True)
class Style:
    """How a file writes numbers: as text (CSV) or as numbers, and with which decimal mark.

    `doubtful`: nothing in the file tells whether 32.000 or 32,000 is a number of thousands.
    """

    text_numbers: bool = False
    decimal: str = "."
    doubtful: bool = False


WORKBOOK = Style()
EITHER_WAY = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")
"""Thousands, or three decimals."""


@dataclass(frozen=True)
class Kind:
    """`read` turns a cell into a JSON value, `write` a value of the problem into a cell."""

    name: str
    read: Callable[[Any, Style], Any]
    write: Callable[[Any], Any]
    looks_like: str
    options: tuple[str, ...] = ()


def shown(value: Any) -> str:
    """A cell's content in words, cut at 64 characters."""
    text = value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        text = str(int(value))
    return text if len(text) <= 64 else text[:63] + "…"


def nearest(name: str, names: Any) -> str:
    """`, did you mean …?` or nothing."""
    if len(name) > LONGEST_NAME:
        return ""
    folded = {str(known).casefold(): str(known) for known in names}
    close = get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.5)
    return f"; did you mean {folded[close[0]]}?" if close else ""


def digits_of(text: str, style: Style) -> str:
    """A number in text with a decimal point; raises BadValue when there is any doubt."""
    plain = text.strip()
    if style.doubtful and (match := EITHER_WAY.fullmatch(plain)):
        raise either_way(plain, match[1])
    if style.decimal == ",":
        if "." in plain:
            raise BadValue(
                f"'{shown(text)}' has a point where the file has decimal commas",
                plain_number(plain, ",") or "write numbers without thousands separators",
            )
        plain = plain.replace(",", ".")
    if not NUMBER.fullmatch(plain):
        raise not_a_number(text)
    return plain


def either_way(plain: str, mark: str) -> BadValue:
    """Thousands or decimals: one digit more, or none of the marks, and nobody has to ask."""
    word = "comma" if mark == "," else "point"
    return BadValue(
        f"'{plain}' can be read in two ways",
        f"write {plain.replace(mark, '')}, or {plain}0 if the {word} is a decimal mark",
    )


def not_a_number(text: str) -> BadValue:
    fix = plain_number(text.strip(), ".") or "write a plain number such as 1250.5"
    return BadValue(f"'{shown(text)}' is not a number", fix)


def plain_number(text: str, decimal: str) -> str | None:
    """How to write a number whose thousands are grouped, or whose decimal mark is the other one."""
    other = "," if decimal == "." else "."
    if re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}(\{other}\d{{3}})+(\{decimal}\d+)?", text, re.ASCII):
        plain = f"write {text.replace(other, '')}"
        doubtful = text.count(other) == 1 and decimal not in text
        mark = "comma" if other == "," else "point"
        again = text.replace(other, decimal)
        return f"{plain}, or {again} if the {mark} is a decimal mark" if doubtful else plain
    if re.fullmatch(rf"[+-]?\d+\{other}\d+", text, re.ASCII):
        return f"write {text.replace(other, decimal)}"
    return None


def parse_number(text: str, style: Style) -> float | int:
    """A number in text."""
    return tidy(float(digits_of(text, style)), text)


def tidy(number: float, text: Any) -> float | int:
    """Whole numbers as int, so that both kinds of fields take them."""
    if number != number or number in (float("inf"), float("-inf")):
        raise BadValue(f"'{shown(text)}' is not a finite number", "write a number that can be computed with")
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def number_text(number: float) -> str:
    """The shortest text that reads back as the same number."""
    if float(number).is_integer() and abs(number) < 2**53:
        return str(int(number))
    return repr(float(number))


def read_number(cell: Any, style: Style) -> float | int:
    if isinstance(cell, bool | date):
        raise BadValue(f"'{shown(cell)}' is not a number", "write a number")
    if isinstance(cell, int | float):
        return tidy(float(cell), cell)
    if style.text_numbers:
        return parse_number(cell, style)
    if NUMBER.fullmatch(cell.strip()):
        raise BadValue(
            f"the number {shown(cell)} is stored as text",
            "turn the cell into a number (Data, Text to columns)",
        )
    raise not_a_number(cell)


def parse_percent(text: str, style: Style) -> float | int:
    """`24 %` as 0.24, exactly the number whose hundredfold was written."""
    digits = digits_of(text.replace("%", ""), style)
    return tidy(float(Decimal(digits).scaleb(-2)), text)


def percent_text(share: float) -> str:
    """24 for 0.24, so that reading it back as a percentage gives the same number."""
    number = Decimal(repr(float(share))).scaleb(2)
    text = format(number.normalize(), "f")
    return text if len(text) < 30 else str(number)


def read_share(cell: Any, style: Style) -> float | int:
    if isinstance(cell, str) and cell.strip().endswith("%"):
        return parse_percent(cell, style)
    return read_number(cell, style)


def read_text(cell: Any, _: Style) -> str:
    if isinstance(cell, bool | date):
        raise BadValue(f"'{shown(cell)}' is not text", "format the cell as text and write the name again")
    if isinstance(cell, int | float):
        return number_text(cell)
    return str(cell)


def read_date(cell: Any, _: Style) -> str:
    if isinstance(cell, datetime):
        if cell.time() != datetime.min.time():
            raise BadValue(f"'{shown(cell)}' has a time of day", "write the date alone")
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    try:
        if isinstance(cell, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell.strip()):
            return date.fromisoformat(cell.strip()).isoformat()
    except ValueError as error:
        raise BadValue(
            f"'{shown(cell)}' is not a date that exists", "write a date such as 2027-01-04"
        ) from error
    raise BadValue(f"'{shown(cell)}' is not a date", _iso_fix(str(cell).strip()))


def _iso_fix(text: str) -> str:
    """The date in ISO; both when day and month may be either way round."""
    match = re.fullmatch(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})", text, re.ASCII)
    if not match:
        return "write a date such as 2027-01-04"
    first, middle, last = (int(match[group]) for group in (1, 3, 4))
    orders = [(first, middle, last)] if len(match[1]) == 4 else []
    if len(match[4]) == 4 and len(match[1]) <= 2:
        orders = [(last, middle, first), (last, first, middle)]
    found = [day for order in dict.fromkeys(orders) if (day := _day(*order))]
    if not found:
        return "write a date such as 2027-01-04"
    return f"write {' or '.join(found)}" + (", whichever is meant" if len(found) > 1 else "")


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_duration(cell: Any, _: Style) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == 0:
        return "0d"
    text = str(cell).strip().replace(" ", "").lower()
    if text == "0":
        return "0d"
    if not re.fullmatch(r"(0|[1-9]\d{0,4})[dwmy]", text):
        raise BadValue(
            f"'{shown(cell)}' is not a duration",
            "write a whole number of days, weeks, months or years: 30d, 10w, 3m, 1y",
        )
    return text


def read_truth(cell: Any, _: Style) -> bool:
    known = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
    text = number_text(cell) if isinstance(cell, float) else str(cell).strip().lower()
    if text not in known:
        raise BadValue(f"'{shown(cell)}' is neither yes nor no", "write yes or no")
    return known[text]


def word(**meanings: str) -> Kind:
    """One of a few words; underscores in the names stand for blanks."""
    return words({name.replace("_", " "): value for name, value in meanings.items()})


def words(meanings: Mapping[str, Any]) -> Kind:
    """One of a few words, each with the value it stands for."""
    labels = {value: label for label, value in meanings.items()}

    def read(cell: Any, _: Style) -> Any:
        text = " ".join(str(cell).replace("_", " ").split()).casefold()
        for label, value in meanings.items():
            if text in (label.casefold(), str(value).replace("_", " ")):
                return value
        raise BadValue(
            f"'{shown(cell)}' is not known here",
            f"write one of: {', '.join(meanings)}{nearest(text, meanings)}",
        )

    return Kind("word", read, lambda value: labels[value], next(iter(meanings)), tuple(meanings))


def number_or(*others: str) -> Kind:
    """A number or one of these words."""

    def read(cell: Any, style: Style) -> Any:
        if isinstance(cell, str) and cell.strip().lower() in others:
            return cell.strip().lower()
        return read_number(cell, style)

    return Kind("number or word", read, lambda value: value, f"a number, {' or '.join(others)}")


NUMBERS = Kind("number", read_number, lambda value: value, "1250.5")
WHOLE = Kind("whole number", read_number, lambda value: value, "12")
MONEY = Kind("money", read_number, lambda value: value, "1250.50")
SHARE = Kind("share", read_share, lambda value: value, "24 %")
TEXT = Kind("text", read_text, str, "a name")
DATE = Kind("date", read_date, lambda value: value, "2027-01-04")
DURATION = Kind("duration", read_duration, str, "10w")
TRUTH = Kind("yes or no", read_truth, lambda value: "yes" if value else "no", "yes", ("yes", "no"))
