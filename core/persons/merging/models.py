"""A record that was merged into another."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AboutPerson, Base


class SammenslattPerson(AboutPerson, Base):
    """A record that is no more, and what it was known by; `person_id` is the one that was kept.

    Its address, its numbers and its lines in the logs lead to her: `tidligere_id` is the id it had. `fnr` is the one of
    the two that did not stay. `skjerming` was its own: an import does not take it away from her who was kept. `unit_id`
    is None: it is seen by whoever sees all of her.
    """

    __tablename__ = "sammenslatt_person"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    tidligere_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    duf: Mapped[str | None] = mapped_column(String(12), index=True)
    regnr: Mapped[str | None] = mapped_column(String(20), index=True)
    unhcr: Mapped[str | None] = mapped_column(String(20), index=True)
    fnr: Mapped[str | None] = mapped_column(String(11), index=True)
    fornavn: Mapped[str]
    etternavn: Mapped[str]
    fodselsdato: Mapped[date]
    skjerming: Mapped[str] = mapped_column(String(20), default="ingen")
    slatt_sammen: Mapped[datetime]
    slatt_sammen_av: Mapped[uuid.UUID]
