"""Periods that rules have computed, with the reasons they gave."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AboutPerson, Base


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
    status: Mapped[str] = mapped_column(String(30))
    mangler: Mapped[str] = mapped_column(String(60), default="")
    begrunnelse: Mapped[list[Any]]
    regelversjon: Mapped[str] = mapped_column(String(40))
    beregnet: Mapped[datetime]
