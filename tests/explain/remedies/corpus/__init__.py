"""Problems without a plan, and why: one or more for every rule that could give, some with two reasons."""

from tests.explain.remedies.corpus.contracts import CONTRACTS
from tests.explain.remedies.corpus.own import OWN
from tests.explain.remedies.corpus.rest import REST
from tests.explain.remedies.corpus.twin import NoPlan
from tests.explain.remedies.corpus.two import TWO

CORPUS: dict[str, NoPlan] = OWN | CONTRACTS | REST | TWO

__all__ = ["CORPUS", "TWO", "NoPlan"]
