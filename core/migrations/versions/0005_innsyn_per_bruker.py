"""Innsyn per bruker: what a user has seen by an index that holds all that is asked, not by one lookup an answer."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The index moves from the answers to the persons they showed."""
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index("ix_access_log_user")
    with op.batch_alter_table("access_log_person", schema=None) as batch_op:
        batch_op.create_index("ix_access_log_person_user", ["user_id", "at", "log_id", "person_id"], unique=False)


def downgrade() -> None:
    """Moves it back."""
    with op.batch_alter_table("access_log_person", schema=None) as batch_op:
        batch_op.drop_index("ix_access_log_person_user")
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.create_index("ix_access_log_user", ["user_id", "at", "id"], unique=False)
