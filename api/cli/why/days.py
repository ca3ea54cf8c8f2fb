"""Dates as they come on the command line."""

from __future__ import annotations

from datetime import date

from api.cli.guard import refuse


def parse_day(option: str, text: str) -> date:
    """2027-03-01; raises InvalidProblem for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise refuse(option, f"'{text}' is no date", "Write it as 2027-03-01.") from None
