"""Periods that rules have computed, with the reasons they gave, and the lines that lists are made of."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AboutPerson, Base, FollowedUp, SortedText

SORTS = (("navn", ("etternavn_sok", "fornavn_sok")), ("fra", ("fra",)), ("frist", ("frist",)), ("duf", ("duf",)))
"""What lists are sorted by most, each with an index that ends in it: within a kommune, and in all of them."""
DAYS = ("apen_til", "apen_fra", "unit_fra", "unit_til", "person_id")
COUNTED = (*DAYS, "ordning", "kategori")
"""What counting the open lines reads, the walls' own columns with it: the index alone answers."""


class OrdningPeriode(AboutPerson, Base):
    """A stretch of an ordning in a person's life, computed by a rule. Active, coming or ended is told when read."""

    __tablename__ = "ordning_periode"
    __table_args__ = (Index("ix_ordning_periode_person_ordning", "person_id", "ordning", "fra"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    lopenummer: Mapped[int]
    ordning: Mapped[str] = mapped_column(String(40))
    kategori: Mapped[str] = mapped_column(String(60))
    fra: Mapped[date]
    til: Mapped[date | None]
    frist: Mapped[date | None]
    frist_grunn: Mapped[str] = mapped_column(String(60), server_default="")
    status: Mapped[str] = mapped_column(String(30))
    mangler: Mapped[str] = mapped_column(String(60), default="")
    begrunnelse: Mapped[list[Any]]
    endres: Mapped[list[Any]] = mapped_column(server_default="[]")
    regelversjon: Mapped[str] = mapped_column(String(40))
    beregnet: Mapped[datetime]


NEVER = date(9999, 12, 31)
"""Stands for no end and no frist in a line, so that every column sorts, and pages, alike on both databases."""


class OrdningLinje(FollowedUp, Base):
    """A period of an ordning while one kommune follows her up: what lists of persons show, made from what is stored.

    There is one for each period and each stretch in which she lived in one place (core.ordninger.stretches). `unit_id`
    is the kommune as it was numbered then, None where that is not known or a division waits for an answer. A line
    counts on a day from `unit_fra` to `unit_til`. `apen_fra` to `apen_til` are the days when its period holds too.

    Names, numbers and places are copies. Without a value a text is empty; `til`, `frist` and `apen_til` are NEVER.
    """

    __tablename__ = "ordning_linje"
    __table_args__ = (
        *(Index(f"ix_ordning_linje_enhet_{name}", "unit_id", "skjermet", "lov", *by, "id") for name, by in SORTS),
        *(Index(f"ix_ordning_linje_alle_{name}", "lov", "skjermet", *by, "id") for name, by in SORTS),
        Index("ix_ordning_linje_enhet_apne", "unit_id", "skjermet", "lov", *COUNTED),
        Index("ix_ordning_linje_enhet_ordning", "unit_id", "skjermet", "ordning", *DAYS, "kategori", "lov"),
        Index("ix_ordning_linje_alle_apne", "lov", "skjermet", *COUNTED),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    lov: Mapped[str] = mapped_column(String(40))
    ordning: Mapped[str] = mapped_column(String(40))
    kategori: Mapped[str] = mapped_column(String(60))
    status: Mapped[str] = mapped_column(String(30))
    fra: Mapped[date]
    til: Mapped[date]
    frist: Mapped[date]
    frist_grunn: Mapped[str] = mapped_column(String(60), server_default="")
    apen_fra: Mapped[date]
    apen_til: Mapped[date]
    bydel: Mapped[str] = mapped_column(String(6))
    mottak: Mapped[str] = mapped_column(String(12))
    duf: Mapped[str] = mapped_column(String(12))
    fornavn: Mapped[str]
    etternavn: Mapped[str]
    fornavn_sok: Mapped[str] = mapped_column(SortedText)
    etternavn_sok: Mapped[str] = mapped_column(SortedText)
    fodselsdato: Mapped[date]
    statsborgerskap: Mapped[str] = mapped_column(String(3))
    morsmal: Mapped[str] = mapped_column(String(10))
