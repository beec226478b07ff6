"""Personlister."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables what the models say."""
    op.create_table(
        "lagret_visning",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=False),
        sa.Column("lov", sa.String(length=40), nullable=False),
        sa.Column("navn", sa.String(length=60), nullable=False),
        sa.Column("valg", sa.JSON(), nullable=False),
        sa.Column("laget", core.db.Moment(), nullable=False),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_lagret_visning_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lagret_visning")),
    )
    with op.batch_alter_table("lagret_visning", schema=None) as batch_op:
        batch_op.create_index("ix_lagret_visning_bruker", ["user_id", "lov"], unique=False)
        batch_op.create_index("ix_lagret_visning_enhet", ["unit_id", "lov"], unique=False)

    op.create_table(
        "ordning_linje",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lov", sa.String(length=40), nullable=False),
        sa.Column("ordning", sa.String(length=40), nullable=False),
        sa.Column("kategori", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=False),
        sa.Column("frist", sa.Date(), nullable=False),
        sa.Column("apen_fra", sa.Date(), nullable=False),
        sa.Column("apen_til", sa.Date(), nullable=False),
        sa.Column("bydel", sa.String(length=6), nullable=False),
        sa.Column("mottak", sa.String(length=12), nullable=False),
        sa.Column("duf", sa.String(length=12), nullable=False),
        sa.Column("fornavn", sa.String(), nullable=False),
        sa.Column("etternavn", sa.String(), nullable=False),
        sa.Column("fornavn_sok", core.db.SortedText, nullable=False),
        sa.Column("etternavn_sok", core.db.SortedText, nullable=False),
        sa.Column("fodselsdato", sa.Date(), nullable=False),
        sa.Column("statsborgerskap", sa.String(length=3), nullable=False),
        sa.Column("morsmal", sa.String(length=10), nullable=False),
        sa.Column("unit_fra", sa.Date(), nullable=False),
        sa.Column("unit_til", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=True),
        sa.Column("skjermet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ordning_linje_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ordning_linje")),
    )
    with op.batch_alter_table("ordning_linje", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ordning_linje_alle_apne",
            ["lov", "skjermet", "apen_til", "apen_fra", "unit_fra", "unit_til", "person_id", "ordning", "kategori"],
            unique=False,
        )
        batch_op.create_index("ix_ordning_linje_alle_duf", ["lov", "skjermet", "duf", "id"], unique=False)
        batch_op.create_index("ix_ordning_linje_alle_fra", ["lov", "skjermet", "fra", "id"], unique=False)
        batch_op.create_index("ix_ordning_linje_alle_frist", ["lov", "skjermet", "frist", "id"], unique=False)
        batch_op.create_index(
            "ix_ordning_linje_alle_navn", ["lov", "skjermet", "etternavn_sok", "fornavn_sok", "id"], unique=False
        )
        batch_op.create_index(
            "ix_ordning_linje_enhet_apne",
            [
                "unit_id",
                "skjermet",
                "lov",
                "apen_til",
                "apen_fra",
                "unit_fra",
                "unit_til",
                "person_id",
                "ordning",
                "kategori",
            ],
            unique=False,
        )
        batch_op.create_index("ix_ordning_linje_enhet_duf", ["unit_id", "skjermet", "lov", "duf", "id"], unique=False)
        batch_op.create_index("ix_ordning_linje_enhet_fra", ["unit_id", "skjermet", "lov", "fra", "id"], unique=False)
        batch_op.create_index(
            "ix_ordning_linje_enhet_frist", ["unit_id", "skjermet", "lov", "frist", "id"], unique=False
        )
        batch_op.create_index(
            "ix_ordning_linje_enhet_navn",
            ["unit_id", "skjermet", "lov", "etternavn_sok", "fornavn_sok", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_ordning_linje_person_id"), ["person_id"], unique=False)

    op.create_table(
        "standardvisning",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("lov", sa.String(length=40), nullable=False),
        sa.Column("view_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_standardvisning_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["view_id"], ["lagret_visning.id"], name=op.f("fk_standardvisning_view_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "lov", name=op.f("pk_standardvisning")),
    )
    with op.batch_alter_table("standardvisning", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_standardvisning_view_id"), ["view_id"], unique=False)


def downgrade() -> None:
    """Goes back to what stood before."""
    with op.batch_alter_table("standardvisning", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_standardvisning_view_id"))

    op.drop_table("standardvisning")
    with op.batch_alter_table("ordning_linje", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ordning_linje_person_id"))
        batch_op.drop_index("ix_ordning_linje_enhet_navn")
        batch_op.drop_index("ix_ordning_linje_enhet_frist")
        batch_op.drop_index("ix_ordning_linje_enhet_fra")
        batch_op.drop_index("ix_ordning_linje_enhet_duf")
        batch_op.drop_index("ix_ordning_linje_enhet_apne")
        batch_op.drop_index("ix_ordning_linje_alle_navn")
        batch_op.drop_index("ix_ordning_linje_alle_frist")
        batch_op.drop_index("ix_ordning_linje_alle_fra")
        batch_op.drop_index("ix_ordning_linje_alle_duf")
        batch_op.drop_index("ix_ordning_linje_alle_apne")

    op.drop_table("ordning_linje")
    with op.batch_alter_table("lagret_visning", schema=None) as batch_op:
        batch_op.drop_index("ix_lagret_visning_enhet")
        batch_op.drop_index("ix_lagret_visning_bruker")

    op.drop_table("lagret_visning")
