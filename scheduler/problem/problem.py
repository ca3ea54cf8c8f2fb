"""The four documents together."""

from __future__ import annotations

from typing import Literal

from scheduler.problem.base import Model
from scheduler.problem.forecast import Forecast
from scheduler.problem.policy import Policy
from scheduler.problem.rate_card import RateCard
from scheduler.problem.workforce import Workforce


class Problem(Model):
    """What one plan is made from. `format` is the version of this layout."""

    format: Literal[1] = 1
    forecast: Forecast
    workforce: Workforce = Workforce()
    rate_card: RateCard = RateCard()
    policy: Policy = Policy()
