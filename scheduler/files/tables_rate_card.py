"""The rate card's sheets: Vendors, Rate card, Running."""

from __future__ import annotations

from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import DATE, DURATION, MONEY, NUMBERS, SHARE, TEXT, TRUTH, WHOLE, word, words
from scheduler.files.phrases import (
    AGES,
    BANDS,
    NAMED,
    NAMES,
    OVERHEADS,
    SKILLS,
    SUPERVISION,
)
from scheduler.files.spans import HEADS_PER, HOURS_PER

TRUE_COST = "True cost per productive hour"

VENDORS = Sheet(
    "Vendors",
    "rate_card",
    "vendors",
    (
        Column("Name", "key", TEXT, "Name of the vendor", "Steady", core=True),
        Column("Cleared for", "clearance", NAMES, "Data classes its people may touch; empty: none",
               "customer", core=True),
        Column("Sites", "sites", NAMES, "Where its people may work; empty: anywhere", "remote", core=True),
        Column("Max heads", "max_heads", NUMBERS, "Heads at most at once", 40, "heads", core=True,
               timed=True),
        Column("One-off cost", "fixed_cost", MONEY, "Paid once if the vendor is used", 15000, "money",
               core=True),
        Column("Currency", "currency", TEXT, "Of its rates; empty: the forecast's", "EUR", core=True),
        Column("Min heads if used", "min_heads_if_used", WHOLE, "None, or at least so many heads", 5,
               "heads"),
        Column("Max starts", "max_starts", HEADS_PER, "Starts at most", "10 per month"),
        Column("Max share", "max_share", SHARE, "At most this share of all delivered hours", 0.4),
        Column("Commitment", "commitment.amount", MONEY, "Take-or-pay: spend at least so much", 200000,
               "money",
               anchor=True, group="Commitment"),
        Column("Committed from", "commitment.from", DATE, "First day of the commitment", "2027-01-04",
               group="Commitment"),
        Column("Committed to", "commitment.to", DATE, "First day after the commitment", "2028-01-03",
               group="Commitment"),
        Column("Spent", "commitment.spent", MONEY, "Of it spent before the plan starts", 0, "money",
               group="Commitment"),
        Column("Engaged", "engaged", TRUTH, "Has supplied before: counts as used, its one-off cost is paid",
               "yes"),
    ),
    "Firms that supply people",
    first="key",
)  # fmt: skip

CORE = (
    Column("Offer", "key", TEXT, "Name of the offer", "steady-phone", core=True),
    Column("Vendor", "vendor", TEXT, "Name of the vendor, as in Vendors", "Steady", core=True),
    Column("Skills", "skills", SKILLS, "Skills with efficiency", "phone 0.95", core=True),
    Column("Sold as", "unit", word(heads="heads", hours="hours", output="output"),
           "heads for a term, hours on call, or output delivered", "heads", core=True),
    Column("Rate", "rate", MONEY, "Price in the vendor's currency", 31.5, "money", core=True, timed=True),
    Column("per", "per", word(hour="hour", day="day", week="week", month="month", year="year",
           contact="contact"),
           "What the rate is for", "hour", core=True),
    Column("Paid for", "basis", words({"paid hours": "paid", "productive hours": "productive"}),
           "What is billed: hours present or productive hours", "paid hours", core=True),
    Column("Lead", "lead", DURATION, "From the order to the first day", "4w", "duration", core=True),
    Column("Minimum", "min_term", DURATION, "Minimum term", "12w", "duration", core=True),
    Column("Longest", "max_term", DURATION, "Maximum term; empty: none", "78w", "duration", core=True),
    Column("Notice", "notice", DURATION, "Notice of an end", "4w", "duration", core=True),
    Column("Ramp", "ramp", AGES, "Productivity since the start", "40/70/90 % by month", core=True),
    Column("Onboarding", "onboarding", MONEY, "Cost of one start", 800, "money", core=True),
    Column("Supervision h/week", "supervision", SUPERVISION,
           "Own hours per contract head and week, of the first skill or by skill", 1, "hours", core=True),
    Column("Shrinkage", "shrinkage", SHARE, "Paid time away from the work", 0.22, core=True, timed=True),
    Column("Rework", "rework_share", SHARE, "Share of the work that is done again", 0.03, core=True),
    Column("Dedication", "dedication", SHARE, "Share of the time that is truly yours", 1.0, core=True),
    Column("Batch", "batch", WHOLE, "Heads start in multiples of it", 5, "heads", core=True),
)  # fmt: skip

OPTIONAL = (
    Column("Rates by skill", "rates", NAMED, "For hours and output: rates by skill", "phone 31; chat 29"),
    Column("AHT seconds", "aht_seconds", NUMBERS, "Seconds of one contact, for a rate per contact", 300,
           "seconds"),
    Column("Rate by age", "rate_by_age", AGES, "Share of the rate by time since the start",
           "100/105 % by year"),
    Column("Hours/week", "hours_per_week", NUMBERS, "Contract hours", 40, "hours"),
    Column("Country", "country", TEXT, "Public holidays: DE or DE-BY", "DE"),
    Column("Early exit fee", "early_exit_fee", SHARE, "Share of what is left of the minimum term", 0.5),
    Column("Min heads", "min_heads", WHOLE, "None, or at least so many heads", 3, "heads"),
    Column("Max heads", "max_heads", NUMBERS, "Heads at most at once", 30, "heads", timed=True),
    Column("Max hours", "max_hours", HOURS_PER, "For hours and output: at most", "400 per week"),
    Column("Max starts", "max_starts", HEADS_PER, "Starts at most", "10 per month"),
    Column("Bands", "bands", BANDS, "What is above so many heads (or hours a period) has another rate",
           "above 20: 29.5"),
    Column("Start from", "start_from", DATE, "First day a contract may start", "2027-03-01"),
    Column("Start until", "start_until", DATE, "Last day a contract may start", "2027-06-30"),
    Column("Last end", "last_end", DATE, "Nobody is there on or after this day", "2027-12-31"),
    Column("Cleared for", "clearance", NAMES, "Empty: as the vendor; given: both must hold", "customer"),
    Column("Exit", "exit", MONEY, "Cost of one end", 200, "money"),
    Column("Overheads", "overheads", OVERHEADS, "Further costs by name", "licence 30 per head and month"),
    Column("Conversion fee", "conversion.fee", MONEY, "Fee of one head who joins a team", 4000, "money",
           group="Conversion"),
    Column("Convert after", "conversion.after", DURATION, "Earliest time since the start", "26w", "duration",
           anchor=True, group="Conversion"),
    Column("Convert to", "conversion.to_pool", TEXT, "The team they join", "Phone", group="Conversion"),
    Column("Convert at most", "conversion.max", NUMBERS, "Heads in all", 3, "heads", group="Conversion"),
    Column("Ordered", "ordered", TRUTH, "Its hours are ordered already: nothing is to be decided", "yes"),
)  # fmt: skip

RATE_CARD = Sheet("Rate card", "rate_card", "offers", CORE + OPTIONAL, "What vendors offer", first="key")

RUNNING = Sheet(
    "Running",
    "rate_card",
    "running",
    (
        Column("Contract", "key", TEXT, "Name or number of the contract", "PO-1044", core=True),
        Column("Offer", "offer", TEXT, "The offer it runs on", "steady-phone", core=True),
        Column("Heads", "heads", NUMBERS, "Heads signed", 6, "heads", core=True),
        Column("Started", "started", DATE, "First day; may be in the future", "2026-11-02", core=True),
        Column("Earliest end", "earliest_end", DATE, "Empty: start + minimum term", "2027-03-29", core=True),
        Column("Latest end", "latest_end", DATE, "Empty: start + maximum term", "2027-09-27", core=True),
        Column("Rate", "rate", MONEY, "Own rate; empty: the offer's", 31, "money", core=True, timed=True),
        Column("Bound until", "bound_until", DATE, "Nobody ends before this day, not even for a fee",
               "2027-02-01"),
        Column("Joins", "joins", TRUTH, "Its heads join a team when it ends: no exit is paid", "yes"),
        Column("Min heads hold", "min_heads_hold", TRUTH,
               "Is not there with fewer than the least heads of its offer and vendor", "yes"),
    ),
    "Contracts that run or are signed",
    first="key",
)  # fmt: skip
