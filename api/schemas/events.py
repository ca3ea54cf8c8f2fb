"""Kinds of events that webhooks tell of."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """What happened."""

    PLAN_FINISHED = "plan.finished"
    PLAN_ADOPTED = "plan.adopted"
    REQUISITION_CHANGED = "requisition.changed"
    DOCUMENT_CHANGED = "document.changed"
