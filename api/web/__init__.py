"""The planner's page: NiceGUI on the same application, asking the same HTTP API as everybody.

Nothing of NiceGUI is imported until a page is served, so that workers and those who only call the API do
not pay for it.
"""

from __future__ import annotations

from fastapi import FastAPI

from api.settings import Settings


def add(app: FastAPI, settings: Settings) -> None:
    """Serves the page beside the routes that `app` has by now; call it last.

    A process serves the page of one application at a time: NiceGUI keeps its pages in the process. Others
    may be made and closed before and after.
    """
    from api.web.room import Room

    Room(app, settings).open()
