"""What a database says of itself: a table of few rows. Now only whether it is a demonstration."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, String, insert, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base

DEMO = "demo"


class Innstilling(Base):
    """One thing the database says of itself."""

    __tablename__ = "innstilling"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


def is_demo(engine: Engine) -> bool:
    """True for a database made by `fotfeste demo`; False for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(Innstilling.__tablename__):
            return False
        return connection.scalar(select(Innstilling.key).where(Innstilling.key == DEMO)) is not None


def is_empty(engine: Engine) -> bool:
    """True for a database without tables."""
    with engine.connect() as connection:
        return not inspect(connection).get_table_names()


def mark_demo(connection: Connection) -> None:
    """Says that the database is a demonstration, from now on."""
    if connection.scalar(select(Innstilling.key).where(Innstilling.key == DEMO)) is None:
        connection.execute(insert(Innstilling).values(key=DEMO, value="ja"))
