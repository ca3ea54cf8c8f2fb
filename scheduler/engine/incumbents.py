"""The file in which HiGHS keeps every incumbent: it outlives the process that writes it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np

from scheduler.engine.program import Floats


class Incumbents:
    """A file of incumbents, newest last; removed with its folder at the end of the with block.

    HiGHS writes per incumbent `Objective <cost>`, `# Columns -<k>` and k lines `<value> <column>`, in
    the program's own columns (never the presolved ones); columns left out are 0.
    """

    def __enter__(self) -> Incumbents:
        self._folder = Path(tempfile.mkdtemp(prefix="staffmix-"))
        self.path = self._folder / "incumbents"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def clear(self) -> None:
        """Forget everything written so far."""
        self.path.unlink(missing_ok=True)

    def newest_first(self, columns: int) -> Iterator[Floats]:
        """Every incumbent that was written in full, as values (n)."""
        if not self.path.exists():
            return
        for text in reversed(self.path.read_text().split("Objective ")[1:]):
            values = _read(text, columns)
            if values is not None:
                yield values


def _read(text: str, columns: int) -> Floats | None:
    """One block; None when the process died while it was being written."""
    _, _, after = text.partition("# Columns -")
    count, newline, body = after.partition("\n")
    lines = body.split("\n")
    if not newline or len(lines) <= int(count):
        return None
    pairs = np.array(" ".join(lines[: int(count)]).split(), float).reshape(-1, 2)
    values = np.zeros(columns)
    values[pairs[:, 1].astype(np.int64)] = pairs[:, 0]
    return values
