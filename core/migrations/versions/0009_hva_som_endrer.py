"""What would change a period, beside its reasons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; `fotfeste rules run` fills it."""
    op.add_column("ordning_periode", sa.Column("endres", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    """Takes it away."""
    with op.batch_alter_table("ordning_periode", schema=None) as batch_op:
        batch_op.drop_column("endres")
