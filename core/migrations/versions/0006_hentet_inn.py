"""Hentet inn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables what the models say."""
    op.create_table(
        "hentet_inn",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grunn", sa.String(length=20), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=False),
        sa.Column("hentet_av", sa.Uuid(), nullable=False),
        sa.Column("lukket", core.db.Moment(), nullable=True),
        sa.Column("lukket_av", sa.Uuid(), nullable=True),
        sa.Column("sett", core.db.Moment(), nullable=True),
        sa.Column("sett_av", sa.Uuid(), nullable=True),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=True),
        sa.Column("skjermet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hentet_inn_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hentet_inn")),
    )
    with op.batch_alter_table("hentet_inn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hentet_inn_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_hentet_inn_usett", ["sett", "lukket", "til"], unique=False)


def downgrade() -> None:
    """Goes back to what stood before."""
    with op.batch_alter_table("hentet_inn", schema=None) as batch_op:
        batch_op.drop_index("ix_hentet_inn_usett")
        batch_op.drop_index(batch_op.f("ix_hentet_inn_person_id"))

    op.drop_table("hentet_inn")
