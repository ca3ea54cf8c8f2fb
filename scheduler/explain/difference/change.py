"""One thing that differs between two inputs."""

from __future__ import annotations

from datetime import date
from typing import Literal

from scheduler.problem.base import Model

Told = float | int | bool | str | None
Document = Literal["forecast", "workforce", "rate_card", "policy"]
DOCUMENTS: tuple[Document, ...] = ("forecast", "workforce", "rate_card", "policy")


class DocumentChange(Model):
    """A field, or a whole row, that is other than it was.

    `table` and `key` are empty for a document's own fields, `field` (as "hire.lead") for a row that came or
    went. `before`, `after`: the values, a list as text; of a demand, the sums over the periods of both.
    `since` (included), `until` (excluded): when it differs, None without that end. `share`: by which share
    of what it was a number is larger.
    """

    document: Document
    table: str = ""
    key: str = ""
    field: str = ""
    kind: Literal["added", "removed", "changed"] = "changed"
    before: Told = None
    after: Told = None
    since: date | None = None
    until: date | None = None
    share: float | None = None
    text: str
