"""Cells that say several things: `phone 1; chat 0.9`, `10 per month`, `50/75/100 % by month`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from scheduler.files.kinds import (
    NUMBER,
    BadValue,
    Kind,
    Style,
    number_text,
    parse_number,
    parse_percent,
    percent_text,
    read_number,
    shown,
)

PIECE = re.compile(r'(?:"(?:[^"]|"")*"|[^;"])+')
QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(.*)', re.DOTALL)
NOTHING = "none"
RUN_ON = re.compile(r",\s*[^\d\s]")


def pieces(cell: Any) -> Iterator[str]:
    """What stands between semicolons; quoted names may hold semicolons."""
    text = str(cell)
    if text.count('"') % 2:
        raise BadValue(f"'{shown(text)}' has a quotation mark too few", 'close the name with "')
    for piece in PIECE.findall(text):
        if piece.strip():
            yield piece


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def name_text(name: str, *, before_number: bool = False) -> str:
    """A name as it stands in a list: quoted when it could be misread."""
    last = name.split(" ")[-1]
    odd = name != name.strip() or name.lower() == NOTHING or any(mark in name for mark in ',;"\n\r\t')
    return quoted(name) if odd or (before_number and NUMBER.fullmatch(last)) else name


def unquote(piece: str) -> tuple[str, str] | None:
    """(name, what follows) of a piece that begins with a quoted name."""
    match = QUOTED.fullmatch(piece)
    return (match[1].replace('""', '"'), match[2].strip()) if match else None


def split_name(piece: str) -> tuple[str, str]:
    """(name, number) of `chat 0.9`; the number is empty when there is none."""
    if found := unquote(piece):
        return found
    head, _, tail = piece.strip().rpartition(" ")
    return (head.strip(), tail) if head and re.match(r"[+-]?[\d.,]", tail) else (piece.strip(), "")


def refuse_commas(piece: str, unquoted: str) -> None:
    """A comma outside quotation marks may part two names, or be part of one: which, nobody can say."""
    if "," in unquoted:
        raise BadValue(
            f"'{shown(piece.strip())}' has a comma",
            'separate by ; or put a name that has a comma in quotation marks: "a, b" 1',
        )


def read_names(cell: Any, _: Style) -> list[str]:
    if isinstance(cell, int | float):
        return [number_text(cell)]
    if str(cell).strip() == NOTHING:
        return []
    names = []
    for piece in pieces(cell):
        found = unquote(piece)
        name, rest = found or (piece.strip(), "")
        refuse_commas(piece, rest if found else name)
        if rest:
            raise BadValue(f"'{shown(piece)}' has text after a quoted name", "separate names with ;")
        names.append(name)
    return names


def write_supervision(hours: Any) -> Any:
    return write_named(hours) if isinstance(hours, dict) else hours


def write_names(names: Any) -> str:
    return "; ".join(name_text(name) for name in names) if names else NOTHING


def named_reader(missing: float | None) -> Callable[[Any, Style], dict[str, float]]:
    def read(cell: Any, style: Style) -> dict[str, float]:
        if isinstance(cell, int | float):
            raise BadValue(f"'{shown(cell)}' has no name", "write names with numbers: phone 1; chat 0.9")
        if str(cell).strip() == NOTHING:
            return {}
        found: dict[str, float] = {}
        for piece in pieces(cell):
            name, number = split_name(piece)
            refuse_commas(piece, ("" if unquote(piece) else name) + "".join(RUN_ON.findall(number)))
            if not number and missing is None:
                raise BadValue(
                    f"'{shown(piece)}' has no number", "write names with numbers: phone 1; chat 0.9"
                )
            if name in found:
                raise BadValue(f"'{shown(name)}' stands there twice", "name each once")
            found[name] = parse_number(number, style) if number else missing or 0
        return found

    return read


def write_named(values: dict[str, float]) -> str:
    items = (f"{name_text(name, before_number=True)} {number_text(value)}" for name, value in values.items())
    return "; ".join(items) if values else NOTHING


def supervision_reader(cell: Any, style: Style) -> Any:
    """Hours by skill, or one number: of the offer's first skill."""
    if isinstance(cell, int | float) or (
        style.text_numbers and NUMBER.fullmatch(cell.strip().replace(",", "."))
    ):
        return read_number(cell, style)
    return NAMED.read(cell, style)


def read_ages(cell: Any, style: Style) -> dict[str, Any]:
    match = re.fullmatch(r"\s*(.+?)\s*%\s*(?:by\s+(\w+))?\s*", cell) if isinstance(cell, str) else None
    if not match:
        raise BadValue(f"'{shown(cell)}' is no table by time", "write it so: 50/75/100 % by month")
    values = [parse_percent(part, style) for part in match[1].replace("%", "").split("/")]
    return {"step": match[2] or "month", "values": values}


def write_ages(table: dict[str, Any]) -> str:
    return f"{'/'.join(percent_text(value) for value in table['values'])} % by {table['step']}"


BASES = {"start": "per start", "productive_hour": "per productive hour", "rate": "of rate"}
OVERHEAD = re.compile(
    r"\s*(?P<amount>[+-]?[\d.,][\d.,eE+-]*)\s*(?P<percent>%?)"
    r"\s*(?:per (?P<head>head)|per (?P<start>start)|per (?P<productive_hour>productive hour)"
    r"|of (?P<rate>rate))?"
    r"\s*(?:and (?P<per>\w+))?\s*"
)


def read_overheads(cell: Any, style: Style) -> list[dict[str, Any]]:
    return [_overhead(piece, style) for piece in pieces(cell)]


def _overhead(piece: str, style: Style) -> dict[str, Any]:
    name, tail = unquote(piece) or _before_number(piece)
    match = OVERHEAD.fullmatch(tail)
    if not match or not name:
        raise BadValue(
            f"'{shown(piece)}' is no overhead",
            "write it so: seat 120 per head and month; badge 40 per start; fee 5 % of rate",
        )
    read = parse_percent if match["percent"] else parse_number
    basis = next((name for name in BASES if match[name]), "head")
    entry = {"name": name, "amount": read(match["amount"], style), "basis": basis}
    return entry | ({"per": match["per"]} if match["per"] else {})


def _before_number(piece: str) -> tuple[str, str]:
    match = re.match(r"\s*(.*?)\s+([+-]?[\d.,].*)", piece, re.DOTALL)
    return (match[1], match[2]) if match else (piece, "")


def write_overheads(overheads: Any) -> str:
    return "; ".join(_overhead_text(entry) for entry in overheads)


def _overhead_text(entry: dict[str, Any]) -> str:
    words = re.split(r"\s", entry["name"])
    name = (
        entry["name"] if not any(re.match(r"[+-]?[\d.,]", word) for word in words) else quoted(entry["name"])
    )
    name = name_text(name) if name is entry["name"] else name
    if entry["basis"] == "rate":
        text = f"{name} {percent_text(entry['amount'])} % of rate"
    else:
        text = f"{name} {number_text(entry['amount'])} {BASES.get(entry['basis'], 'per head')}"
    return text if entry["basis"] != "head" and entry["per"] == "month" else f"{text} and {entry['per']}"


def read_bands(cell: Any, style: Style) -> list[dict[str, Any]]:
    bands = []
    for piece in pieces(cell):
        match = re.fullmatch(r"\s*above\s+(\S+?)\s*:\s*(\S+)\s*", piece)
        if not match:
            raise BadValue(f"'{shown(piece)}' is no band", "write it so: above 20: 29.5; above 40: 28")
        bands.append({"above": parse_number(match[1], style), "rate": parse_number(match[2], style)})
    return bands


def write_bands(bands: Any) -> str:
    return "; ".join(f"above {number_text(band['above'])}: {number_text(band['rate'])}" for band in bands)


def read_name_or_all(cell: Any, _: Style) -> str | None:
    if isinstance(cell, int | float):
        return number_text(cell)
    found = unquote(cell)
    return found[0] if found and not found[1] else None if str(cell).strip() == "all" else str(cell)


def write_name_or_all(name: str) -> str:
    return quoted(name) if name.strip() == "all" or unquote(name) else name


def read_by_age(cell: Any, style: Style) -> Any:
    """One number, or several: 40; 12."""
    if not isinstance(cell, str) or ";" not in cell:
        return read_number(cell, style)
    parts = [part.strip() for part in cell.strip().removesuffix(";").split(";")]
    if parts == [""]:
        return []
    if not all(parts):
        raise BadValue(f"'{shown(cell)}' has an empty place", "write 0 where nothing waits: 0; 12")
    return [parse_number(part, style) for part in parts]


def write_by_age(hours: Any) -> Any:
    if not isinstance(hours, tuple | list):
        return hours
    return "; ".join(number_text(each) for each in hours) + (";" if len(hours) < 2 else "")


def read_done(cell: Any, style: Style) -> dict[str, float]:
    theirs, of, every = str(cell).partition(" of ")
    if not of:
        raise BadValue(f"'{shown(cell)}' does not say of how many hours", "write it so: 75 of 125")
    return {"theirs": parse_number(theirs.strip(), style), "all": parse_number(every.strip(), style)}


def write_done(done: dict[str, float]) -> str:
    return f"{number_text(done['theirs'])} of {number_text(done['all'])}"


DONE = Kind("hours of hours", read_done, write_done, "75 of 125")
BY_AGE = Kind("number, or numbers by age", read_by_age, write_by_age, "40; 12")
NAMES = Kind("names", read_names, write_names, "customer; payments")
NAMED = Kind("names with numbers", named_reader(None), write_named, "phone 1; chat 0.9")
SKILLS = Kind("skills", named_reader(1), write_named, "phone 1; chat 0.9")
SUPERVISION = Kind("hours by skill", supervision_reader, write_supervision, "1, or phone 1; chat 0.5")
AGES = Kind("table by time", read_ages, write_ages, "50/75/100 % by month")
OVERHEADS = Kind("overheads", read_overheads, write_overheads, "seat 120 per head and month; fee 5 % of rate")
BANDS = Kind("bands", read_bands, write_bands, "above 20: 29.5; above 40: 28")
NAME_OR_ALL = Kind("name or all", read_name_or_all, write_name_or_all, "all")
