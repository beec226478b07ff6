"""Logger: the newest views of a person, and of a user, by an index each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COPIED = """
UPDATE access_log_person SET
    at = (SELECT at FROM access_log WHERE access_log.id = access_log_person.log_id),
    user_id = (SELECT user_id FROM access_log WHERE access_log.id = access_log_person.log_id)
"""


def upgrade() -> None:
    """Makes the tables what the models say, and copies moment and user to the rows that stand."""
    op.add_column("access_log_person", sa.Column("at", core.db.Moment(), nullable=True))
    op.add_column("access_log_person", sa.Column("user_id", sa.Uuid(), nullable=True))
    op.execute(COPIED)
    with op.batch_alter_table("access_log_person", schema=None) as batch_op:
        batch_op.alter_column("at", existing_type=core.db.Moment(), nullable=False)
        batch_op.alter_column("user_id", existing_type=sa.Uuid(), nullable=False)
        batch_op.drop_index(batch_op.f("ix_access_log_person_person_id"))
        batch_op.create_index("ix_access_log_person_person", ["person_id", "at", "log_id", "user_id"], unique=False)
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.create_index("ix_access_log_user", ["user_id", "at", "id"], unique=False)
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_actor", ["actor", "id"], unique=False)
        batch_op.create_index("ix_event_type", ["type", "id"], unique=False)


def downgrade() -> None:
    """Takes away what the upgrade made."""
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_type")
        batch_op.drop_index("ix_event_actor")
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index("ix_access_log_user")
    with op.batch_alter_table("access_log_person", schema=None) as batch_op:
        batch_op.drop_index("ix_access_log_person_person")
        batch_op.create_index(batch_op.f("ix_access_log_person_person_id"), ["person_id"], unique=False)
        batch_op.drop_column("user_id")
        batch_op.drop_column("at")
