"""Staffmix: the cheapest lawful mix of own staff and contractors for a demand forecast."""

from scheduler.check import check
from scheduler.errors import InvalidProblem, OurFault, PlanRejected, StaffmixError, UnreadableFile
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.result import Outcome, Result, StopReason
from scheduler.rules import Cost, Rule
from scheduler.solve import solve
from scheduler.validate import validate

__all__ = [
    "Cost",
    "InvalidProblem",
    "OurFault",
    "Outcome",
    "Plan",
    "PlanRejected",
    "Problem",
    "Result",
    "Rule",
    "StaffmixError",
    "StopReason",
    "UnreadableFile",
    "check",
    "solve",
    "validate",
]
