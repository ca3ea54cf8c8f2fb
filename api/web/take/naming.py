"""Names of files that say which plan they hold: `support 2026-11-22 plan.xlsx`."""

from __future__ import annotations

import unicodedata
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode

from api.schemas.plans import PlanState

AS = "as"  # the parameter of a link that names its file
KEPT = " .,_()&+-"
LONGEST = 120  # letters
OTHERS = {"alternative": "alternative", "replan": "replanned", "variant": "variant"}


def file_name(state: PlanState, what: str, suffix: str) -> str:
    """Series, what the plan is beside another, the day it was found, what the file holds."""
    words = [state.series, _beside(state), _day(state).isoformat(), what]
    return f"{safe(' '.join(word for word in words if word))}.{suffix}"


def safe(text: str) -> str:
    """Letters, digits and what every system takes in the name of a file; `file` where nothing is left."""
    kept = "".join(
        each if each.isalnum() or each in KEPT else "-" for each in unicodedata.normalize("NFC", text)
    )
    return " ".join(kept.split())[:LONGEST].strip(" .,-+") or "file"


def link(path: str, name: str, **query: str) -> str:
    """Where a plain link gets what the API has at `path` (`/v1/…`), as a file of that name."""
    return f"/take/{path.removeprefix('/v1/')}?{urlencode({**query, AS: name}, quote_via=quote)}"


def named(query: bytes) -> tuple[bytes, str | None]:
    """(what the API is asked for, the name its answer gets); None where none is wished for."""
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    wishes = [value for name, value in pairs if name == AS and value]
    if not wishes:
        return query, None
    rest = urlencode([pair for pair in pairs if pair[0] != AS]).encode("ascii")
    stem, _, suffix = wishes[-1].rpartition(".")
    return rest, f"{safe(stem)}.{safe(suffix)}" if stem else safe(suffix)


def disposition(name: str) -> str:
    """The header of a file of that name, for browsers of any age."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip() or "file"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _beside(state: PlanState) -> str:
    if state.beside is None:
        return ""
    return state.beside.name or state.beside.character or OTHERS.get(state.beside.relation, "")


def _day(state: PlanState) -> date:
    return (state.finished or state.created).date()
