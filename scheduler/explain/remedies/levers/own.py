"""What can give in the workforce."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scheduler.explain.remedies.levers.fields import Fields, in_pool
from scheduler.explain.remedies.levers.lever import Lever, Place
from scheduler.explain.remedies.levers.steps import less, more, share_up, shorter, whole_more
from scheduler.explain.remedies.levers.words import apart, count
from scheduler.words import exact, share


def hire_lead(f: Fields) -> Iterator[Lever]:
    """Hiring takes less time."""
    yield from _shorter(f, "hire/lead", f"hire for {f.owner} {{}} sooner")


def release_notice(f: Fields) -> Iterator[Lever]:
    """The notice of own people is shorter."""
    yield from _shorter(f, "release/notice", f"notice {{}} shorter in {f.owner}")


def min_tenure(f: Fields) -> Iterator[Lever]:
    """Hires need not stay as long."""
    yield from _shorter(f, "hire/min_tenure", f"minimum tenure {{}} shorter in {f.owner}")


def hire_limit(f: Fields) -> Iterator[Lever]:
    """More hires in a span, or in all."""
    hire = f.pool().hire
    if hire and hire.max:
        yield from _more(f, "hire/max/heads", f"more hire|a {hire.max.per} in {f.owner}")
    if hire and hire.max_total is not None:
        yield from _more(f, "hire/max_total", f"more hire|in all in {f.owner}")


def release_limit(f: Fields) -> Iterator[Lever]:
    """More releases in a span, as heads or as a share."""
    release = f.pool().release
    if release and release.max:
        yield from _more(f, "release/max/heads", f"more release|a {release.max.per} in {f.owner}")
    if release and release.max_share is not None:
        place = in_pool(f.owner, "release/max_share")
        words = _up_to(f"release {{}} of {f.owner} a {release.span}")
        yield from f.lever(place, release.max_share, share_up(release.max_share), words)


def headcount_limits(f: Fields) -> Iterator[Lever]:
    """The pool may be smaller, or larger."""
    yield from f.over_time(
        in_pool(f.owner, "min_headcount"),
        less,
        lambda _, after: f"let {f.owner} fall to {count(after, 'head')}",
    )
    yield from f.over_time(
        in_pool(f.owner, "max_headcount"),
        more,
        lambda _, after: f"let {f.owner} grow to {count(after, 'head')}",
    )


def release_of_present(f: Fields) -> Iterator[Lever]:
    """More of today's people may go."""
    release = f.pool().release
    if release:
        yield from f.lever(
            in_pool(f.owner, "release/max_of_present"),
            release.max_of_present,
            whole_more(release.max_of_present),
            lambda before, after: f"let {exact(_float(after) - _float(before))} more of today's {f.owner} go",
        )


def move_limit(f: Fields) -> Iterator[Lever]:
    """More people may move."""
    move = next(each for each in f.problem.workforce.moves if each.key == f.owner)
    if move.max:
        place = Place("workforce", "moves", f.owner, "max/heads")
        yield from _more_at(f, place, f"more move|a {move.max.per} in {f.owner}")
    if move.max_share_of_target is not None:
        place = Place("workforce", "moves", f.owner, "max_share_of_target")
        words = _up_to(f"move up to {{}} of {move.target} by {f.owner}")
        yield from f.lever(place, None, share_up(move.max_share_of_target), words)


def overtime_limit(f: Fields) -> Iterator[Lever]:
    """More overtime."""
    words = _up_to(f"overtime up to {{}} in {f.owner}")
    yield from f.over_time(in_pool(f.owner, "overtime/max_share"), share_up, words)


def short_time_limit(f: Fields) -> Iterator[Lever]:
    """Short time for more people."""
    yield from _more(f, "short_time/max_heads", f"more head|on short time in {f.owner}")


def idle_limit(f: Fields) -> Iterator[Lever]:
    """A pool may idle more."""
    idle = f.pool().max_idle
    if idle:
        yield from _more(f, "max_idle/hours", f"more idle hour|a {idle.per} in {f.owner}")


def supply_hours(f: Fields) -> Iterator[Lever]:
    """Newcomers get less of a mentor's time."""
    pools = [each for each in f.problem.workforce.pools if each.key == f.owner and each.hire]
    for pool in pools:
        assert pool.hire is not None
        yield from f.lever(
            in_pool(f.owner, "hire/mentor_hours"),
            pool.hire.mentor_hours,
            less(pool.hire.mentor_hours),
            lambda _, after: f"mentor newcomers in {f.owner} {count(after, 'hour')} a week",
        )


def more_words(text: str) -> Any:
    """Words for a number that rises: `text` is what, `|` the place of its plural, and where."""
    what, _, rest = text.partition("|")

    def words(before: Any, after: Any) -> str:
        return count(_float(after) - _float(before), what, rest)

    return words


def _shorter(f: Fields, field: str, text: str) -> Iterator[Lever]:
    place = in_pool(f.owner, field)
    value = f.read(place)
    if value is not None:
        words = lambda before, after: text.format(apart(before, after))  # noqa: E731
        yield from f.lever(place, value, shorter(value, f.timeline), words)


def _more(f: Fields, field: str, text: str) -> Iterator[Lever]:
    yield from _more_at(f, in_pool(f.owner, field), text)


def _more_at(f: Fields, place: Place, text: str) -> Iterator[Lever]:
    yield from f.over_time(place, more, more_words(text))


def _up_to(text: str) -> Any:
    return lambda _, after: text.format(share(float(after)))


def _float(value: Any) -> float:
    return float(value)
