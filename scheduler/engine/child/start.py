"""Entry of the solver process, run by file path: `python start.py <requests fd> <lifeline fd> <MB> <nice>`.

`scheduler` is entered as a bare name, so that its public imports (pandas, pydantic) never run here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType


def _bare_package(name: str, folder: Path) -> None:
    package = ModuleType(name)
    package.__path__ = [str(folder)]
    sys.modules[name] = package


if __name__ == "__main__":
    engine = Path(__file__).resolve().parent.parent
    _bare_package("scheduler", engine.parent)
    _bare_package("scheduler.engine", engine)

    from scheduler.engine.child.serve import serve

    serve(*(int(word) for word in sys.argv[1:5]))
