"""All features together; reading this module enters them."""

from tests.oracle import bought_features, own_features, work_features
from tests.oracle.features import COVERS, FEATURES

__all__ = ["COVERS", "FEATURES", "bought_features", "own_features", "work_features"]
