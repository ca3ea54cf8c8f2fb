"""Moments in queries: written out with a zone; anything else is a fault and never a guess."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

ASKED = ("/v1/plans?updated_since=", "/v1/forecasts?updated_since=", "/v1/audit?since=")


@pytest.mark.parametrize("path", ASKED)
def test_a_moment_with_a_zone_is_understood(client: TestClient, path: str) -> None:
    for moment in ("2027-01-04T09:00:00Z", "2027-01-04T09:00:00.5+01:00", "2027-01-04t09:00:00z"):
        assert client.get(path + quote(moment)).status_code == 200


@pytest.mark.parametrize("path", ASKED)
def test_what_is_no_moment_is_refused(client: TestClient, path: str) -> None:
    for moment in ("1", "1e9", "-1", "nan", "2027-01-04", "2027-01-04T09:00:00", "T", "2027-13-04T09:00:00Z"):
        answer = client.get(path + quote(moment))
        assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed"), moment
