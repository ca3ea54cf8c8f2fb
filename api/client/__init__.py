"""The service from Python: `from api.client import Staffmix`."""

from __future__ import annotations

from api.client.problem import ApiProblem, Unreachable
from api.client.staffmix import Staffmix

__all__ = ["ApiProblem", "Staffmix", "Unreachable"]
