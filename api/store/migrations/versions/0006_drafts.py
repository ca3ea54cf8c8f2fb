"""Drafts: documents that somebody is still at work on.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("tenant", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant"], ["tenants.id"], name=op.f("fk_drafts_tenant_tenants")),
        sa.ForeignKeyConstraint(["by"], ["keys.id"], name=op.f("fk_drafts_by_keys"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tenant", "by", "kind", "key", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_updated"), "drafts", ["updated"])


def downgrade() -> None:
    op.drop_table("drafts")
