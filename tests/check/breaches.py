"""For every rule problems with decisions that keep it and decisions that break it and no other."""

from __future__ import annotations

from tests.check.breaches_contracts import CONTRACTS
from tests.check.breaches_inhouse import IN_HOUSE
from tests.check.breaches_work import WORK
from tests.check.instance import Breach

BREACHES: dict[str, tuple[Breach, ...]] = IN_HOUSE | CONTRACTS | WORK

__all__ = ["BREACHES", "Breach"]
