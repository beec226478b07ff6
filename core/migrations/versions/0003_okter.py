"""Økter: what a session was started with, and the token before the one it has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables what the models say."""
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("apparat", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("roller", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("forrige_hash", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("byttet", core.db.Moment(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_web_session_forrige_hash"), ["forrige_hash"])


def downgrade() -> None:
    """Goes back to what stood before."""
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_web_session_forrige_hash"), type_="unique")
        batch_op.drop_column("byttet")
        batch_op.drop_column("forrige_hash")
        batch_op.drop_column("roller")
        batch_op.drop_column("apparat")
