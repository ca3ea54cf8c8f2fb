"""Two plans, or the documents they were made from, side by side in numbers and in words."""

from scheduler.explain.difference.change import DocumentChange
from scheduler.explain.difference.documents import documents_difference
from scheduler.explain.difference.headline import headline
from scheduler.explain.difference.matching import TRACE, matched, same_actions
from scheduler.explain.difference.plans import (
    ActionPair,
    Difference,
    HeadsPair,
    KindPair,
    Pair,
    WorkPair,
    difference,
    own_heads_apart,
    pair,
)
from scheduler.explain.difference.told import Told, sentences, told

__all__ = [
    "TRACE",
    "ActionPair",
    "Difference",
    "DocumentChange",
    "HeadsPair",
    "KindPair",
    "Pair",
    "Told",
    "WorkPair",
    "difference",
    "documents_difference",
    "headline",
    "matched",
    "own_heads_apart",
    "pair",
    "same_actions",
    "sentences",
    "told",
]
