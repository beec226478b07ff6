"""Tiltak."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables what the models say."""
    op.create_table(
        "nir_tiltak_tiltak",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ordning", sa.String(length=40), nullable=False),
        sa.Column("gruppe", sa.String(length=60), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=False),
        sa.Column("timer_per_uke", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("erstattende", sa.Boolean(), nullable=False),
        sa.Column("mottatt_tilbud", sa.Boolean(), nullable=True),
        sa.Column("gjennomforing", sa.String(length=20), nullable=True),
        sa.Column("bydel", sa.String(length=6), nullable=True),
        sa.Column("referanse", sa.String(length=60), nullable=True),
        sa.Column("importert", sa.String(length=64), nullable=True),
        sa.Column("registrert_av", sa.String(length=100), nullable=False),
        sa.Column("registrert", core.db.Moment(), nullable=False),
        sa.Column("endret_av", sa.String(length=100), nullable=True),
        sa.Column("endret", core.db.Moment(), nullable=True),
        sa.Column("slettet_av", sa.String(length=100), nullable=True),
        sa.Column("slettet", core.db.Moment(), nullable=True),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=True),
        sa.Column("skjermet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_nir_tiltak_tiltak_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nir_tiltak_tiltak")),
    )
    with op.batch_alter_table("nir_tiltak_tiltak", schema=None) as batch_op:
        batch_op.create_index("ix_nir_tiltak_tiltak_ordning", ["person_id", "ordning", "fra"], unique=False)
        batch_op.create_index(batch_op.f("ix_nir_tiltak_tiltak_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "ix_nir_tiltak_tiltak_unit", ["unit_id", "skjermet", "ordning", "fra", "id"], unique=False
        )


def downgrade() -> None:
    """Goes back to what stood before."""
    with op.batch_alter_table("nir_tiltak_tiltak", schema=None) as batch_op:
        batch_op.drop_index("ix_nir_tiltak_tiltak_unit")
        batch_op.drop_index(batch_op.f("ix_nir_tiltak_tiltak_person_id"))
        batch_op.drop_index("ix_nir_tiltak_tiltak_ordning")

    op.drop_table("nir_tiltak_tiltak")
