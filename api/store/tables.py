"""What is stored. Every table but `tenants` names its tenant, and every query goes through a `Scope`."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

KEY = 200  # characters of a client's key

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite knows no zones, so it is given UTC, and UTC is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        try:
            return None if value is None else value.astimezone(UTC)
        except OverflowError:  # the first or the last day of all, in another zone
            assert value is not None
            return (datetime.min if value.year == 1 else datetime.max).replace(tzinfo=UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value


def _tenant(*, primary: bool = False) -> Column[str]:
    return Column("tenant", ForeignKey("tenants.id"), nullable=False, primary_key=primary)


tenants = Table(
    "tenants",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", String(KEY), nullable=False),
    Column("sandbox", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
)

keys = Table(
    "keys",
    metadata,
    Column("id", String(40), primary_key=True),
    _tenant(),
    Column("name", String(KEY), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),  # SHA-256 of 256 random bits
    Column("roles", JSON, nullable=False),
    Column("pay", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
    Column("revoked", Moment),
)

documents = Table(
    "documents",
    metadata,
    _tenant(primary=True),
    Column("kind", String(20), primary_key=True),
    Column("key", String(KEY), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("archived", Moment),
    Index(None, "tenant", "kind", "updated"),
)

versions = Table(
    "versions",
    metadata,
    _tenant(primary=True),
    Column("kind", String(20), primary_key=True),
    Column("key", String(KEY), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("body", LargeBinary),  # compressed JSON; nothing once purged
    Column("changes", JSON, nullable=False),
    Column("created", Moment, nullable=False),
    Column("by", String(40), nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    _tenant(primary=True),
    Column("by", ForeignKey("keys.id", ondelete="CASCADE"), primary_key=True),  # nobody else sees it
    Column("kind", String(20), primary_key=True),
    Column("key", String(KEY), primary_key=True),
    Column("base", Integer),  # the version it began from; nothing where there was none
    Column("revision", Integer, nullable=False),  # grows with every change
    Column("body", LargeBinary, nullable=False),  # compressed JSON
    Column("updated", Moment, nullable=False),
    Index(None, "updated"),
)

plans = Table(
    "plans",
    metadata,
    Column("id", String(40), primary_key=True),
    _tenant(),
    Column("series", String(KEY), nullable=False),
    Column("state", String(20), nullable=False),
    Column("stop_requested", Boolean, nullable=False),
    Column("inputs", JSON, nullable=False),  # kind → {key, version, hash}
    Column("effort", JSON, nullable=False),
    Column("fingerprint", String(64), nullable=False),  # of inputs, effort and baseline
    Column("baseline", String(40)),
    Column("outcome", String(20)),
    Column("stop_reason", String(20)),
    Column("cost", Float),
    Column("bound", Float),
    Column("gap", Float),
    Column("seconds", Float),
    Column("error", JSON),
    Column("attempts", Integer, nullable=False),
    Column("worker", String(80)),
    Column("created", Moment, nullable=False),
    Column("started", Moment),
    Column("updated", Moment, nullable=False),
    Column("finished", Moment),
    Column("adopted", Moment),
    Column("by", String(40), nullable=False),
    Column("of", String(40)),  # the plan it is an alternative to, or carries on
    Column("relation", String(20)),
    Column("told", JSON),  # what is said of it beside that plan
    Index(None, "tenant", "series", "created"),
    Index(None, "tenant", "fingerprint"),
    Index(None, "tenant", "of"),
    Index(None, "state", "updated"),
)

contents = Table(
    "contents",
    metadata,
    Column("plan", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    _tenant(),
    Column("problem", LargeBinary, nullable=False),  # compressed JSON
    Column("result", LargeBinary),
    Column("given", LargeBinary),  # what a replanned plan is worked out from
    Column("kept", LargeBinary),  # the result of keeping the earlier plan
)

traces = Table(
    "traces",
    metadata,
    Column("plan", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    _tenant(),
    Column("points", JSON, nullable=False),  # [seconds, cost, bound] whenever one of the last two changed
)
"""How searches came to where they are."""

submissions = Table(
    "submissions",
    metadata,
    _tenant(primary=True),
    Column("key", String(KEY), primary_key=True),  # the client's Idempotency-Key
    Column("hash", String(64), nullable=False),
    Column("plan", String(40), nullable=False),
    Column("created", Moment, nullable=False),
)

adoptions = Table(
    "adoptions",
    metadata,
    _tenant(primary=True),
    Column("series", String(KEY), primary_key=True),
    Column("plan", ForeignKey("plans.id"), nullable=False),
    Column("since", Moment, nullable=False),
)

requisitions = Table(
    "requisitions",
    metadata,
    Column("id", String(40), primary_key=True),
    _tenant(),
    Column("series", String(KEY), nullable=False),
    Column("change", Integer, nullable=False),  # grows with every change of the tenant: the feed's cursor
    Column("first", Integer, nullable=False),  # the change that made it
    Column("body", JSON, nullable=False),
    Column("status", String(20), nullable=False),
    Column("external_id", String(KEY)),
    Column("heads_filled", Float, nullable=False),
    Column("version", Integer, nullable=False),
    Column("plan", String(40), nullable=False),
    Column("updated", Moment, nullable=False),
    UniqueConstraint("tenant", "change"),
    Index(None, "tenant", "series", "change"),
)

counters = Table(
    "counters",
    metadata,
    _tenant(primary=True),
    Column("name", String(40), primary_key=True),
    Column("last", Integer, nullable=False),
)
"""Numbers given out one after the other; who takes one keeps all others waiting until it has committed."""

mappings = Table(
    "mappings",
    metadata,
    _tenant(primary=True),
    Column("key", String(KEY), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("by", String(40), nullable=False),
    Column("archived", Moment),
)

imports = Table(
    "imports",
    metadata,
    _tenant(primary=True),
    Column("document", String(KEY), primary_key=True),  # a workforce's key
    Column("version", Integer, primary_key=True),
    Column("day", Date, nullable=False),  # the export's
    Column("mapping", String(KEY), nullable=False),
    Column("at", Moment, nullable=False),
)

import_keys = Table(
    "import_keys",
    metadata,
    _tenant(primary=True),
    Column("key", LargeBinary, nullable=False),  # of the hashes below
)

employees = Table(
    "employees",
    metadata,
    _tenant(primary=True),
    Column("document", String(KEY), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("pool", String(KEY), nullable=False),
)
"""Who was in the last export: a keyed hash of the employee's id, and nothing else of a person."""

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _tenant(),
    Column("at", Moment, nullable=False),
    Column("by", String(40), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(2 * KEY), nullable=False),
    Column("details", JSON, nullable=False),
    Index(None, "tenant", "at"),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String(40), primary_key=True),
    _tenant(),
    Column("url", String(2000), nullable=False),
    Column("secret", String(80), nullable=False),
    Column("old_secret", String(80)),  # signs along for a day after it was rotated
    Column("rotated", Moment),
    Column("events", JSON, nullable=False),
    Column("created", Moment, nullable=False),
    Column("by", String(40), nullable=False),
    Column("failing", Moment),  # since when every try of a delivery has been in vain
    Column("disabled", Moment),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(40), primary_key=True),
    _tenant(),
    Column("webhook", ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("event", String(40), nullable=False),
    Column("body", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("base", Integer, nullable=False),  # attempts before the last replay
    Column("due", Moment),  # when somebody should try; nothing once ended
    Column("answer", String(64)),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Index(None, "tenant", "webhook", "created"),
    Index(None, "state", "due"),
)

comparisons = Table(
    "comparisons",
    metadata,
    Column("plan", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    _tenant(),
    Column("state", String(20), nullable=False),
    Column("body", JSON, nullable=False),
    Column("error", JSON),
    Column("due", Moment),  # when somebody should look after it; nothing once ended
    Column("updated", Moment, nullable=False),
    Index(None, "state", "due"),
)

studies = Table(
    "studies",
    metadata,
    Column("id", String(40), primary_key=True),
    _tenant(),
    Column("plan", ForeignKey("plans.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("fingerprint", String(64), nullable=False),  # of what is asked
    Column("asked", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("error", JSON),
    Column("attempt", Integer, nullable=False),
    Column("due", Moment),  # when somebody should look after it; nothing once ended
    Column("until", Moment),  # when no further question is begun
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("by", String(40), nullable=False),
    UniqueConstraint("tenant", "plan", "kind", "fingerprint"),
    Index(None, "state", "due"),
)
"""Questions about a plan that workers answer one by one: why it is as it is, what else could be done."""

answers = Table(
    "answers",
    metadata,
    Column("study", ForeignKey("studies.id", ondelete="CASCADE"), primary_key=True),
    Column("question", String(64), primary_key=True),  # the hash of its name: names may be long
    _tenant(),
    Column("name", String, nullable=False),
    Column("body", LargeBinary),  # compressed JSON; nothing when it could not be answered
)

actuals = Table(
    "actuals",
    metadata,
    Column("plan", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    _tenant(),
    Column("body", LargeBinary, nullable=False),  # compressed JSON
    Column("hash", String(64), nullable=False),
    Column("updated", Moment, nullable=False),
    Column("by", String(40), nullable=False),
)
"""What truly happened since a plan was made."""

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("worker", String(80), primary_key=True),
    Column("seen", Moment, nullable=False),
)
"""Of worker processes, who serve all tenants."""
