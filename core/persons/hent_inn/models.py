"""A person a kommune has brought in."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AboutPerson, Base


class HentetInn(AboutPerson, Base):
    """A unit brought her in, and why: it sees all of her from `fra` to `til`, or until it is closed.

    `unit_id` is the unit that did it. `sett` is when the unit she lives in said that it has read of it.
    """

    __tablename__ = "hentet_inn"
    __table_args__ = (Index("ix_hentet_inn_usett", "sett", "lukket", "til"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    grunn: Mapped[str] = mapped_column(String(20))
    fra: Mapped[date]
    til: Mapped[date]
    hentet_av: Mapped[uuid.UUID]
    lukket: Mapped[datetime | None]
    lukket_av: Mapped[uuid.UUID | None]
    sett: Mapped[datetime | None]
    sett_av: Mapped[uuid.UUID | None]
    versjon: Mapped[int] = mapped_column(default=1)
