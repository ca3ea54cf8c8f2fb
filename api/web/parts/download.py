"""Links that download what the API gives."""

from __future__ import annotations

from api.web.parts.node import Node, node


def download(text: str, path: str, *, classes: str = "button", hint: str = "") -> Node:
    """A link to a file: `path` as the API has it, such as `/v1/plans/plan_1/workbook`.

    The file comes straight from the API with the person's key and under the API's name for it. Raises
    ValueError for a path that is none of the API's.
    """
    if not path.startswith("/v1/"):
        raise ValueError(f"{path} is no path of the API")
    return node(
        "a", text, classes, href="/take/" + path.removeprefix("/v1/"), download="", title=hint or None
    )
