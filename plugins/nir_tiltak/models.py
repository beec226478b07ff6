"""Tiltak: what a person is offered under an ordning."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AboutPerson, Base


class Tiltak(AboutPerson, Base):
    """One tiltak of a person under an ordning; it stands in every month from `fra` to `til`, both days in it.

    Deleted ones stay, hidden: `slettet` and `slettet_av` say when and who. `importert` is a digest of the identity the
    import gave it, None for one made by hand. `endret_av` is set when a user has changed the row here, and the import
    then leaves it alone.
    """

    __tablename__ = "nir_tiltak_tiltak"
    __table_args__ = (
        Index("ix_nir_tiltak_tiltak_ordning", "person_id", "ordning", "fra"),
        Index("ix_nir_tiltak_tiltak_unit", "unit_id", "skjermet", "ordning", "fra", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    ordning: Mapped[str] = mapped_column(String(40))
    gruppe: Mapped[str] = mapped_column(String(60))
    type: Mapped[str] = mapped_column(String(100))
    fra: Mapped[date]
    til: Mapped[date]
    timer_per_uke: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    erstattende: Mapped[bool] = mapped_column(default=False)
    mottatt_tilbud: Mapped[bool | None]
    gjennomforing: Mapped[str | None] = mapped_column(String(20))
    bydel: Mapped[str | None] = mapped_column(String(6))
    referanse: Mapped[str | None] = mapped_column(String(60))
    importert: Mapped[str | None] = mapped_column(String(64))
    registrert_av: Mapped[str] = mapped_column(String(100))
    registrert: Mapped[datetime]
    endret_av: Mapped[str | None] = mapped_column(String(100))
    endret: Mapped[datetime | None]
    slettet_av: Mapped[str | None] = mapped_column(String(100))
    slettet: Mapped[datetime | None]
    versjon: Mapped[int] = mapped_column(default=1)
