"""Questions about plans and their answers, actuals, and plans that stand beside others.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("of", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("relation", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("told", sa.JSON(), nullable=True))
        batch_op.create_index(batch_op.f("ix_plans_tenant_of"), ["tenant", "of"], unique=False)
    with op.batch_alter_table("contents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("given", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("kept", sa.LargeBinary(), nullable=True))
    _studies()
    op.create_table(
        "answers",
        sa.Column("study", sa.String(length=40), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("tenant", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["study"], ["studies.id"], name=op.f("fk_answers_study_studies"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant"], ["tenants.id"], name=op.f("fk_answers_tenant_tenants")),
        sa.PrimaryKeyConstraint("study", "question", name=op.f("pk_answers")),
    )
    op.create_table(
        "actuals",
        sa.Column("plan", sa.String(length=40), nullable=False),
        sa.Column("tenant", sa.String(length=40), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"], ["plans.id"], name=op.f("fk_actuals_plan_plans"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant"], ["tenants.id"], name=op.f("fk_actuals_tenant_tenants")),
        sa.PrimaryKeyConstraint("plan", name=op.f("pk_actuals")),
    )


def _studies() -> None:
    op.create_table(
        "studies",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("tenant", sa.String(length=40), nullable=False),
        sa.Column("plan", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan"], ["plans.id"], name=op.f("fk_studies_plan_plans"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant"], ["tenants.id"], name=op.f("fk_studies_tenant_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_studies")),
        sa.UniqueConstraint(
            "tenant", "plan", "kind", "fingerprint", name=op.f("uq_studies_tenant_plan_kind_fingerprint")
        ),
    )
    with op.batch_alter_table("studies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_studies_state_due"), ["state", "due"], unique=False)


def downgrade() -> None:
    for table in ("actuals", "answers", "studies"):
        op.drop_table(table)
    with op.batch_alter_table("contents", schema=None) as batch_op:
        batch_op.drop_column("kept")
        batch_op.drop_column("given")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plans_tenant_of"))
        for name in ("told", "relation", "of"):
            batch_op.drop_column(name)
