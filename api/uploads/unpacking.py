"""An archive that unpacks to more than its directory says, or in ways that are not read, is refused."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

from scheduler.errors import Fault, UnreadableFile
from scheduler.files.archive import MAX_UNPACKED, read_bytes

CHUNK = 1 << 20
LOCAL_HEADER = 30
ENCRYPTED = 0x1


def judge_archive(path: Path) -> None:
    """Unpacks every part as far as the directory says it goes; raises UnreadableFile when it goes on.

    What is no archive at all, or one whose directory says it is too large, is left to the reader to refuse.
    """
    content = read_bytes(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        return
    for part in parts:
        if part.flag_bits & ENCRYPTED:
            raise _refused(path, "encrypted", "the archive is encrypted", "save it without a password")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            found = "a part is packed in a way that is not read"
            raise _refused(path, "unsupported_file", found, "zip it with the usual method (deflate)")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        return
    for part in parts:
        if part.compress_type == zipfile.ZIP_DEFLATED and _goes_on(content, part):
            found = "a part unpacks to more than the archive says"
            raise _refused(path, "archive_too_large", found, "save it again in a spreadsheet program")


def _goes_on(content: bytes, part: zipfile.ZipInfo) -> bool:
    header = content[part.header_offset : part.header_offset + LOCAL_HEADER]
    if len(header) < LOCAL_HEADER:
        return False
    name, extra = struct.unpack("<HH", header[26:30])
    start = part.header_offset + LOCAL_HEADER + name + extra
    packed = content[start : start + part.compress_size]
    unpacking, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        while packed and not unpacking.eof and size <= part.file_size:
            size += len(unpacking.decompress(packed, CHUNK))
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return False  # damaged: the reader says so
    return size > part.file_size


def _refused(path: Path, code: str, found: str, fix: str) -> UnreadableFile:
    return UnreadableFile([Fault(code, str(path), found, fix)])
