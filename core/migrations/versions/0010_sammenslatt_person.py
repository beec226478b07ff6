"""Registreringer som er slått sammen med en annen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
NUMBERS = ("duf", "regnr", "unhcr", "fnr")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "sammenslatt_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tidligere_id", sa.Uuid(), nullable=False),
        sa.Column("duf", sa.String(length=12), nullable=True),
        sa.Column("regnr", sa.String(length=20), nullable=True),
        sa.Column("unhcr", sa.String(length=20), nullable=True),
        sa.Column("fnr", sa.String(length=11), nullable=True),
        sa.Column("fornavn", sa.String(), nullable=False),
        sa.Column("etternavn", sa.String(), nullable=False),
        sa.Column("fodselsdato", sa.Date(), nullable=False),
        sa.Column("skjerming", sa.String(length=20), nullable=False),
        sa.Column("slatt_sammen", core.db.Moment(), nullable=False),
        sa.Column("slatt_sammen_av", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=True),
        sa.Column("skjermet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sammenslatt_person_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sammenslatt_person")),
        sa.UniqueConstraint("tidligere_id", name=op.f("uq_sammenslatt_person_tidligere_id")),
    )
    for name in ("person_id", *NUMBERS):
        op.create_index(op.f(f"ix_sammenslatt_person_{name}"), "sammenslatt_person", [name], unique=False)


def downgrade() -> None:
    """Takes it away."""
    for name in (*NUMBERS, "person_id"):
        op.drop_index(op.f(f"ix_sammenslatt_person_{name}"), table_name="sammenslatt_person")
    op.drop_table("sammenslatt_person")
