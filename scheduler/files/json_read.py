"""JSON, read strictly: what the parser would let pass in silence is a fault with its place."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from scheduler.errors import Fault, UnreadableFile
from scheduler.files.archive import read_bytes, unreadable
from scheduler.files.kinds import nearest, shown
from scheduler.validate.pointer import pointer

MAX_DEPTH, MOST_FAULTS = 40, 100
NESTED = (dict, list)
NO_TEXT = re.compile("[\0\ud800-\udfff]")
ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")  # how such a character comes through the parser
NULL = ("null_character", "a null character", "leave it out")
HALF = ("half_character", "half of a surrogate pair", "write the character itself")
DOCUMENTS = ("forecast", "workforce", "rate_card", "policy")
# a text that never ends is one token too: looked for again from each of its quotes, it would take for ever
TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


class Doubled(dict[str, Any]):
    """An object in which a key stands more than once."""

    keys_twice: tuple[str, ...] = ()


class Unlawful(str):
    """A number that JSON or arithmetic does not know."""


def read_json(path: Path) -> dict[str, Any]:
    """The top object of a JSON file: format and documents. Raises UnreadableFile with every fault."""
    data, faults = _parsed(path, text_of(path, read_bytes(path)))
    if not isinstance(data, dict):
        raise unreadable(
            path,
            "not_a_problem",
            "there is no JSON object",
            'begin with {"format": 1, "forecast": …}',
        )
    told = [*_top(path, data), *faults]
    if told:
        raise UnreadableFile(told)
    return data


def read_text(path: Path, text: str) -> Any:
    """Any JSON text, read strictly; `path` is what it is called. Raises UnreadableFile: the first faults."""
    data, faults = _parsed(path, text)
    if told := list(islice(faults, MOST_FAULTS)):
        raise UnreadableFile(told)
    return data


def text_of(path: Path, content: bytes) -> str:
    """UTF-8, or UTF-16 or 32 as JSON detects it; a byte order mark is taken off."""
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"not {encoding.upper()}: byte {error.start} ({content[error.start]:#04x})"
        raise unreadable(path, "bad_encoding", found, "save the file as UTF-8") from error


def _parsed(path: Path, text: str) -> tuple[Any, Iterable[Fault]]:
    """What a text says, and what is odd in it; that is looked for where something may be."""
    hooks = _Hooks()
    try:
        data = json.loads(
            text,
            object_pairs_hook=hooks.members,
            parse_constant=hooks.unlawful,
            parse_int=hooks.whole,
            parse_float=hooks.broken,
        )
    except RecursionError:
        _check_depth(path, text)
        raise
    except json.JSONDecodeError as error:
        _check_depth(path, text)
        cut_off = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        place = f"{path} line {error.lineno} column {error.colno}"
        fix = "the file is cut off: save it again" if cut_off else "correct the JSON there"
        raise UnreadableFile([Fault("malformed_json", place, error.msg, fix)]) from error
    if _levels(data) > MAX_DEPTH:
        _check_depth(path, text)
    return data, _oddities(data, ()) if hooks.odd or ESCAPED.search(text) else ()


class _Hooks:
    """What the parser asks about objects and numbers; `odd`: whether any of them is."""

    odd = False

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        self.odd, doubled = True, Doubled(pairs)
        times = Counter(name for name, _ in pairs)
        doubled.keys_twice = tuple(name for name in found if times[name] > 1)
        return doubled

    def unlawful(self, text: str) -> Unlawful:
        self.odd = True
        return Unlawful(text)

    def whole(self, digits: str) -> Any:
        return int(digits) if len(digits) <= 300 else self.unlawful(digits)

    def broken(self, digits: str) -> Any:
        return value if math.isfinite(value := float(digits)) else self.unlawful(digits)


def _levels(value: Any) -> int:
    """How deep lists and objects lie in one another."""
    levels, here = 0, _below([value])
    while here:
        levels += 1
        here = [found for each in here for found in _below(each.values() if isinstance(each, dict) else each)]
    return levels


def _below(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if isinstance(value, NESTED)]


def _check_depth(path: Path, text: str) -> None:
    depth = 0
    for token in TOKEN.finditer(text):
        mark = token[0]
        if mark in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                line = text.count("\n", 0, token.start()) + 1
                raise _too_deep(
                    path, f" line {line} column {token.start() - text.rfind(chr(10), 0, token.start())}"
                )
        elif mark in "]}":
            depth -= 1


def _too_deep(path: Path, where: str) -> UnreadableFile:
    fault = Fault(
        "too_deep", f"{path}{where}", f"more than {MAX_DEPTH} levels", "write the layout of staffmix schema"
    )
    return UnreadableFile([fault])


def _top(path: Path, data: dict[str, Any]) -> Iterator[Fault]:
    known = ("format", *DOCUMENTS)
    for name in data:
        if name not in known:
            found = f"unknown field '{shown(name)}'{nearest(name, known)}"
            yield Fault("unknown_field", f"{path}#/{name}", found, f"write one of: {', '.join(known)}")
    if not any(name in data for name in DOCUMENTS):
        yield Fault(
            "no_document", str(path), "none of the four documents", f"give one of: {', '.join(DOCUMENTS)}"
        )


def _oddities(value: Any, steps: tuple[str | int, ...]) -> Iterator[Fault]:
    """Doubled keys, numbers that are none, half characters, anywhere below."""
    if isinstance(value, Unlawful):
        found = f"{shown(str(value))} is not a finite number"
        yield Fault("not_finite", _place(steps), found, "write a number that can be computed with")
    elif isinstance(value, str):
        yield from _no_text(value, steps)
    elif isinstance(value, dict):
        for name in getattr(value, "keys_twice", ()):
            yield Fault(
                "duplicate_key", _place((*steps, name)), f"'{shown(name)}' stands there twice", "keep one"
            )
        for name, inner in value.items():
            yield from _no_text(name, (*steps, name))
            yield from _oddities(inner, (*steps, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _oddities(inner, (*steps, number))


def _no_text(text: str, steps: tuple[str | int, ...]) -> Iterator[Fault]:
    """Characters that no file, database or answer could carry."""
    odd = NO_TEXT.search(text)
    if odd:
        place = _place(steps).encode("ascii", "backslashreplace").decode()
        code, found, fix = NULL if odd[0] == "\0" else HALF
        yield Fault(code, place, found, fix)


def _place(steps: tuple[str | int, ...]) -> str:
    return pointer(steps) if steps else "#"
