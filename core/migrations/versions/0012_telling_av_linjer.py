"""Telling av linjer: an index for the lines of one ordning in a kommune."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COLUMNS = ["apen_til", "apen_fra", "unit_fra", "unit_til", "person_id", "kategori", "lov"]


def upgrade() -> None:
    """Who counts those of one ordning does not pass those of the others."""
    columns = ["unit_id", "skjermet", "ordning", *COLUMNS]
    op.create_index("ix_ordning_linje_enhet_ordning", "ordning_linje", columns, unique=False)


def downgrade() -> None:
    """As it was."""
    op.drop_index("ix_ordning_linje_enhet_ordning", table_name="ordning_linje")
