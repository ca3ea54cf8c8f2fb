"""Plain HTML elements with text and attributes."""

from __future__ import annotations

from nicegui.elements.mixins.text_element import TextElement

UNSAFE = (":", "on", "v-")  # NiceGUI and Vue would run what stands in these
Value = str | int | bool | None


class Node(TextElement):
    """An HTML element: a name, text that is shown as it is, attributes, children by `with`.

    `node("td", "12.4", "number", title="hours")`. Attributes: underscores stand for hyphens (`aria_label`),
    one at the end is dropped (`for_`); None and False leave an attribute out.
    """

    def __init__(self, tag: str, text: str = "", classes: str = "", **attributes: Value) -> None:
        super().__init__(tag=tag, text=text)
        if classes:
            self.classes(classes)
        for name, value in attributes.items():
            self.attribute(name.rstrip("_").replace("_", "-"), value)

    def attribute(self, name: str, value: Value) -> None:
        """Sets an attribute or takes it away. Raises ValueError for one that would be run."""
        if name.startswith(UNSAFE):
            raise ValueError(f"{name} is no attribute for text")
        if value is None or value is False:
            self._props.pop(name, None)
        else:
            self._props[name] = value
        self.update()


def node(tag: str, text: str = "", classes: str = "", **attributes: Value) -> Node:
    """An HTML element where one is, as `Node` says."""
    return Node(tag, text, classes, **attributes)
