"""Grunnlag."""

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
        "access_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", core.db.Moment(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.String(length=100), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_log_at"), ["at"], unique=False)

    op.create_table(
        "app_user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("brukernavn", sa.String(length=100), nullable=False),
        sa.Column("navn", sa.String(length=200), nullable=False),
        sa.Column("passord", sa.String(length=200), nullable=False),
        sa.Column("sprak", sa.String(length=2), nullable=False),
        sa.Column("stengt", core.db.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_user")),
        sa.UniqueConstraint("brukernavn", name=op.f("uq_app_user_brukernavn")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", core.db.Moment(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("text_digest", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        info={"public": "read through events.queries, which asks for the person's reach first"},
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_person", ["person_id", "id"], unique=False)

    op.create_table(
        "event_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_head")),
    )
    op.create_table(
        "event_text",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_text")),
    )
    op.create_table(
        "form_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", core.db.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_key")),
    )
    op.create_table(
        "innstilling",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_innstilling")),
    )
    op.create_table(
        "mottak",
        sa.Column("kode", sa.String(length=12), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("kommune", sa.String(length=4), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_mottak")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("duf", sa.String(length=12), nullable=True),
        sa.Column("regnr", sa.String(length=20), nullable=True),
        sa.Column("unhcr", sa.String(length=20), nullable=True),
        sa.Column("fnr", sa.String(length=11), nullable=True),
        sa.Column("fornavn", sa.String(), nullable=False),
        sa.Column("etternavn", sa.String(), nullable=False),
        sa.Column("fornavn_sok", core.db.SortedText, nullable=False),
        sa.Column("etternavn_sok", core.db.SortedText, nullable=False),
        sa.Column("fodselsdato", sa.Date(), nullable=False),
        sa.Column("kjonn", sa.String(length=1), nullable=False),
        sa.Column("statsborgerskap", sa.String(length=3), nullable=False),
        sa.Column("morsmal", sa.String(length=10), nullable=True),
        sa.Column("familie_referanse", sa.String(length=40), nullable=True),
        sa.Column("familie_rolle", sa.String(length=30), nullable=True),
        sa.Column("skjerming", sa.String(length=20), nullable=False),
        sa.Column("skjermet", sa.Boolean(), nullable=False),
        sa.Column("ankommet", sa.Date(), nullable=False),
        sa.Column("soknad_registrert", sa.Date(), nullable=True),
        sa.Column("soknad_avslag", sa.Date(), nullable=True),
        sa.Column("versjon", sa.Integer(), nullable=False),
        sa.Column("lest_inn", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("duf", name=op.f("uq_person_duf")),
        sa.UniqueConstraint("regnr", name=op.f("uq_person_regnr")),
        sa.UniqueConstraint("unhcr", name=op.f("uq_person_unhcr")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_etternavn_sok", ["etternavn_sok", "fornavn_sok"], unique=False)
        batch_op.create_index("ix_person_familie_referanse", ["familie_referanse"], unique=False)
        batch_op.create_index("ix_person_fnr", ["fnr"], unique=False)
        batch_op.create_index("ix_person_fornavn_sok", ["fornavn_sok", "etternavn_sok"], unique=False)

    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", core.db.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_failure_key_at", ["key", "at"], unique=False)

    op.create_table(
        "access_log_person",
        sa.Column("log_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["log_id"], ["access_log.id"], name=op.f("fk_access_log_person_log_id")),
        sa.PrimaryKeyConstraint("log_id", "person_id", name=op.f("pk_access_log_person")),
        info={"public": "the log of what was seen; pages read it with their own right"},
    )
    with op.batch_alter_table("access_log_person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_log_person_person_id"), ["person_id"], unique=False)

    op.create_table(
        "apnet_person",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("grunn", sa.String(), nullable=False),
        sa.Column("at", core.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_apnet_person_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_apnet_person_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "person_id", "dag", name=op.f("pk_apnet_person")),
        info={"public": "read by core alone, to decide what a user has opened"},
    )
    op.create_table(
        "bosted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("mottak", sa.String(length=12), nullable=True),
        sa.Column("kommune", sa.String(length=4), nullable=True),
        sa.Column("kommune_valgt", sa.String(length=4), nullable=True),
        sa.Column("bydel", sa.String(length=6), nullable=True),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=True),
        sa.Column("avtale", sa.Boolean(), nullable=True),
        sa.Column("endret_av", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=True),
        sa.Column("skjermet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mottak"], ["mottak.kode"], name=op.f("fk_bosted_mottak")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_bosted_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bosted")),
    )
    with op.batch_alter_table("bosted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bosted_person_id"), ["person_id"], unique=False)
        batch_op.create_index("uq_bosted_identitet", ["person_id", "type", "fra"], unique=True)

    op.create_table(
        "ordning_periode",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lopenummer", sa.Integer(), nullable=False),
        sa.Column("ordning", sa.String(length=40), nullable=False),
        sa.Column("kategori", sa.String(length=60), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=True),
        sa.Column("frist", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("mangler", sa.String(length=60), nullable=False),
        sa.Column("begrunnelse", sa.JSON(), nullable=False),
        sa.Column("regelversjon", sa.String(length=40), nullable=False),
        sa.Column("beregnet", core.db.Moment(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=True),
        sa.Column("skjermet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ordning_periode_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ordning_periode")),
    )
    with op.batch_alter_table("ordning_periode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ordning_periode_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_ordning_periode_person_ordning", ["person_id", "ordning", "fra"], unique=False)

    op.create_table(
        "reach",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("fra", sa.Date(), nullable=False),
        sa.Column("til", sa.Date(), nullable=True),
        sa.Column("why", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reach_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reach")),
        info={"public": "it is the wall itself; pages never read it"},
    )
    with op.batch_alter_table("reach", schema=None) as batch_op:
        batch_op.create_index("ix_reach_person", ["person_id", "unit_id", "kind", "fra", "til"], unique=False)
        batch_op.create_index("ix_reach_unit", ["unit_id", "fra", "til", "person_id"], unique=False)

    op.create_table(
        "tillatelse",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=30), nullable=False),
        sa.Column("hjemmel", sa.String(length=60), nullable=True),
        sa.Column("vedtaksdato", sa.Date(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=True),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("trukket", sa.Date(), nullable=True),
        sa.Column("referanse_duf", sa.String(length=12), nullable=True),
        sa.Column("endret_av", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=True),
        sa.Column("skjermet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tillatelse_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tillatelse")),
    )
    with op.batch_alter_table("tillatelse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tillatelse_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tillatelse_referanse_duf"), ["referanse_duf"], unique=False)
        batch_op.create_index("uq_tillatelse_identitet", ["person_id", "type", "vedtaksdato"], unique=True)

    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=60), nullable=False),
        sa.Column("unit_id", sa.String(length=20), nullable=False),
        sa.Column("gitt_av", sa.String(length=100), nullable=False),
        sa.Column("gitt", core.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_user_role_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "role", "unit_id", name=op.f("pk_user_role")),
    )
    op.create_table(
        "web_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("startet", core.db.Moment(), nullable=False),
        sa.Column("sist_brukt", core.db.Moment(), nullable=False),
        sa.Column("avsluttet", core.db.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_web_session_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_session_token_hash")),
    )
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "lagret_sok",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("ord", sa.String(), nullable=False),
        sa.Column("utloper", core.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["web_session.id"], name=op.f("fk_lagret_sok_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lagret_sok")),
    )
    with op.batch_alter_table("lagret_sok", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lagret_sok_session_id"), ["session_id"], unique=False)


def downgrade() -> None:
    """Goes back to what stood before."""
    with op.batch_alter_table("lagret_sok", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lagret_sok_session_id"))

    op.drop_table("lagret_sok")
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_session_user_id"))

    op.drop_table("web_session")
    op.drop_table("user_role")
    with op.batch_alter_table("tillatelse", schema=None) as batch_op:
        batch_op.drop_index("uq_tillatelse_identitet")
        batch_op.drop_index(batch_op.f("ix_tillatelse_referanse_duf"))
        batch_op.drop_index(batch_op.f("ix_tillatelse_person_id"))

    op.drop_table("tillatelse")
    with op.batch_alter_table("reach", schema=None) as batch_op:
        batch_op.drop_index("ix_reach_unit")
        batch_op.drop_index("ix_reach_person")

    op.drop_table("reach")
    with op.batch_alter_table("ordning_periode", schema=None) as batch_op:
        batch_op.drop_index("ix_ordning_periode_person_ordning")
        batch_op.drop_index(batch_op.f("ix_ordning_periode_person_id"))

    op.drop_table("ordning_periode")
    with op.batch_alter_table("bosted", schema=None) as batch_op:
        batch_op.drop_index("uq_bosted_identitet")
        batch_op.drop_index(batch_op.f("ix_bosted_person_id"))

    op.drop_table("bosted")
    op.drop_table("apnet_person")
    with op.batch_alter_table("access_log_person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_log_person_person_id"))

    op.drop_table("access_log_person")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_failure_key_at")

    op.drop_table("sign_in_failure")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_fornavn_sok")
        batch_op.drop_index("ix_person_fnr")
        batch_op.drop_index("ix_person_familie_referanse")
        batch_op.drop_index("ix_person_etternavn_sok")

    op.drop_table("person")
    op.drop_table("mottak")
    op.drop_table("innstilling")
    op.drop_table("form_key")
    op.drop_table("event_text")
    op.drop_table("event_head")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_person")

    op.drop_table("event")
    op.drop_table("app_user")
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_log_at"))

    op.drop_table("access_log")
