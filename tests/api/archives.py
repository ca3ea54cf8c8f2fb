"""Archives as nobody should send them, made by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lying(parts: dict[str, bytes], name: str, says: int) -> bytes:
    """An archive whose directory says that a part unpacks to `says` bytes, with the checksum of those."""
    content = bytearray(zipped(parts))
    short = struct.pack("<L", zlib.crc32(parts[name][:says]))
    for mark, checksum, size in ((LOCAL, 14, 22), (CENTRAL, 16, 24)):
        spot = _header(content, mark, name)
        content[spot + checksum : spot + checksum + 4] = short
        content[spot + size : spot + size + 4] = struct.pack("<L", says)
    return bytes(content)


def locked(parts: dict[str, bytes], name: str) -> bytes:
    """An archive that says a part needs a password."""
    content = bytearray(zipped(parts))
    for mark, flags in ((LOCAL, 6), (CENTRAL, 8)):
        content[_header(content, mark, name) + flags] |= 0x1
    return bytes(content)


def _header(content: bytearray, mark: bytes, name: str) -> int:
    length = {LOCAL: 30, CENTRAL: 46}[mark]
    spot = content.find(mark)
    while content[spot + length : spot + length + len(name)] != name.encode():
        spot = content.index(mark, spot + 1)
    return spot
