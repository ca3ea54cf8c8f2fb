"""The forecast's sheets: Start and Workstreams (Demand has a layout of its own)."""

from __future__ import annotations

from scheduler.files.columns import Column, Sheet
from scheduler.files.kinds import DATE, DURATION, MONEY, NUMBERS, SHARE, TEXT, TRUTH, WHOLE, word
from scheduler.files.phrases import BY_AGE, NAMES
from scheduler.files.spans import PRICE

START = Sheet(
    "Start",
    "forecast",
    "",
    (
        Column("Currency", "currency", TEXT, "Currency of all money here, three letters", "EUR", core=True),
        Column("Start", "calendar.start", DATE, "First day of the first period", "2027-01-04", core=True),
        Column(
            "Unit",
            "calendar.unit",
            word(week="week", month="month", quarter="quarter", year="year"),
            "Length of a period",
            "week",
            core=True,
        ),
        Column("Periods", "calendar.periods", WHOLE, "How many periods to plan", 26, core=True),
        Column(
            "As of", "calendar.as_of", DATE, "Today: nothing is decided before it", "2027-01-04", core=True
        ),
        Column("Time zone", "calendar.time_zone", TEXT, "Zone of all dates", "Europe/Berlin", core=True),
        Column("Country", "calendar.country", TEXT, "Public holidays for demand in FTE: DE or DE-BY", "DE"),
        Column(
            "FTE hours/week",
            "calendar.fte_hours_per_week",
            NUMBERS,
            "Weekly hours of one FTE of demand",
            40,
            unit="hours",
        ),
        Column(
            "Working days",
            "calendar.working_days",
            NUMBERS,
            "Working days of every period; empty: Mondays to Fridays",
            20,
            unit="days",
        ),
    ),
    "The calendar: one row",
)

WORKSTREAMS = Sheet(
    "Workstreams",
    "forecast",
    "workstreams",
    (
        Column("Name", "key", TEXT, "Name of the work, as in Demand", "phone-en", core=True),
        Column("Skill", "skill", TEXT, "The skill it takes, as in Teams and Rate card", "phone", core=True),
        Column("Occupancy", "occupancy", SHARE, "Share of the time busy with contacts", 0.85, core=True),
        Column(
            "Short price/h",
            "shortage_cost",
            MONEY,
            "Price of an hour of work never done; empty: ten times the dearest hour",
            90,
            unit="money per hour",
            core=True,
            timed=True,
        ),
        Column("Must be met", "must_meet", TRUTH, "yes: no hour may be short", "no", core=True),
        Column("May wait", "max_delay", DURATION, "How long work may wait", "0d", unit="duration", core=True),
        Column(
            "Data class", "data_class", TEXT, "Who works here must be cleared for it", "customer", core=True
        ),
        Column(
            "Max contractor share",
            "max_contractor_share",
            SHARE,
            "At most this share of the hours by contractors",
            0.6,
            core=True,
            timed=True,
        ),
        Column("Site", "sites", NAMES, "Where it may be done; empty: anywhere", "Leeds; remote", core=True),
        Column(
            "Only by",
            "suppliers",
            NAMES,
            "Teams, offers or vendors that may do it; empty: any",
            "Phone; Steady",
        ),
        Column("Max short share", "max_shortage_share", SHARE, "At most this share may be short", 0.05),
        Column(
            "Waiting price", "delay_cost", PRICE, "Price of an hour that waits", "2 per week", group="Waiting"
        ),
        Column(
            "Waiting at start",
            "opening_backlog",
            BY_AGE,
            "Hours that wait already; by age: those of the last period; of the one before",
            40,
            "hours",
            group="Waiting",
        ),
        Column(
            "Waiting at end",
            "closing_backlog",
            NUMBERS,
            "Hours that may wait at the end; empty: as at the start",
            40,
            "hours",
            group="Waiting",
        ),
        Column(
            "Max waiting",
            "max_backlog",
            NUMBERS,
            "Hours that may wait at once",
            100,
            "hours",
            group="Waiting",
        ),
        Column(
            "May be early",
            "max_early",
            DURATION,
            "How long work may be done ahead",
            "0d",
            "duration",
            group="Ahead",
        ),
        Column(
            "Early price", "early_cost", PRICE, "Price of an hour done ahead", "1 per week", group="Ahead"
        ),
        Column(
            "Ahead at start", "opening_ahead", NUMBERS, "Hours done ahead already", 10, "hours", group="Ahead"
        ),
        Column(
            "Ahead at end, least",
            "closing_ahead.min",
            NUMBERS,
            "Hours that must be ahead at the end",
            0,
            "hours",
            anchor=True,
            group="Ahead",
        ),
        Column(
            "Ahead at end, most",
            "closing_ahead.max",
            NUMBERS,
            "Hours that may be ahead at the end",
            20,
            "hours",
            group="Ahead",
        ),
        Column(
            "Max ahead", "max_ahead", NUMBERS, "Hours that may be ahead at once", 40, "hours", group="Ahead"
        ),
        Column("Surge from", "surge.from", DATE, "First day of the surge, for explanations", "2027-04-05"),
        Column("Surge to", "surge.to", DATE, "First day after the surge", "2027-10-04"),
    ),
    "The work and its rules, one row each",
    first="key",
)
