"""Views of lists that users have named, and which of them each opens a list with."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Unit


class ListView(Base):
    """A list's filter, sort and columns under a name: never a word that was searched for.

    It is its user's alone while `unit_id` is empty, else also everyone's in that unit, and stays there when she leaves.
    """

    __tablename__ = "lagret_visning"
    __table_args__ = (
        Index("ix_lagret_visning_bruker", "user_id", "lov"),
        Index("ix_lagret_visning_enhet", "unit_id", "lov"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"))
    unit_id: Mapped[str] = mapped_column(Unit, default="")
    lov: Mapped[str] = mapped_column(String(40))
    navn: Mapped[str] = mapped_column(String(60))
    valg: Mapped[dict[str, Any]]
    laget: Mapped[datetime]
    versjon: Mapped[int] = mapped_column(default=1)


class DefaultView(Base):
    """The view a user's list opens with."""

    __tablename__ = "standardvisning"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True)
    lov: Mapped[str] = mapped_column(String(40), primary_key=True)
    view_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lagret_visning.id", ondelete="CASCADE"), index=True)
