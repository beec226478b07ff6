"""Makes a database a demonstration, and fills it; refuses to touch any other."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from pathlib import Path

from sqlalchemy import MetaData, select
from sqlalchemy.orm import Session

from core.access.models import AppUser
from core.access.policies import lower_wall
from core.access.scope import system_scope
from core.config import Settings, from_environment
from core.db import as_owner
from core.demo.fill import fill
from core.demo.users import add_users
from core.house import House
from core.marks import is_demo, is_empty, mark_demo
from core.migrate import upgrade
from core.persons.models import Person

KEY_FILE = "demo.key"


class NotADemo(Exception):
    """The database holds something that no demonstration made."""


def demo_settings() -> Settings:
    """The environment's settings for a demonstration. Its key is made once and kept in `var/`: sessions last."""
    settings = from_environment(demo=True)
    return replace(settings, secret_key=settings.secret_key or _kept_key(Path.cwd() / "var"))


def _kept_key(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / KEY_FILE
    if not file.exists():
        with open(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="ascii") as kept:
            kept.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii")


def prepare(house: House, *, persons: int, seed: int, fresh: bool = False) -> int:
    """Migrates a demonstration's database, and adds what it lacks: the users, and so many persons if it has none.

    Gives how many persons were added. `fresh` empties it first. Raises NotADemo for a database that is none.
    """
    if not is_empty(house.engine):
        if not is_demo(house.engine):
            raise NotADemo(
                "Databasen er ikke en demobase, og demo rører den ikke. Sett FOTFESTE_DATABASE_URL til en annen."
            )
        if fresh:
            _empty(house)
    upgrade(house, with_core=mark_demo)
    with house.session(write=True) as session:
        session.info["actor"] = "demo"
        if session.scalar(select(AppUser.id).limit(1)) is None:
            add_users(session)
        session.commit()
        made = 0
        if persons and not _has_persons(session):
            made = fill(session, persons, seed)
            session.commit()
    return made


def _has_persons(session: Session) -> bool:
    with system_scope(session, "demo"):
        return session.scalar(select(Person.id).limit(1)) is not None


def _empty(house: House) -> None:
    """Takes away every table."""
    with as_owner(house.engine) as connection:
        lower_wall(connection)
        tables = MetaData()
        tables.reflect(connection)
        tables.drop_all(connection)
