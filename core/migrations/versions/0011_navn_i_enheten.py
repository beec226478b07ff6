"""Navnesøk i en enhet: ordene i navnene til dem enheten ser."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
FILL = """
INSERT INTO enhet_navn (person_id, unit_id, ord, etternavn_sok, fornavn_sok)
SELECT r.person_id, r.unit_id, n.ord, n.etternavn_sok, n.fornavn_sok
FROM reach r JOIN person_navn n ON n.person_id = r.person_id WHERE true ORDER BY r.person_id
ON CONFLICT DO NOTHING"""
"""In the order of the table's key, so that each row's place is beside the one before."""


def upgrade() -> None:
    """Makes the table, and fills it from the names and the reach that stand."""
    op.create_table(
        "enhet_navn",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=False),
        sa.Column("ord", core.db.SortedText, nullable=False),
        sa.Column("etternavn_sok", core.db.SortedText, nullable=False),
        sa.Column("fornavn_sok", core.db.SortedText, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_enhet_navn_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "unit_id", "ord", name=op.f("pk_enhet_navn")),
        sqlite_with_rowid=False,
    )
    op.execute(FILL)
    columns = ["unit_id", "ord", "etternavn_sok", "fornavn_sok", "person_id"]
    op.create_index("ix_enhet_navn_ord", "enhet_navn", columns, unique=False)


def downgrade() -> None:
    """Takes it away."""
    op.drop_index("ix_enhet_navn_ord", table_name="enhet_navn")
    op.drop_table("enhet_navn")
