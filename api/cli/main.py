"""All commands of `staffmix`. The work is done in the modules beside this one."""

from __future__ import annotations

from api.cli import main_plans, main_reasons, main_service  # in the order in which `--help` tells them
from api.cli.app import app

__all__ = ["app", "main_plans", "main_reasons", "main_service"]
