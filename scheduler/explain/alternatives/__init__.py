"""Other plans at about the same cost that are truly different in character.

What the obvious other ways would cost (no contractors, nobody hired, a spreadsheet's rule) is in `instead`.
"""

from scheduler.explain.alternatives.answer import AlternativePlan
from scheduler.explain.alternatives.character import CHARACTERS, characters_of
from scheduler.explain.alternatives.one import one_alternative
from scheduler.explain.alternatives.several import ROOM, alternatives, distinct

__all__ = [
    "CHARACTERS",
    "ROOM",
    "AlternativePlan",
    "alternatives",
    "characters_of",
    "distinct",
    "one_alternative",
]
