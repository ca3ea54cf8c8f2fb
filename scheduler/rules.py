"""Every rule and every cost line by its one name, with its meaning in one sentence.

The same name is a section of FORMULATION.md, a function in `model/`, a function in `check/` and a
test; `tests/test_one_name_five_places.py` holds them equal.
"""

from __future__ import annotations

from enum import StrEnum

EVERYBODY = "all"
"""The owner of a rule that is for all together."""


class Rule(StrEnum):
    """A rule a plan must keep."""

    meaning: str

    def __new__(cls, name: str, meaning: str) -> Rule:
        rule = str.__new__(cls, name)
        rule._value_ = name
        rule.meaning = meaning
        return rule

    def said(self, owner: str, what: str) -> str:
        """In words, of one owner (not said where it is everybody) and what of it."""
        return f"{self.meaning[:-1]}: {what if owner == EVERYBODY else f'{owner}, {what}'}"

    # in-house
    HEADCOUNT_BALANCE = (
        "headcount_balance",
        "Heads are the heads before, less leavers, plus who comes, less who goes.",
    )
    HIRE_LEAD = "hire_lead", "Nobody starts before the time it takes to hire."
    HIRE_LIMIT = "hire_limit", "No more hires than can be recruited and trained."
    RELEASE_NOTICE = "release_notice", "Nobody is released before the notice has run."
    RELEASE_LIMIT = "release_limit", "No more releases than the terms allow."
    HEADCOUNT_LIMITS = "headcount_limits", "A pool stays between its least and its most heads."
    MIN_TENURE = "min_tenure", "Whoever is hired stays at least the minimum tenure."
    RELEASE_OF_PRESENT = "release_of_present", "Of today's people no more go than may go."
    MOVE_LIMIT = "move_limit", "No more people move than the move allows."
    OVERTIME_LIMIT = "overtime_limit", "Overtime is at most its share of the hours worked."
    SHORT_TIME_LIMIT = "short_time_limit", "Short time is for people who are there, up to its limit."
    IDLE_LIMIT = "idle_limit", "A pool idles at most its limit of hours."
    IDLE_TOTAL = "idle_total", "All pools together idle at most the policy's hours."
    # contracts
    CONTRACT_BALANCE = "contract_balance", "Contract heads are the heads before, plus starts, less ends."
    MIN_TERM = "min_term", "A contract head stays at least the minimum term."
    MAX_TERM = "max_term", "A contract head stays at most the maximum term."
    RUNNING_CONTRACT = "running_contract", "A running contract ends within its own dates."
    CONVERSION = (
        "conversion",
        "Contract heads join a pool only after the agreed time and up to the agreed number.",
    )
    CONTRACT_LEAD = "contract_lead", "No contract starts before the vendor's lead time."
    CONTRACT_NOTICE = "contract_notice", "No running contract ends before its notice has run."
    CONTRACT_WINDOW = "contract_window", "Contracts start and end within the offer's dates."
    CONTRACT_LIMITS = "contract_limits", "An offer supplies within its limits, in whole batches."
    VENDOR_LIMITS = "vendor_limits", "A vendor supplies within its limits."
    VENDOR_USED = "vendor_used", "A vendor that supplies anything counts as used."
    VENDOR_COMMITMENT = "vendor_commitment", "What was committed and not spent is paid all the same."
    # coverage
    SUPPLY_HOURS = "supply_hours", "Nobody works more hours than there are."
    SUPERVISION = "supervision", "Contract heads get their hours of supervision from own people."
    COVERAGE = "coverage", "Every hour of work is delivered, waits, was done ahead, or is short."
    MAX_DELAY = "max_delay", "Work waits no longer and no more than it may."
    MAX_EARLY = "max_early", "Work is done no earlier and no more ahead than it may."
    MAX_SHORTAGE = "max_shortage", "No more is left undone than may be."
    ACCESS = "access", "Work is done only by those cleared, placed and permitted for it."
    CONTRACTOR_SHARE = "contractor_share", "Contractors deliver at most their share."
    VENDOR_SHARE = "vendor_share", "One vendor delivers at most its share."
    INHOUSE_SHARE = "inhouse_share", "Own people deliver at least their share."
    # policy
    HEADCOUNT_TOTAL = "headcount_total", "Own people in all stay within the policy's number."
    TOTAL_HEADS = "total_heads", "Own and contract people in all stay within the policy's number."
    HIRES_TOTAL = "hires_total", "All hires together stay within the policy's number."
    VENDOR_COUNT = "vendor_count", "No more vendors are used than the policy allows."
    BUDGET = "budget", "Cash in a span stays within its budget."
    FROZEN = "frozen", "What was to be decided before the frozen date is as in the baseline."


class Cost(StrEnum):
    """A kind of cost line: cash that is paid, or a penalty that only steers."""

    cash: bool
    tail: bool
    meaning: str

    def __new__(cls, name: str, sort: str, meaning: str) -> Cost:
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.cash = sort in ("cash", "cash tail")
        kind.tail = sort.endswith("tail")
        kind.meaning = meaning
        return kind

    SALARY = "salary", "cash", "Pay of own people."
    ON_COST = "on_cost", "cash", "What the employer pays on top of pay."
    POOL_OVERHEAD = "pool_overhead", "cash", "Seats, equipment, licences of own people."
    OVERTIME = "overtime", "cash", "Overtime hours at their premium."
    SHORT_TIME = "short_time", "cash", "Short time: its cost less the pay it saves."
    HIRING = "hiring", "cash", "Recruiting, training and equipping a hire."
    RELEASE = "release", "cash", "Releasing people."
    MOVE = "move", "cash", "Training people for another pool."
    CONTRACT = "contract", "cash", "Contract heads, hours and output at the vendor's rates."
    ONBOARDING = "onboarding", "cash", "Bringing contract heads on board."
    CONTRACT_OVERHEAD = "contract_overhead", "cash", "Overheads of contract heads."
    EXIT = "exit", "cash", "Contract heads who end."
    EARLY_EXIT = "early_exit", "cash", "Fees for leaving before the minimum term."
    COMMITMENT_SHORTFALL = "commitment_shortfall", "cash", "Committed and not used."
    VENDOR_FIXED = "vendor_fixed", "cash", "Taking on a vendor."
    CONVERSION_FEE = "conversion_fee", "cash", "Contract heads who join a pool."
    SHORTAGE = "shortage", "penalty", "Hours never done."
    DELAY = "delay", "penalty", "Hours that wait."
    EARLY = "early", "penalty", "Hours done ahead."
    IDLE = "idle", "penalty", "Hours of own people without work."
    CHANGE = "change", "penalty", "Differences from the baseline plan."
    COMMITMENT_TAIL = "commitment_tail", "cash tail", "Contract terms that pass the horizon."
    EXIT_TAIL = "exit_tail", "cash tail", "Exits of contract heads still there at the end."
    TENURE_TAIL = (
        "tenure_tail",
        "cash tail",
        "Pay of hires still bound after the horizon and not needed then.",
    )
    END_RELEASE = "end_release", "cash tail", "Releasing who is not needed after the horizon."
    DEPLETION_TAIL = "depletion_tail", "penalty tail", "Replacing who is missing after the horizon."
    RAMP_TAIL = "ramp_tail", "penalty tail", "The rest of the ramp of who still ramps at the end."
