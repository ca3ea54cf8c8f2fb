"""A place to drop files on, or to choose them with the keyboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.elements.upload import Upload
from nicegui.elements.upload_files import FileUpload

ACCEPT = ".xlsx,.csv,.zip,.json"
REFUSED = {413: "This file is larger than this service takes.", 0: "The service was not reached: try again."}


class Drop(Upload, component="drop.js"):
    """`given` is handed all files that were dropped together: (name, content)."""

    def __init__(
        self,
        label: str,
        hint: str,
        given: Callable[[list[tuple[str, bytes]]], Awaitable[Any]],
        refused: Callable[[str], None],
    ) -> None:
        super().__init__(multiple=True, label=label)
        self._given = given
        self._props["hint"], self._props["accept"] = hint, ACCEPT
        self.on("refused", lambda told: refused(REFUSED.get(told.args, "This file could not be sent.")))

    async def handle_uploads(self, files: list[FileUpload]) -> None:
        """The files of one drop."""
        with self.parent_slot or self.default_slot:
            await self._given([(file.name, await file.read()) for file in files])
