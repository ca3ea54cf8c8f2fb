"""A workbook as a zip archive: refused before it is unpacked when it is not sound."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from scheduler.errors import Fault, UnreadableFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_FILE = 50_000_000
MAX_UNPACKED = 300_000_000
MAX_RATIO = 200
MAX_PARTS = 5_000


def unreadable(path: Path, code: str, found: str, fix: str) -> UnreadableFile:
    return UnreadableFile([Fault(code, str(path), found, fix)])


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that is there, is not empty, and is not too large."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            raise unreadable(path, "too_large", f"{size:,} bytes", f"at most {MAX_FILE:,} bytes are read")
        content = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise unreadable(path, "cannot_read", f"cannot be read: {why}", "check name and rights") from error
    except ValueError as error:
        raise unreadable(path, "cannot_read", f"cannot be read: {error}", "check the name") from error
    if not content:
        raise unreadable(
            path, "empty_file", "the file is empty", "save it again, or start with staffmix init"
        )
    return content


def open_archive(path: Path, content: bytes) -> zipfile.ZipFile:
    """The archive of a workbook, its sizes checked, its parts read once to verify them."""
    if content.startswith(OLE):
        raise _old_or_encrypted(path, content)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        raise _damaged(path) from error
    _check_sizes(path, archive, len(content))
    try:
        broken = archive.testzip()
    except Exception as error:  # zlib.error, RuntimeError and others have no common root
        raise _damaged(path) from error
    if broken:
        raise unreadable(path, "damaged", f"its part {broken} is damaged", "save it again as .xlsx")
    return archive


def _damaged(path: Path) -> UnreadableFile:
    found = "this is no workbook, or a damaged one"
    return unreadable(path, "not_a_workbook", found, "save it again as .xlsx")


def _old_or_encrypted(path: Path, content: bytes) -> UnreadableFile:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return unreadable(path, "encrypted", "the workbook is encrypted", "save it without a password")
    return unreadable(path, "old_workbook", "a workbook of the old kind (.xls)", "save it as .xlsx")


def _check_sizes(path: Path, archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
        found = f"it unpacks to {unpacked:,} bytes in {len(parts)} parts"
        raise unreadable(path, "archive_too_large", found, f"at most {MAX_UNPACKED:,} bytes are unpacked")
    if unpacked > 1_000_000 and unpacked > MAX_RATIO * packed:
        found = f"{packed:,} bytes unpack to {unpacked:,}"
        raise unreadable(path, "archive_too_large", found, "save the workbook again in a spreadsheet program")


def check_workbook(path: Path, archive: zipfile.ZipFile) -> None:
    """It must hold a workbook, and no macros."""
    names = {name.lower() for name in archive.namelist()}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise unreadable(path, "macros", "the workbook has macros", "save it as .xlsx, without macros")
    if "xl/workbook.xml" not in names:
        raise unreadable(
            path, "not_a_workbook", "a zip archive without a workbook", "save it as an Excel workbook (.xlsx)"
        )
