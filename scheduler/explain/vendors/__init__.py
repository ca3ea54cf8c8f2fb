"""Vendors compared through the plan: what their hours truly cost, and what would be without them."""

from scheduler.explain.room import Room
from scheduler.explain.vendors.answer import answer, questions
from scheduler.explain.vendors.shapes import VendorView

__all__ = ["ROOM", "VendorView"]

ROOM = Room(name="vendors", shape=VendorView, questions=questions, answer=answer)
