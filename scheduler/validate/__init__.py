"""Judging a problem before it is planned."""

from scheduler.validate.findings import Findings
from scheduler.validate.periods import Conversion, explain_conversion
from scheduler.validate.validate import validate

__all__ = ["Conversion", "Findings", "explain_conversion", "validate"]
