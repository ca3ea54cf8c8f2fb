"""Small pieces of HTML. All text goes through `text`; nothing else may bring names into the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from scheduler.words import plain

NUMBER = "number"


def text(value: object) -> str:
    """Text that shows as it is."""
    return escape(plain(str(value)), quote=True)


def section(name: str, title: str, *parts: str) -> str:
    """A part of the page with a heading; empty when there is nothing in it."""
    inside = "".join(parts)
    if not inside:
        return ""
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{text(title)}</h2>{inside}</section>\n'


def paragraph(words: str, look: str = "") -> str:
    return f"<p{_class(look)}>{text(words)}</p>"


def bullets(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def sentences(lines: Sequence[str], led: bool = False) -> str:
    """Sentences one under another; `led`: what stands before the first colon is what each is about."""
    parts = (line.partition(":") if led else ("", "", line) for line in lines)
    items = "".join(
        f"<li>{f'<b>{text(head)}</b>' if head else ''}{text(mark + rest)}</li>" for head, mark, rest in parts
    )
    return f'<ul class="told">{items}</ul>' if items else ""


def described(picture: str, prefix: str, title: str, words: str) -> str:
    """An SVG picture with a title and a description of its own, to stand in a `<figure>`."""
    ids = f'role="img" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-words"'
    name, told = text(title), text(words)
    inside = f'<title id="{prefix}-title">{name}</title><desc id="{prefix}-words">{told}</desc>'
    head, rest = picture.split(">", 1)
    return f"<figure>{head} {ids}>{inside}{rest}<figcaption>{name}</figcaption></figure>"


def figure(picture: str, caption: str) -> str:
    """An SVG picture with its caption, which is also its name for a screen reader."""
    name = text(caption)
    shown = f'<div role="img" aria-label="{name}">{picture}</div>'
    return f"<figure>{shown}<figcaption>{name}</figcaption></figure>"


def table(
    caption: str, names: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[int] = ()
) -> str:
    """A table; `numbers` are the columns set to the right. The first column names the row."""
    head = "".join(
        f"<th scope=col{_class(NUMBER if i in numbers else '')}>{text(n)}</th>" for i, n in enumerate(names)
    )
    body = "".join(f"<tr>{_cells(row, numbers)}</tr>" for row in rows)
    return (
        f'<div class="scroll"><table><caption>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def details(title: str, inside: str) -> str:
    """Something to open."""
    return f"<details><summary>{text(title)}</summary>{inside}</details>" if inside else ""


def _cells(row: Sequence[object], numbers: Sequence[int]) -> str:
    first = f"<th scope=row>{text(row[0])}</th>"
    rest = (f"<td{_class(NUMBER if i in numbers else '')}>{text(v)}</td>" for i, v in enumerate(row) if i)
    return first + "".join(rest)


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
