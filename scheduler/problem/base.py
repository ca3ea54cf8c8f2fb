"""What every document is made of: strict frozen models, durations, shares, values over time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, Literal, Self, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag


class Model(BaseModel):
    """Frozen, strict, no unknown fields, every number finite."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False, populate_by_name=True
    )


Key = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
Duration = Annotated[
    str,
    StringConstraints(pattern=r"^(0|[1-9]\d{0,4})[dwmy]$"),
    Field(description="whole days, weeks, months or years: 30d, 10w, 3m, 1y", examples=["10w"]),
]
Share = Annotated[float, Field(ge=0, le=1)]
ShareBelowOne = Annotated[float, Field(ge=0, lt=1)]
Money = Annotated[float, Field(ge=0, le=1e12)]
Hours = Annotated[float, Field(ge=0, le=1e9)]
Heads = Annotated[float, Field(ge=0, le=1e7)]
WholeHeads = Annotated[int, Field(ge=0, le=10_000_000)]
Efficiency = Annotated[float, Field(gt=0, le=10)]
WeeklyHours = Annotated[float, Field(gt=0, le=168)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Country = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$"),
    Field(description="public holidays of this country, or country and region", examples=["DE-BY"]),
]
Per = Literal["hour", "day", "week", "month", "year"]
SpanUnit = Literal["week", "month", "quarter", "year"]

T = TypeVar("T")


class Dated(Model, Generic[T]):
    """A value that holds from a date on; without a date, from the beginning."""

    since: date | None = Field(None, alias="from")
    value: T

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """`DatedMoney`, `DatedFrom0To10`: a short name for JSON Schema."""
        return "Dated" + "".join(_short_name(param) for param in params)


def _short_name(kind: Any) -> str:
    """The name above of a kind of number; its bounds when it has none."""
    named = {"Share": Share, "ShareBelowOne": ShareBelowOne, "Money": Money, "Hours": Hours}
    named |= {"Heads": Heads, "Efficiency": Efficiency, "WeeklyHours": WeeklyHours}
    for name, known in named.items():
        if kind == known:
            return name
    words = {"ge": "From", "gt": "Above", "le": "To", "lt": "Below"}
    inner = [each for info in getattr(kind, "__metadata__", ()) for each in getattr(info, "metadata", ())]
    bounds = "".join(
        f"{word}{getattr(each, mark):g}"
        for each in inner
        for mark, word in words.items()
        if hasattr(each, mark)
    )
    return re.sub(r"\W", "_", bounds or getattr(kind, "__name__", "Value"))


def one_or_list(value: Any) -> str:
    """Tells pydantic which side of a union a value is meant for, so that one fault gives one message."""
    return "list" if isinstance(value, list | tuple) else "one"


if TYPE_CHECKING:
    Timed: TypeAlias = T | tuple[Dated[T], ...]
    Series: TypeAlias = float | tuple[float, ...]
else:

    class Timed:
        """One value, or a list of {from, value}; the value on a period's first day holds for all of it."""

        def __class_getitem__(cls, item: Any) -> Any:
            entries = Annotated[tuple[Dated[item], ...], Tag("list")]
            return Annotated[Annotated[item, Tag("one")] | entries, Discriminator(one_or_list)]

    Amount = Annotated[float, Field(ge=0, le=1e9)]
    Series = Annotated[
        Annotated[Amount, Tag("one")] | Annotated[tuple[Amount, ...], Tag("list")],
        Discriminator(one_or_list),
    ]
    """One number for every period, or exactly one number a period."""


class Price(Model):
    """Money per span of time."""

    amount: Money
    per: Per


class HeadsOn(Model):
    """Heads on a date."""

    on: date = Field(alias="date")
    heads: Heads


class HoursOn(Model):
    """Hours on a date."""

    on: date = Field(alias="date")
    hours: Hours


class Cap(Model):
    """At most so much in every calendar span.

    `taken`: what counts against the span it lies in and is none of the plan's: what came before the plan in
    the span in which it begins, and what is decided.
    """

    unit: ClassVar[str]
    entry: ClassVar[type[Model]]
    if TYPE_CHECKING:
        taken: tuple[Any, ...]  # a field of each cap, after its amount

    @property
    def most(self) -> float:
        return float(getattr(self, self.unit))

    @property
    def gone(self) -> tuple[tuple[date, float], ...]:
        """What is taken, by its days."""
        return tuple((each.on, getattr(each, self.unit)) for each in self.taken)

    def and_taken(self, more: Iterable[tuple[date, float]]) -> Self:
        """The cap with more taken of it, by days."""
        entries = (self.entry.model_validate({"on": on, self.unit: amount}) for on, amount in more)
        return self.model_copy(update={"taken": (*self.taken, *entries)})


class HeadsPer(Cap):
    """At most so many heads in every calendar span."""

    unit: ClassVar[str] = "heads"
    entry: ClassVar[type[Model]] = HeadsOn
    heads: Heads
    per: SpanUnit = "month"
    taken: tuple[HeadsOn, ...] = ()


class HoursPer(Cap):
    """At most so many hours in every span."""

    unit: ClassVar[str] = "hours"
    entry: ClassVar[type[Model]] = HoursOn
    hours: Hours
    per: SpanUnit = "week"
    taken: tuple[HoursOn, ...] = ()


class Span(Model):
    """Dates from `from` (included) to `to` (excluded)."""

    since: date = Field(alias="from")
    until: date = Field(alias="to")


class ByAge(Model):
    """Values by time since the start, one per step; after the last the full value holds."""

    step: Literal["week", "month", "year"] = "month"
    values: tuple[Annotated[float, Field(ge=0, le=10)], ...] = Field(min_length=1, max_length=260)


class Overhead(Model):
    """A named cost: per head and span, per start, per productive hour, or as a share of the rate."""

    name: Key
    amount: Money
    basis: Literal["head", "start", "productive_hour", "rate"] = "head"
    per: Literal["week", "month", "year"] = "month"
