"""Every cost line, one function a kind; `LINES` is the table of contents."""

from scheduler.model.objective.contracts import (
    commitment_shortfall,
    contract,
    contract_overhead,
    conversion_fee,
    early_exit,
    exit,
    onboarding,
    vendor_fixed,
)
from scheduler.model.objective.people import (
    hiring,
    idle,
    move,
    on_cost,
    overtime,
    pool_overhead,
    release,
    salary,
    short_time,
)
from scheduler.model.objective.tails import (
    commitment_tail,
    depletion_tail,
    end_release,
    exit_tail,
    ramp_tail,
    tenure_tail,
)
from scheduler.model.objective.work import change, delay, early, shortage

LINES = (
    salary,
    on_cost,
    pool_overhead,
    overtime,
    short_time,
    hiring,
    release,
    move,
    contract,
    onboarding,
    contract_overhead,
    exit,
    early_exit,
    commitment_shortfall,
    vendor_fixed,
    conversion_fee,
    shortage,
    delay,
    early,
    idle,
    change,
    commitment_tail,
    exit_tail,
    tenure_tail,
    end_release,
    depletion_tail,
    ramp_tail,
)
