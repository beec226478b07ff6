"""The person and her master data: permits and where she lived."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AboutPerson, Base, SortedText, Unit, with_her


class Person(Base):
    """A person in the register. `skjerming` is her own; `skjermet` is the household's, and what the walls read.

    The two `_sok` columns are the names folded for search. `lest_inn` keeps a digest per section of the last
    import line,
    so that an unchanged line is known at once.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_fornavn_sok", "fornavn_sok", "etternavn_sok"),
        Index("ix_person_etternavn_sok", "etternavn_sok", "fornavn_sok"),
        Index("ix_person_fodselsdato", "fodselsdato", "etternavn_sok", "fornavn_sok"),
        Index("ix_person_fnr", "fnr"),
        Index("ix_person_familie_referanse", "familie_referanse"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    duf: Mapped[str | None] = mapped_column(String(12), unique=True)
    regnr: Mapped[str | None] = mapped_column(String(20), unique=True)
    unhcr: Mapped[str | None] = mapped_column(String(20), unique=True)
    fnr: Mapped[str | None] = mapped_column(String(11))
    fornavn: Mapped[str]
    etternavn: Mapped[str]
    fornavn_sok: Mapped[str] = mapped_column(SortedText)
    etternavn_sok: Mapped[str] = mapped_column(SortedText)
    fodselsdato: Mapped[date]
    kjonn: Mapped[str] = mapped_column(String(1))
    statsborgerskap: Mapped[str] = mapped_column(String(3))
    morsmal: Mapped[str | None] = mapped_column(String(10))
    familie_referanse: Mapped[str | None] = mapped_column(String(40))
    familie_rolle: Mapped[str | None] = mapped_column(String(30))
    skjerming: Mapped[str] = mapped_column(String(20), default="ingen")
    skjermet: Mapped[bool] = mapped_column(default=False)
    ankommet: Mapped[date]
    soknad_registrert: Mapped[date | None]
    soknad_avslag: Mapped[date | None]
    versjon: Mapped[int] = mapped_column(default=1)
    lest_inn: Mapped[dict[str, Any]] = mapped_column(default=dict)

    @property
    def navn(self) -> str:
        """First and last name as they are written."""
        return f"{self.fornavn} {self.etternavn}"


class Tillatelse(AboutPerson, Base):
    """A residence permit. Its identity is person + type + vedtaksdato; `trukket` is the day it was withdrawn."""

    __tablename__ = "tillatelse"
    __table_args__ = (Index("uq_tillatelse_identitet", "person_id", "type", "vedtaksdato", unique=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    type: Mapped[str] = mapped_column(String(30))
    hjemmel: Mapped[str | None] = mapped_column(String(60))
    vedtaksdato: Mapped[date]
    gyldig_fra: Mapped[date | None]
    gyldig_til: Mapped[date | None]
    trukket: Mapped[date | None]
    referanse_duf: Mapped[str | None] = mapped_column(String(12), index=True)
    endret_av: Mapped[uuid.UUID | None]


class Bosted(AboutPerson, Base):
    """Where she lived from `fra` to `til`, both days there. Its identity is person + type + fra.

    `kommune` is the number as registered; `core.places` tells what it became. Where that kommune was divided,
    `kommune_valgt` is the one of the new ones that IMDi has said.
    """

    __tablename__ = "bosted"
    __table_args__ = (Index("uq_bosted_identitet", "person_id", "type", "fra", unique=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    type: Mapped[str] = mapped_column(String(10))
    mottak: Mapped[str | None] = mapped_column(ForeignKey("mottak.kode"))
    kommune: Mapped[str | None] = mapped_column(String(4))
    kommune_valgt: Mapped[str | None] = mapped_column(String(4))
    bydel: Mapped[str | None] = mapped_column(String(6))
    fra: Mapped[date]
    til: Mapped[date | None]
    avtale: Mapped[bool | None]
    endret_av: Mapped[uuid.UUID | None]


class NameWord(Base):
    """A word of a person's names in the letters a-z. `etternavn_sok` and `fornavn_sok` are hers, to sort by."""

    __tablename__ = "person_navn"
    __table_args__ = (
        Index("ix_person_navn_ord", "ord", "etternavn_sok", "fornavn_sok", "person_id"),
        {"sqlite_with_rowid": False, "info": with_her("a word of her name tells that she is here")},
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    ord: Mapped[str] = mapped_column(SortedText, primary_key=True)
    etternavn_sok: Mapped[str] = mapped_column(SortedText)
    fornavn_sok: Mapped[str] = mapped_column(SortedText)


class UnitName(Base):
    """A word of a person's names, once for each unit that has a row of reach to her, whatever the days.

    It is `person_navn` by unit, so that a search in a kommune costs what lies there and not what the country has. Whom
    the user sees today, the walls say of the person.
    """

    __tablename__ = "enhet_navn"
    __table_args__ = (
        Index("ix_enhet_navn_ord", "unit_id", "ord", "etternavn_sok", "fornavn_sok", "person_id"),
        {"sqlite_with_rowid": False, "info": with_her("a word of her name tells that she is here")},
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    unit_id: Mapped[str] = mapped_column(Unit, primary_key=True)
    ord: Mapped[str] = mapped_column(SortedText, primary_key=True)
    etternavn_sok: Mapped[str] = mapped_column(SortedText)
    fornavn_sok: Mapped[str] = mapped_column(SortedText)


class NameKey(Base):
    """A key (core.persons.sounds) of a word that is in someone's name. Whose it is, is not told here.

    A search asks for words by their keys, and then for the persons within reach who have one of the words. It never
    stops at a number of words: what it gave would then depend on the names of persons who are not to be seen.
    """

    __tablename__ = "navn_nokkel"
    __table_args__ = {"sqlite_with_rowid": False}

    nokkel: Mapped[str] = mapped_column(SortedText, primary_key=True)
    ord: Mapped[str] = mapped_column(SortedText, primary_key=True)


class StoredSearch(Base):
    """Search words of a session, kept an hour, so that no name or number stands in an address.

    `felt` are the fields of Avansert søk that were filled in, as typed; None for what was typed in the one box.
    """

    __tablename__ = "lagret_sok"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("web_session.id", ondelete="CASCADE"), index=True)
    ord: Mapped[str]
    felt: Mapped[dict[str, Any] | None]
    utloper: Mapped[datetime]
