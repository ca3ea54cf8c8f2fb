"""No plan: a second method must say so too, and the rules that stand in the way are named."""

from scheduler.search.conflicts.agree import agrees
from scheduler.search.conflicts.elastic import ELASTIC, Breach, Elastic, Gives, Group
from scheduler.search.conflicts.named import NoPlan, no_plan

__all__ = ["ELASTIC", "Breach", "Elastic", "Gives", "Group", "NoPlan", "agrees", "no_plan"]
