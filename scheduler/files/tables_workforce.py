"""The workforce's sheets: Teams, Moves, Team changes."""

from __future__ import annotations

from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import (
    DATE,
    DURATION,
    MONEY,
    NUMBERS,
    SHARE,
    TEXT,
    WHOLE,
    number_or,
    word,
)
from scheduler.files.phrases import AGES, NAMED, NAMES, OVERHEADS, SKILLS
from scheduler.files.spans import HEADS_ON, HEADS_PER, HOURS_PER, PRICE

PER = word(hour="hour", day="day", week="week", month="month", year="year")

HIRING = (
    Column("Recruit", "hire.costs.recruiting", MONEY, "Recruiting cost of one hire", 2400, "money", True),
    Column("Train", "hire.costs.training", MONEY, "Training cost of one hire", 2900, "money", True),
    Column("Seat", "hire.costs.seat", MONEY, "Equipment of one hire", 1100, "money", True),
    Column(
        "Time to hire",
        "hire.lead",
        DURATION,
        "From the order to the first day; empty: nobody is hired",
        "10w",
        "duration",
        core=True,
        anchor=True,
        needed=True,
    ),
    Column("Ramp", "hire.ramp", AGES, "Productivity since the first day", "50/75/100 % by month", core=True),
    Column(
        "Keep at least",
        "hire.min_tenure",
        DURATION,
        "Hires stay at least so long",
        "52w",
        "duration",
        core=True,
    ),
)
RELEASE = (
    Column(
        "May go",
        "release.max_of_present",
        WHOLE,
        "How many of today's people may be released; empty: nobody is released",
        0,
        "heads",
        core=True,
        anchor=True,
    ),
    Column("Severance", "release.cost", MONEY, "Cost of one release", 12000, "money", core=True),
    Column("Notice", "release.notice", DURATION, "Notice of a release", "3m", "duration", core=True),
)
OVERTIME = (
    Column(
        "Max overtime",
        "overtime.max_share",
        SHARE,
        "Overtime at most, of the hours worked; empty: none",
        0.08,
        core=True,
        timed=True,
        anchor=True,
    ),
    Column(
        "Premium",
        "overtime.premium",
        NUMBERS,
        "Pay of an overtime hour: 1.5 = time and a half",
        1.5,
        core=True,
    ),
)
OPTIONAL = (
    Column("Overtime rate", "overtime.rate", MONEY, "Money per overtime hour, in place of a premium", 30,
           "money/h"),
    Column("Absence", "absence", SHARE, "Share of the time away beyond shrinkage", 0.05, timed=True),
    Column("Leavers/year by age", "attrition_by_age", AGES,
           "Share that leaves in a year, by time since the start",
           "45/30 % by year"),
    Column("Pay by age", "pay_by_age", AGES, "Share of the salary by time since the start",
           "90/95 % by year"),
    Column("Overheads", "overheads", OVERHEADS, "Further costs by name", "desk 120 per head and month"),
    Column("Country", "country", TEXT, "Public holidays: DE or DE-BY", "DE"),
    Column("Site", "site", TEXT, "Where they work; empty: anywhere", "Leeds"),
    Column("Cleared for", "clearance", NAMES, "Data classes they may touch; empty: all", "customer"),
    Column("Min heads", "min_headcount", NUMBERS, "At least so many heads", 20, "heads", timed=True),
    Column("Max heads", "max_headcount", NUMBERS, "At most so many heads", 60, "heads", timed=True),
    Column("Other hiring costs", "hire.costs", NAMED, "Further costs of one hire", "laptop 900; badge 40",
           group="Hiring"),
    Column("Max hires", "hire.max", HEADS_PER,
           "Hires at most, and what is taken of it: 10 per month; taken 2 on 2027-03-01",
           "10 per month", group="Hiring"),
    Column("Max hires in all", "hire.max_total", NUMBERS, "Hires over the horizon", 40, "heads",
           group="Hiring"),
    Column("Mentor hours", "hire.mentor_hours", NUMBERS, "Own hours per ramping head and week", 2,
           "hours/week",
           group="Hiring"),
    Column("Max releases", "release.max", HEADS_PER, "Releases at most", "5 per month", group="Release"),
    Column("Max release share", "release.max_share", SHARE, "Releases at most, of the heads there", 0.1,
           group="Release"),
    Column("Release share taken", "release.share_taken", HEADS_ON,
           "Releases that count in the share already, where there is no Max releases to be taken of",
           "2 on 2027-03-01", group="Release"),
    Column("Release share of", "release.share_of", NUMBERS,
           "Heads before the month (or span of Max releases) in which the plan begins; empty: Heads",
           32, "heads", group="Release"),
    Column("Short time heads", "short_time.max_heads", NUMBERS, "Heads on short time at most; empty: none",
           10,
           "heads", anchor=True, group="Short time"),
    Column("Short time hours", "short_time.hours_share", SHARE, "Share still worked", 0.5,
           group="Short time"),
    Column("Short time pay", "short_time.pay_share", SHARE, "Share still paid", 0.8, group="Short time"),
    Column("Short time cost", "short_time.cost", PRICE, "Cost of a head on short time", "50 per month",
           group="Short time"),
    Column("Idle price", "idle_cost", MONEY, "Price of an idle hour", 5, "money/h", group="Idle"),
    Column("Max idle", "max_idle", HOURS_PER, "Idle hours at most", "40 per week", group="Idle"),
)  # fmt: skip

TEAMS = Sheet(
    "Teams",
    "workforce",
    "pools",
    (
        Column("Name", "key", TEXT, "Name of the team", "Phone", core=True),
        Column("Heads", "headcount", NUMBERS, "Heads just before the first period", 32, "heads", core=True),
        Column("Skills", "skills", SKILLS, "Skills with efficiency: 1 = a full hour of work an hour",
               "phone 1; chat 0.9", core=True),
        Column("Salary", "salary", MONEY, "Pay of one head", 27500, "money", core=True, timed=True),
        Column("per", "per", PER, "Span of the salary", "year", core=True),
        Column("On-cost", "on_cost_share", SHARE, "Employer's charges as a share of pay", 0.24, core=True,
               timed=True),
        Column("Hours/week", "hours_per_week", NUMBERS, "Contract hours", 37.5, "hours", core=True,
               timed=True),
        Column("Shrinkage", "shrinkage", SHARE, "Paid time away from the work", 0.3, core=True, timed=True),
        Column("Leavers/year", "attrition", SHARE, "Share that leaves in a year", 0.28, core=True,
               timed=True),
        Column("Needed after", "needed_after", number_or("today", "unknown"),
               "Heads needed after the last period: a number, today, or unknown", "today", "heads",
               core=True),
        Column("Hires needed after", "hires_needed_after", NUMBERS,
               "Of those hired for a minimum time; empty: what Needed after lacks of today's people", 2,
               "heads"),
        *HIRING,
        *RELEASE,
        *OVERTIME,
        *OPTIONAL,
    ),
    "Own people, one row per team",
    first="key",
)  # fmt: skip

MOVES = Sheet(
    "Moves",
    "workforce",
    "moves",
    (
        Column("Name", "key", TEXT, "Name of the move", "phone to chat", core=True),
        Column("From", "from", TEXT, "Team they leave", "Phone", core=True),
        Column("To", "to", TEXT, "Team they join", "Digital", core=True),
        Column("Cost", "cost", MONEY, "Cost of one head that moves", 600, "money", core=True),
        Column("Off work", "duration", DURATION, "Retraining time, paid by the new team", "2w", "duration",
               core=True),
        Column("Max", "max", HEADS_PER, "Moves at most", "2 per month", core=True),
        Column("Max share of target", "max_share_of_target", SHARE, "Moves at most, of the target's heads",
               0.1),
        Column("Arrive", "survival", SHARE, "Share of the movers who arrive", 1.0),
    ),
    "Who may change team",
    first="key",
)  # fmt: skip

EXPERIENCED = "experienced"
FURTHER = ("bound_until", "learning_until", "survival")

TEAM_CHANGES = Sheet(
    "Team changes",
    "workforce",
    "changes",
    (
        Column("Team", "team", TEXT, "Name of the team", "Phone", core=True),
        Column("Date", "date", DATE, "First day there, or first day gone", "2027-02-01", core=True),
        Column("Heads", "heads", NUMBERS, "+2 come, -1 goes", 2, "heads", core=True),
        Column("What", "what", word(arriving="arriving", arriving_experienced=f"arriving {EXPERIENCED}",
                                    leaving="leaving", started="started",
                                    started_experienced=f"started {EXPERIENCED}"),
               "arriving (ramps up), arriving experienced (does not), leaving, or of those already there "
               "started (still ramping) or started experienced (is bound or learns); empty: arriving or "
               "leaving by the sign of Heads", "arriving", core=True),
        Column("Bound until", "bound_until", DATE,
               "Hired for a minimum time: cannot be released before this day", "2027-08-01"),
        Column("Learning until", "learning_until", DATE,
               "Of who started: changes team, is paid and off work until this day", "2027-03-01"),
        Column("Arrive", "survival", SHARE, "Share of those who learn who begin to work", 1.0),
        Column("Why", "why", TEXT, "A note for people", "offer accepted", core=True),
    ),
    "Who is known to come and go, and who started lately",
    first="team",
)  # fmt: skip
