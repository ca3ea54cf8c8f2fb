"""Questions and comparisons that ended in a fault say in which.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("comparisons", "studies"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("error", sa.JSON(), nullable=True))


def downgrade() -> None:
    for table in ("studies", "comparisons"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("error")
