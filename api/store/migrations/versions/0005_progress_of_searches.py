"""How searches came to where they are.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "traces",
        sa.Column("plan", sa.String(40), nullable=False),
        sa.Column("tenant", sa.String(40), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"], ["plans.id"], name=op.f("fk_traces_plan_plans"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant"], ["tenants.id"], name=op.f("fk_traces_tenant_tenants")),
        sa.PrimaryKeyConstraint("plan", name=op.f("pk_traces")),
    )


def downgrade() -> None:
    op.drop_table("traces")
