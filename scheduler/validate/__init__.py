"""Judging a problem before it is planned."""

from scheduler.validate.alone import Document, validate_alone
from scheduler.validate.findings import Findings
from scheduler.validate.periods import Conversion, explain_conversion
from scheduler.validate.validate import faults, validate

__all__ = ["Conversion", "Document", "Findings", "explain_conversion", "faults", "validate", "validate_alone"]
