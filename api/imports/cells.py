"""Cells of an export: days, shares of full time, amounts. What is wrong is told without the cell's text."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

ORDERS = {"d.m.y": (r"\.", "dmy"), "d/m/y": ("/", "dmy"), "m/d/y": ("/", "mdy")}
NO_DAY = ("", "0000-00-00")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
NO_END = date(4712, 12, 31)  # and what is later, such as 9999-12-31: how systems write that there is none
MOST_PAY, MOST_HOURS = 1e12, 168  # an amount; hours of a week
AMOUNT = re.compile(r"(?:([A-Z]{3})\s*)?([0-9.,' \u00a0\u202f]+?)\s*(?:([A-Z]{3}))?")


class BadCell(Exception):
    """A cell that cannot be read: (what it is not, how to write it)."""

    def __init__(self, found: str, fix: str) -> None:
        super().__init__(found)
        self.found, self.fix = found, fix


def text(cell: Any) -> str:
    """Any cell as text; whole numbers without a point, so that an id is the same in every file."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def day(cell: Any, order: str) -> date | None:
    """A date; None for an empty cell. Times of day are dropped."""
    return _possible(_day(cell, order), f"write a date from {FIRST_DAY} to {LAST_DAY}")


def end(cell: Any, order: str) -> date | None:
    """The last day; None for an empty cell, and for a day so late that it means there is none."""
    found = _day(cell, order)
    if found is not None and found >= NO_END:
        return None
    return _possible(found, f"write a date from {FIRST_DAY} to {LAST_DAY}, or leave it empty for no end")


def _possible(found: date | None, fix: str) -> date | None:
    if found is not None and not FIRST_DAY <= found <= LAST_DAY:
        raise BadCell("not a date that can be", fix)
    return found


def _day(cell: Any, order: str) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    given = text(cell)
    if given in NO_DAY:
        return None
    try:
        if order == "iso":
            return date.fromisoformat(re.split(r"[T ]", given)[0])
        separator, names = ORDERS[order]
        parts = dict(zip(names, (int(part) for part in re.split(separator, given)), strict=True))
        if parts["y"] < 1000:
            raise ValueError
        return date(parts["y"], parts["m"], parts["d"])
    except (ValueError, OverflowError):
        how = "2027-01-04" if order == "iso" else f"{order} with four digits of the year"
        raise BadCell("not a date", f"write it as {how}") from None


def number(cell: Any, decimal: str) -> float | None:
    """A number; None for an empty cell."""
    if isinstance(cell, bool | date):
        raise BadCell("not a number", "write a number")
    if isinstance(cell, int | float):
        found = float(cell)
    else:
        given = text(cell)
        if given == "":
            return None
        found = _plain(given, decimal)
    if not math.isfinite(found) or found < 0:
        raise BadCell("not a number that can be", "write a number from 0 on")
    return found


def share(cell: Any, decimal: str) -> float | None:
    """A share of full time: 0.8 or 80 %; None for an empty cell."""
    percent = isinstance(cell, str) and cell.strip().endswith("%")
    found = number(cell.strip().rstrip("%") if percent else cell, decimal)
    if found is None:
        return None
    found = found / 100 if percent else found
    if found > 1.5:
        raise BadCell("more than full time", "write a share such as 0.8, or 80 %")
    return found


def hours(cell: Any, decimal: str) -> float | None:
    """Hours of a week; None for an empty cell."""
    found = number(cell, decimal)
    if found is not None and found > MOST_HOURS:
        raise BadCell("more hours than a week has", f"write at most {MOST_HOURS}")
    return found


def amount(cell: Any, decimal: str) -> tuple[float | None, str | None]:
    """An amount and its currency, when the cell names it: 31000.00 GBP, or {value, currency}."""
    found, currency = _amount(cell, decimal)
    if found is not None and found > MOST_PAY:
        raise BadCell("more than can be paid", f"write at most {MOST_PAY:,.0f}")
    return found, currency


def _amount(cell: Any, decimal: str) -> tuple[float | None, str | None]:
    if isinstance(cell, dict):
        currency = text(cell.get("currency"))
        return number(cell.get("value"), decimal), currency or None
    if isinstance(cell, str) and cell.strip():
        found = AMOUNT.fullmatch(cell.strip())
        if found is None or (found[1] and found[3]):
            raise BadCell("not an amount", "write a number, with the currency's three letters or without")
        return number(found[2].strip(), decimal), found[1] or found[3]
    return number(cell, decimal), None


def _plain(given: str, decimal: str) -> float:
    """Thousands may be grouped, by anything but the decimal mark."""
    groups = r"[,' \u00a0\u202f]" if decimal == "." else r"[.' \u00a0\u202f]"
    mark = re.escape(decimal)
    if re.fullmatch(rf"\d{{1,3}}({groups}\d{{3}})+({mark}\d+)?", given, re.ASCII):
        given = re.sub(groups, "", given)
    if not re.fullmatch(rf"\d+({mark}\d+)?", given, re.ASCII):
        raise BadCell("not a number", f"write a number such as 1250{decimal}5")
    return float(given.replace(decimal, "."))
