"""`staffmix serve --demo`: a sandbox that holds the six-month surge, and four lines that try the service."""

from __future__ import annotations

import json

import fixtures
from api.store import documents, keys
from api.store.documents import Kind
from api.store.keys import Role
from api.store.store import Store

TENANT, KEY, EXAMPLE = "demo", "demo", "six-month-surge"
LINES = """
Try it, with a test key: it sees the sandbox 'demo', where the documents are stored as 'demo' too.
URL={address} KEY="Authorization: Bearer {secret}" JSON="Content-Type: application/json"
curl -fsS -H "$KEY" "$URL/v1/examples/six-month-surge" -o surge.json
curl -fsS -H "$KEY" -H "$JSON" -d @surge.json "$URL/v1/plans?wait=60" | tee plan.json
curl -fsS -H "$KEY" "$URL/v1/plans/$(grep -o 'plan_[0-9a-f]*' plan.json | head -n 1)/actions"
curl -fsS -H "$KEY" "$URL/v1/plans/$(grep -o 'plan_[0-9a-f]*' plan.json | head -n 1)/workbook" -o plan.xlsx
"""


def made(store: Store) -> str:
    """Makes the sandbox and a key of it, in place of the key that was shown before; the key."""
    problem = fixtures.load(EXAMPLE)
    keys.add_tenant(store, TENANT, "Demo", sandbox=True)
    with store.scope(TENANT) as scope:
        for earlier in keys.list_keys(scope):
            if earlier.name == KEY:
                keys.revoke(scope, earlier.id)
        identity, secret = keys.add_key(scope, KEY, list(Role), pay=True, sandbox=True)
        for kind in Kind:
            data = getattr(problem, kind).model_dump(mode="json", by_alias=True)
            documents.put(scope, kind, KEY, json.dumps(data), data, {}, identity)
    return secret


def lines(secret: str, address: str) -> list[str]:
    """What to type."""
    return LINES.format(secret=secret, address=address).strip("\n").splitlines()
