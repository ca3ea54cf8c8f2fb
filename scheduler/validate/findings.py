"""What validation found."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.errors import Fault, Notice


@dataclass(frozen=True)
class Findings:
    """Faults stop a plan; warnings are lawful but odd; assumptions say what was not said."""

    faults: tuple[Fault, ...]
    warnings: tuple[Notice, ...]
    assumptions: tuple[Notice, ...]
