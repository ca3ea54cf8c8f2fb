"""Documents as tables of text on the wire: what is edited cell by cell."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.errors import ErrorItem
from api.schemas.documents import Noted

MOST_TABLES, MOST_COLUMNS, MOST_ROWS, LONGEST = 20, 2_000, 20_000, 20_000
Text = Annotated[str, Field(max_length=LONGEST)]
CellRow = Annotated[list[Text], Field(max_length=MOST_COLUMNS)]


class Table(BaseModel):
    """A sheet as in the workbook: the headers of its columns, and rows of text."""

    model_config = ConfigDict(extra="forbid")

    sheet: str = Field(min_length=1, max_length=40, examples=["Demand"])
    columns: CellRow
    rows: Annotated[list[CellRow], Field(max_length=MOST_ROWS)]


class Tables(BaseModel):
    """The sheets of one document. A sheet that is left out has no rows."""

    model_config = ConfigDict(extra="forbid")

    tables: Annotated[list[Table], Field(max_length=MOST_TABLES)]


class CellFault(ErrorItem):
    """A fault and its cell: `row` counts from 0, -1 are the headers; null where it is of no one cell."""

    sheet: str | None = None
    row: int | None = None
    column: int | None = None


class CellNote(Noted):
    """What is odd, and its cell."""

    sheet: str | None = None
    row: int | None = None
    column: int | None = None


class TablesJudgement(BaseModel):
    """What tables say as a document, or what is wrong with them; nothing is stored."""

    valid: bool
    content: dict[str, Any] | None = Field(
        description="the document, ready to be put; null while there are faults"
    )
    count: int = Field(description="how many faults there are; at most 100 are told")
    faults: list[CellFault]
    warnings: list[CellNote]
    periods: list[str] = Field(description="of a forecast: the first days that its calendar asks for")


class DocumentTables(TablesJudgement):
    """A document as tables, and what is to be said of it."""

    tables: list[Table]
