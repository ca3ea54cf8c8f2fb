"""Going to another address of the page."""

from __future__ import annotations

from nicegui import ui


def go(address: str) -> None:
    """Opens an address of the page. Raises ValueError for one that is elsewhere."""
    if not address.startswith("/") or address.startswith("//"):
        raise ValueError(f"{address} is no address of the page")
    ui.navigate.to(address)
