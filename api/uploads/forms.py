"""The forms a document may come in, by `Content-Type`."""

from __future__ import annotations

from enum import StrEnum

from api.errors import ApiError, ErrorItem, cut


class Form(StrEnum):
    """A form, and what a file of it is called in places: `workbook.xlsx Teams`."""

    JSON = "body.json"
    WORKBOOK = "workbook.xlsx"
    ARCHIVE = "archive.zip"
    TABLE = "actuals.csv"
    EXPORT = "export"  # of an HR system: CSV or a workbook, read as a table and by a mapping


JSON, WORKBOOK, ARCHIVE = (
    "application/json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/zip",
)
ACTUALS, PROBLEM = "actuals", "problem.json"  # what happened since a plan, and the file that says whose it is
TABLES = "tables of "  # before a document's kind: its sheets as they stand in a file, with faults and all
CSV, EXPORT = "text/csv", "export"  # what an HR system's export may come as; the kind it is read as
MERGE_PATCH = "application/merge-patch+json"
FORMS = {
    JSON: Form.JSON,
    WORKBOOK: Form.WORKBOOK,
    ARCHIVE: Form.ARCHIVE,
    "application/x-zip-compressed": Form.ARCHIVE,  # what browsers on Windows call it
}
FIXES = {
    "text/csv": f"zip the CSV files, each named as its sheet, and send them as {ARCHIVE}",
    "application/vnd.ms-excel": f"save it as .xlsx and send it as {WORKBOOK}",
    "application/vnd.ms-excel.sheet.macroenabled.12": f"save it as .xlsx, without macros, as {WORKBOOK}",
}


def form_of(content_type: str | None) -> Form:
    """The form of a body; without a `Content-Type` it is JSON. 415 for what is not read here."""
    kind = media_type(content_type) or JSON
    if kind not in FORMS:
        raise unsupported(kind, FIXES.get(kind, f"send one of: {JSON}, {WORKBOOK}, {ARCHIVE}"))
    return FORMS[kind]


def table_form_of(content_type: str | None) -> Form:
    """The form of a table of actuals: JSON, a workbook, or CSV; 415 for what is not read here."""
    kind = media_type(content_type) or JSON
    forms = {JSON: Form.JSON, WORKBOOK: Form.WORKBOOK, CSV: Form.TABLE}
    if kind not in forms:
        raise unsupported(kind, f"send one of: {', '.join(forms)}")
    return forms[kind]


def require_patch(content_type: str | None) -> None:
    """A merge patch comes as one, or as plain JSON; 415 otherwise."""
    kind = media_type(content_type)
    if kind not in (None, MERGE_PATCH, JSON):
        raise unsupported(kind, f"send a merge patch (RFC 7396) as {MERGE_PATCH}")


def media_type(content_type: str | None) -> str | None:
    """`text/csv` of `Text/CSV; charset=utf-8`."""
    return (content_type or "").partition(";")[0].strip().lower() or None


def unsupported(kind: str, fix: str) -> ApiError:
    """415: a body of this type is not read."""
    item = ErrorItem(
        code="unsupported_file", place="header Content-Type", found=cut(f"a body of type '{kind}'"), fix=fix
    )
    return ApiError(415, "unsupported_file", f"{item.found}: {fix}.", errors=[item])
