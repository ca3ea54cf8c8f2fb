"""Where plans go: refused before the search when they cannot be written, complete or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from api.cli.guard import refuse
from scheduler.errors import Fault, InvalidProblem
from scheduler.problem import Model, Problem
from scheduler.report import Summary
from scheduler.report.no_plan import NoPlan

SUFFIXES = (".xlsx", ".json", ".html")


def check_outputs(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Raises InvalidProblem with everything that stands in the way of writing the files."""
    faults = [fault for path in outputs for fault in _faults(path, inputs)]
    names = [_real(path) for path in outputs]
    faults += [
        Fault("usage", str(path), "named twice", "Name every output once.")
        for place, path in enumerate(outputs)
        if _real(path) in names[:place]
    ]
    if faults:
        raise InvalidProblem(faults)


def check_problem_output(path: Path, inputs: Sequence[Path]) -> None:
    """Raises InvalidProblem when no problem can be written there: never over an input."""
    if path.suffix and path.suffix.lower() not in (".xlsx", ".json"):
        raise refuse(str(path), "no kind of problem file", "End it in .xlsx or .json, or name a folder.")
    if any(_real(path) == _real(source) for source in inputs):
        raise refuse(str(path), "is also an input", "Give what is written another name.")
    if path.suffix and path.is_dir():
        raise refuse(str(path), "is a folder", "Name a file in it.")
    if not path.suffix and path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise refuse(str(path), "is there already", "Name a new file or folder.")
    if faults := _folder_faults(path):
        raise InvalidProblem(faults)


def write_problem(problem: Problem, path: Path) -> None:
    """Writes a problem where `check_problem_output` found room."""
    from scheduler.files import save

    try:
        save(problem, path)
    except OSError as error:
        raise refuse(str(path), f"could not be written: {error.strerror}", "Name another place.") from error


def write_outputs(told: Summary | NoPlan, outputs: Sequence[Path]) -> None:
    """Writes a plan, or why there is none, to every file: its workbook, its page, its JSON."""
    write_files({path: partial(write_plan, told) for path in outputs})


def write_files(files: Mapping[Path, Callable[[Path], object]]) -> None:
    """Writes every file beside its place first, then puts all of them there."""
    ready: list[tuple[Path, Path]] = []
    try:
        for path, write in files.items():
            handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
            os.close(handle)
            ready.append((Path(name), path))
            write(Path(name))
        for made, path in ready:
            _put(made, path)
    except OSError as error:
        raise refuse(
            str(error.filename or ""), f"could not be written: {error.strerror}", "Free it."
        ) from error
    finally:
        for made, _ in ready:
            made.unlink(missing_ok=True)


def write_plan(told: Summary | NoPlan, path: Path) -> None:
    """One file of a plan, or of why there is none, by what its name ends in."""
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".html"):
        write_json(told.result, path)
    elif isinstance(told, NoPlan):
        _write_no_plan(told, path)
    elif suffix == ".xlsx":
        from scheduler.report.workbook import write_workbook

        write_workbook(told, path)
    else:
        from scheduler.report.page import write_page

        write_page(told, path)


def _write_no_plan(told: NoPlan, path: Path) -> None:
    if path.suffix.lower() == ".xlsx":
        from scheduler.report.workbook.no_plan import write_no_plan
    else:
        from scheduler.report.page.no_plan import write_no_plan
    write_no_plan(told, path)


def write_json(answer: Model, path: Path) -> None:
    """An answer as JSON, to be read back."""
    path.write_text(answer.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _put(made: Path, path: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask
    made.chmod(mode)
    made.replace(path)


def _faults(path: Path, inputs: Sequence[Path]) -> list[Fault]:
    if path.suffix.lower() not in SUFFIXES:
        return [Fault("usage", str(path), "no kind of plan file", "End its name in .xlsx, .json or .html.")]
    if path.is_dir():
        return [Fault("usage", str(path), "is a folder", "Name a file in it.")]
    if any(_real(path) == _real(source) for source in inputs):
        return [Fault("usage", str(path), "is also an input", "Give the plan another name.")]
    return _folder_faults(path)


def _folder_faults(path: Path) -> list[Fault]:
    folder = path.parent
    if not folder.is_dir():
        return [Fault("usage", str(path), f"there is no folder {folder}", "Make it first.")]
    try:
        with tempfile.TemporaryFile(dir=folder):
            return []
    except OSError as error:
        return [Fault("usage", str(path), f"cannot write there: {error.strerror}", "Name another folder.")]


def _real(path: Path) -> str:
    return os.path.realpath(path)
