"""Cells that say something of a span: `120 per month`, `10 per month; taken 2 on 2027-03-01`."""

from __future__ import annotations

import re
from typing import Any

from scheduler.files.kinds import (
    BadValue,
    Kind,
    Style,
    number_text,
    parse_number,
    read_date,
    read_number,
    shown,
)
from scheduler.files.phrases import pieces

CAP, ON_DAY = "10 per month; taken 2 on 2027-03-01", "2 on 2027-03-01"


def per_kind(field: str, *, optional_per: str | None, spans: str) -> Kind:
    """`10 per month` as {field: 10, per: month}."""

    def read(cell: Any, style: Style) -> dict[str, Any]:
        if isinstance(cell, str):
            amount, per, span = (part.strip() for part in cell.partition(" per "))
            if per:
                return {field: parse_number(amount, style), "per": span}
        if optional_per is None:
            raise BadValue(f"'{shown(cell)}' does not say per what", f"write it so: 10 per {spans}")
        return {field: read_number(cell, style), "per": optional_per}

    def write(value: dict[str, Any]) -> str:
        return f"{number_text(value[field])} per {value['per']}"

    return Kind(f"{field} per", read, write, f"10 per {optional_per or 'week'}")


def cap_kind(field: str, *, optional_per: str) -> Kind:
    """`10 per month; taken 2 on 2027-03-01` as {field: 10, per: month, taken: [{date, field: 2}]}."""
    plain = per_kind(field, optional_per=optional_per, spans="week, month, quarter or year")

    def read(cell: Any, style: Style) -> dict[str, Any]:
        first, *rest = pieces(cell) if isinstance(cell, str) else (cell,)
        taken = [_taken(piece, field, style) for piece in rest]
        cap: dict[str, Any] = plain.read(first, style)
        return cap | ({"taken": taken} if taken else {})

    def write(value: dict[str, Any]) -> str:
        taken = (f"; taken {number_text(each[field])} on {each['date']}" for each in value.get("taken", ()))
        return f"{plain.write(value)}{''.join(taken)}"

    return Kind(plain.name, read, write, plain.looks_like)


def _taken(piece: str, field: str, style: Style) -> dict[str, Any]:
    what, _, entry = piece.strip().partition(" ")
    if what != "taken":
        found = f"'{shown(piece.strip())}' does not say what is taken"
        raise BadValue(found, f"write it so: {CAP}")
    return _on_day(entry, field, style, CAP)


def on_days_kind(field: str) -> Kind:
    """`2 on 2027-03-01; 1 on 2027-03-08` as [{date, field: 2}, {date, field: 1}]."""

    def read(cell: Any, style: Style) -> list[dict[str, Any]]:
        return [_on_day(piece, field, style, ON_DAY) for piece in pieces(cell)]

    def write(value: Any) -> str:
        return "; ".join(f"{number_text(each[field])} on {each['date']}" for each in value)

    return Kind(f"{field} on days", read, write, ON_DAY)


def _on_day(piece: str, field: str, style: Style, like: str) -> dict[str, Any]:
    match = re.fullmatch(r"\s*(\S+)\s+on\s+(\S+)\s*", piece)
    if not match:
        found = f"'{shown(piece.strip())}' does not say how much on which day"
        raise BadValue(found, f"write it so: {like}")
    return {"date": read_date(match[2], style), field: parse_number(match[1], style)}


PRICE = per_kind("amount", optional_per=None, spans="hour, day, week, month or year")
HEADS_PER = cap_kind("heads", optional_per="month")
HOURS_PER = cap_kind("hours", optional_per="week")
HEADS_ON = on_days_kind("heads")
