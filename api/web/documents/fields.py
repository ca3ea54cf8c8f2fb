"""Labelled fields of a form, and buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from api.web.parts.node import Node, Value, node

VALUE = "(event) => emit(event.target.type === 'checkbox' ? event.target.checked : event.target.value)"
_numbers = count(1)


class Form(dict[str, Any]):
    """The values of a form by name; fields write into it as one types."""

    def text(self, name: str, label: str, value: str = "", *, hint: str = "", **attributes: Value) -> Node:
        """A line of text. `hint`: what may be written, below it."""
        self[name] = value
        with node("div", classes="entry") as place:
            identity = f"field-{name}-{next(_numbers)}"
            node("label", label, for_=identity)
            described = f"{identity}-hint" if hint else None
            given: dict[str, Any] = {"type": "text", "autocomplete": "off", **attributes}
            shown = node("input", id=identity, value=value, aria_describedby=described, **given)
            if hint:
                node("p", hint, "soft small", id=described)
        self._follow(shown, name, "input")
        return place

    def choice(self, name: str, label: str, options: Mapping[str, str], value: str) -> Node:
        """One of several: values and the words for them."""
        self[name] = value
        with node("div", classes="entry") as place:
            identity = f"field-{name}-{next(_numbers)}"
            node("label", label, for_=identity)
            with node("select", id=identity) as shown:
                for each, words in options.items():
                    node("option", words, value=each, selected=each == value)
        self._follow(shown, name, "change")
        return place

    def tick(self, name: str, label: str, *, on: bool) -> Node:
        """A box to be ticked."""
        self[name] = on
        with node("label", classes="entry-tick") as place:
            shown = node("input", type="checkbox", checked=on)
            node("span", label)
        self._follow(shown, name, "change")
        return place

    def _follow(self, shown: Node, name: str, event: str) -> None:
        shown.on(event, lambda told: self.__setitem__(name, told.args), js_handler=VALUE)


def button(text: str, act: Callable[..., Any], classes: str = "button", **attributes: Value) -> Node:
    """A button that does something."""
    return node("button", text, classes, type="button", **attributes).on("click", act)
