"""Hva fristen gjelder: it stands with each period and line. Those there are get theirs when the rules run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = ("ordning_periode", "ordning_linje")


def upgrade() -> None:
    """A column in both."""
    for table in TABLES:
        op.add_column(table, sa.Column("frist_grunn", sa.String(length=60), server_default="", nullable=False))


def downgrade() -> None:
    """As it was."""
    for table in TABLES:
        op.drop_column(table, "frist_grunn")
