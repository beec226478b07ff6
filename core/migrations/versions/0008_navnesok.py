"""Navnesøk: words of names and their keys, and fields of a stored search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import core.db
from core.persons.name_rows import keys_of, name_rows

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
MANY = 1000


def upgrade() -> None:
    """Makes the tables what the models say, and fills them from the names that stand."""
    op.create_table(
        "navn_nokkel",
        sa.Column("nokkel", core.db.SortedText, nullable=False),
        sa.Column("ord", core.db.SortedText, nullable=False),
        sa.PrimaryKeyConstraint("nokkel", "ord", name=op.f("pk_navn_nokkel")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_navn",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("ord", core.db.SortedText, nullable=False),
        sa.Column("etternavn_sok", core.db.SortedText, nullable=False),
        sa.Column("fornavn_sok", core.db.SortedText, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_navn_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "ord", name=op.f("pk_person_navn")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("person_navn", schema=None) as batch_op:
        batch_op.create_index("ix_person_navn_ord", ["ord", "etternavn_sok", "fornavn_sok", "person_id"], unique=False)
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_fodselsdato", ["fodselsdato", "etternavn_sok", "fornavn_sok"], unique=False)
    with op.batch_alter_table("lagret_sok", schema=None) as batch_op:
        batch_op.add_column(sa.Column("felt", sa.JSON(), nullable=True))
    _reach_index("fra", "til", "kind")
    _fill()


def _reach_index(*last: str) -> None:
    """SQLite takes the index with a person and a unit in front when the days follow; else it goes through the unit."""
    with op.batch_alter_table("reach", schema=None) as batch_op:
        batch_op.drop_index("ix_reach_person")
        batch_op.create_index("ix_reach_person", ["person_id", "unit_id", *last], unique=False)


def _fill() -> None:
    """The words of everyone's names, and the keys of each word once."""
    person = sa.table("person", sa.column("id", sa.Uuid()), sa.column("fornavn"), sa.column("etternavn"))
    words = sa.table("person_navn", *(sa.column(name) for name in ("ord", "etternavn_sok", "fornavn_sok")))
    words.append_column(sa.column("person_id", sa.Uuid()))
    keys = sa.table("navn_nokkel", sa.column("nokkel"), sa.column("ord"))
    connection = op.get_bind()
    seen: set[tuple[str, str]] = set()
    people = connection.execute(sa.select(person.c.id, person.c.fornavn, person.c.etternavn)).all()
    for start in range(0, len(people), MANY):
        part = people[start : start + MANY]
        connection.execute(words.insert(), [row for one in part for row in name_rows(*one)])
        rows = {(row["nokkel"], row["ord"]): row for row in keys_of(part)}
        fresh = sorted(rows.keys() - seen)
        seen |= rows.keys()
        if fresh:
            connection.execute(keys.insert(), [rows[key] for key in fresh])


def downgrade() -> None:
    """Goes back to what stood before."""
    _reach_index("kind", "fra", "til")
    with op.batch_alter_table("lagret_sok", schema=None) as batch_op:
        batch_op.drop_column("felt")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_fodselsdato")
    with op.batch_alter_table("person_navn", schema=None) as batch_op:
        batch_op.drop_index("ix_person_navn_ord")

    op.drop_table("person_navn")
    op.drop_table("navn_nokkel")
