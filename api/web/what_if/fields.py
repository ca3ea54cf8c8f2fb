"""Fields of a small form: what stands in them is known here as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from api.web.parts.node import Node, node

VALUE = "(event) => emit(event.target.value)"


class Entry:
    """A labelled field; `value` is what stands in it."""

    def __init__(self, label: str, shown: Node, value: str, told: Callable[[], Any] | None) -> None:
        self.label, self.value, self._told = label, value, told
        shown.on("input", self._typed, js_handler=VALUE)
        self.shown = shown

    def _typed(self, event: Any) -> None:
        self.value = str(event.args if isinstance(event.args, str) else event.args[0])
        if self._told is not None:
            self._told()


def choice(
    name: str, label: str, options: Sequence[tuple[str, str]], told: Callable[[], Any] | None = None
) -> Entry:
    """One of several: (value, words); the first is chosen."""
    with node("div", classes="entry"):
        node("label", label, for_=name)
        with node("select", classes="select", id=name) as shown:
            for value, words in options:
                node("option", words, value=value)
    return Entry(label, shown, options[0][0] if options else "", told)


def text(
    name: str, label: str, *, unit: str = "", hint: str = "", value: str = "", size: int | None = None
) -> Entry:
    """A field to type in, `size` letters wide; `unit` stands behind it."""
    with node("div", classes="entry"):
        node("label", label, for_=name)
        with node("span", classes="row tight"):
            numeric = "decimal" if unit else None
            shown = node(
                "input", id=name, type="text", value=value or None, placeholder=hint or None,
                inputmode=numeric, autocomplete="off", size=7 if unit else size,
            )  # fmt: skip
            if unit:
                node("span", unit, "soft")
    return Entry(label, shown, value, None)
