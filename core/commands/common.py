"""What the commands share: a house to work in, and progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from core.commands.errors import CommandError
from core.config import Settings, from_environment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from core.house import House

ACTOR = "kommandolinje"
"""Who the event log says did it, when it was done by a command."""


def settings_for() -> Settings:
    """The environment's settings; those of a demonstration where the database is one."""
    settings = from_environment()
    return from_environment(demo=True) if _is_demo(settings) else settings


def _is_demo(settings: Settings) -> bool:
    from core.db import make_engine
    from core.marks import is_demo

    engine = make_engine(settings.database_url)
    try:
        return is_demo(engine)
    finally:
        engine.dispose()


def open_house(*, migrated: bool = True) -> House:
    """A house for a command, with its plugins. Raises CommandError when `migrated` and the tables are behind."""
    from core.logs import configure

    configure("warning")
    house = house_with(settings_for())
    if migrated:
        require_migrated(house)
    return house


def house_with(settings: Settings) -> House:
    """The house of an app with these settings, where the start's checks have passed."""
    from core import create_app

    house: House = create_app(settings).extensions["fotfeste"]
    return house


def require_migrated(house: House) -> None:
    """Raises CommandError, with what to do, when an owner's tables are behind its migrations, or rows its shielding."""
    from core.migrate import pending, uncovered_rows

    if behind := pending(house) or uncovered_rows(house):
        raise CommandError(f"Databasen er ikke migrert ({', '.join(behind)}). Kjør: fotfeste db upgrade")


@contextmanager
def writing(house: House) -> Iterator[Session]:
    """A session that writes as the command line, and is committed if nothing goes wrong."""
    with house.session(write=True) as session:
        session.info["actor"] = ACTOR
        yield session
        session.commit()


def progress(told: str) -> None:
    """Tells on a terminal how far it has come, in place of what was told before; says nothing where nobody watches."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{told} ...", nl=False, err=True)


def progress_ends() -> None:
    """Clears the line of progress."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
