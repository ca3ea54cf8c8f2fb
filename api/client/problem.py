"""What the service answered when it could not do what was asked."""

from __future__ import annotations

import httpx2
from pydantic import ValidationError

from api.errors import RETRYABLE, ErrorItem, ProblemDetails
from scheduler.errors import StaffmixError


class ApiProblem(StaffmixError):
    """An answer that is an error: `code` is stable; `errors` names every fault with its place and its fix."""

    def __init__(self, problem: ProblemDetails) -> None:
        self.status, self.code, self.detail = problem.status, problem.code, problem.detail
        self.errors: tuple[ErrorItem, ...] = tuple(problem.errors)
        self.request_id, self.retryable = problem.request_id, problem.retryable
        faults = "".join(f"\n{each.place}: {each.found} ({each.fix})" for each in self.errors)
        super().__init__(f"{problem.status} {problem.code}: {problem.detail}{faults}")


class Unreachable(StaffmixError):
    """The service could not be reached, or did not answer in time."""


def problem_of(answer: httpx2.Response) -> ApiProblem:
    """The problem an answer tells of; its status alone when something else than the service answered."""
    try:
        return ApiProblem(ProblemDetails.model_validate_json(answer.content))
    except ValidationError:
        return ApiProblem(_foreign(answer.status_code, answer.headers.get("x-request-id", "")))


def _foreign(status: int, request_id: str) -> ProblemDetails:
    return ProblemDetails(
        type="about:blank",
        title=f"HTTP {status}",
        status=status,
        detail="The answer is none of Staffmix's; is this its address?",
        code="http_error",
        request_id=request_id,
        retryable=status in RETRYABLE,
    )
