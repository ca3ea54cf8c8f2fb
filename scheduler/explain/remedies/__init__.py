"""No plan? The smallest sets of edits that give one, with what the plan then costs."""

from __future__ import annotations

from scheduler.explain.remedies.all import distinct, remedies
from scheduler.explain.remedies.edit import Cell, Edit, applied, undone
from scheduler.explain.remedies.remedy import Remedy
from scheduler.explain.remedies.slots import MOST, answer, questions
from scheduler.explain.room import Room

ROOM = Room(name="remedies", shape=Remedy, questions=questions, answer=answer, most=MOST)

__all__ = ["ROOM", "Cell", "Edit", "Remedy", "applied", "distinct", "remedies", "undone"]
