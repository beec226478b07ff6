"""Mottak: the places that are rows; kommuner, fylker and bydeler are data files."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base


class Mottak(Base):
    """A reception centre. `kommune` is the number as registered; `core.places` tells what it became."""

    __tablename__ = "mottak"

    kode: Mapped[str] = mapped_column(String(12), primary_key=True)
    navn: Mapped[str]
    kommune: Mapped[str] = mapped_column(String(4))
    type: Mapped[str] = mapped_column(String(20))
