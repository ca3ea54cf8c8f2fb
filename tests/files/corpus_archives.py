"""Files that are not what their names say: (name, writer, what the place must say)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.files.plain import changed, document, write_book, write_folder, write_json

Writer = Callable[[Path], list[Path]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def raw(name: str, content: bytes) -> Writer:
    def write(folder: Path) -> list[Path]:
        (folder / name).write_bytes(content)
        return [folder / name]

    return write


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def archive(parts: Callable[[], dict[str, bytes]]) -> Writer:
    """An archive named as a workbook; large ones are made when they are written."""

    def write(folder: Path) -> list[Path]:
        return raw("problem.xlsx", zipped(parts()))(folder)

    return write


def parts_of(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(write_book(folder / "sound.xlsx", changed())[0]) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(change: Callable[[dict[str, bytes]], object]) -> Writer:
    """A workbook with a change of its parts."""

    def write(folder: Path) -> list[Path]:
        parts = parts_of(folder)
        change(parts)
        return raw("problem.xlsx", zipped(parts))(folder)

    return write


def half_a_book(folder: Path) -> list[Path]:
    path = write_book(folder / "problem.xlsx", changed())[0]
    path.write_bytes(path.read_bytes()[:2000])
    return [path]


def flipped_byte(folder: Path) -> list[Path]:
    """One byte of a stored part differs from its checksum."""
    parts = parts_of(folder)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    content = out.getvalue()
    spot = content.index(b"<sheetData>") + 20
    return raw("problem.xlsx", content[:spot] + b"~" + content[spot + 1 :])(folder)


def far_cell(parts: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet1.xml"
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[name] = parts[name].replace(b"</sheetData>", row)


def entity(parts: dict[str, bytes]) -> None:
    name = "xl/worksheets/sheet1.xml"
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    parts[name] = parts[name].replace(b"<worksheet", doctype, 1)


def many_files(names: list[str]) -> Writer:
    """Several files that say the same."""

    def write(folder: Path) -> list[Path]:
        paths: list[Path] = []
        for name in names:
            if name.endswith(".json"):
                paths += write_json(folder / name, document())
            else:
                paths += write_book(folder / name, changed())
        return paths

    return write


def open_quote(folder: Path) -> list[Path]:
    paths = write_folder(folder / "problem", changed())
    (paths[0] / "teams.csv").write_text('Name,Heads,Skills\r\n"Phone,3,phone 1\r\n', encoding="utf-8")
    return paths


def csv_bytes(content: bytes) -> Writer:
    def write(folder: Path) -> list[Path]:
        paths = write_folder(folder / "problem", changed())
        (paths[0] / "teams.csv").write_bytes(content)
        return paths

    return write


def doubtful_point(folder: Path) -> list[Path]:
    """A point in a file with decimal commas: 2.500 may be 2500."""
    paths = write_folder(folder / "problem", changed(), separator=";")
    text = (paths[0] / "teams.csv").read_text(encoding="utf-8")
    (paths[0] / "teams.csv").write_text(text.replace(";3;", ";2.500;"), encoding="utf-8")
    return paths


def empty_folder(folder: Path) -> list[Path]:
    (folder / "nothing").mkdir()
    return [folder / "nothing"]


def empty_sheets(folder: Path) -> list[Path]:
    return write_book(folder / "problem.xlsx", {name: [] for name in changed()})


def headers_alone(folder: Path) -> list[Path]:
    return write_book(folder / "problem.xlsx", {name: rows[:1] for name, rows in changed().items()})


def merged_cells(folder: Path) -> list[Path]:
    return write_book(folder / "problem.xlsx", changed(), merge="C2:D2")


ARCHIVES: list[tuple[str, Writer, str]] = [
    ("no such file", lambda folder: [folder / "missing.xlsx"], "missing.xlsx"),
    ("no such folder", lambda folder: [folder / "missing"], "missing"),
    ("a text file", raw("problem.txt", b"hello"), "problem.txt"),
    ("an empty workbook file", raw("problem.xlsx", b""), "problem.xlsx"),
    ("text called a workbook", raw("problem.xlsx", b"Name,Heads\n"), "problem.xlsx"),
    ("JSON called a workbook", raw("problem.xlsx", b"{}"), "problem.xlsx"),
    ("an old workbook", raw("problem.xls", OLE + b"\0" * 600), "problem.xls"),
    ("an old workbook called new", raw("problem.xlsx", OLE + b"\0" * 600), "problem.xlsx"),
    (
        "an encrypted workbook",
        raw("problem.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")),
        "problem.xlsx",
    ),
    ("a zip that is no workbook", raw("problem.xlsx", zipped({"a.txt": b"a"})), "problem.xlsx"),
    ("a zip bomb", archive(lambda: {"xl/workbook.xml": b"0" * 60_000_000}), "problem.xlsx"),
    ("a zip of many parts", archive(lambda: {f"{n}": b"" for n in range(6000)}), "problem.xlsx"),
    ("a zip without CSV", raw("problem.zip", zipped({"a.txt": b"a"})), "problem.zip"),
    ("half a workbook", half_a_book, "problem.xlsx"),
    ("a damaged workbook", flipped_byte, "problem.xlsx"),
    ("a workbook with macros", rebuilt(lambda p: p.update({"xl/vbaProject.bin": b"x"})), "problem.xlsx"),
    (
        "a workbook without a sheet's part",
        rebuilt(lambda p: p.pop("xl/worksheets/sheet1.xml")),
        "problem.xlsx",
    ),
    (
        "a workbook of broken XML",
        rebuilt(lambda p: p.update({"xl/worksheets/sheet1.xml": b"<x"})),
        "problem.xlsx",
    ),
    ("a workbook with entities", rebuilt(entity), "problem.xlsx"),
    ("a cell at the far end", rebuilt(far_cell), "problem.xlsx"),
    ("empty sheets", empty_sheets, "problem.xlsx"),
    ("headers alone", headers_alone, "Start!A2"),
    ("merged cells", merged_cells, "Demand!C2"),
    ("the same sheets twice", many_files(["a.xlsx", "b.xlsx"]), "b.xlsx"),
    ("the same documents twice", many_files(["a.json", "b.json"]), "b.json"),
    ("a document and its sheets", many_files(["a.json", "b.xlsx"]), "b.xlsx"),
    ("a folder without CSV", empty_folder, "nothing"),
    ("CSV in Latin-1", csv_bytes("Name,Heads,Skills\nB\xfcro,3,phone 1\n".encode("latin-1")), "problem"),
    ("CSV with zero bytes", csv_bytes(b"Name,Heads,Skills\nP\x00,3,phone 1\n"), "problem"),
    ("CSV with an open quotation mark", open_quote, "problem"),
    ("CSV with a doubtful point", doubtful_point, "teams.csv line 2 column B"),
]
