"""Copies on both databases: they come back, the old one is kept, and nothing half or in use is replaced."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, make_url, select

from core import create_app
from core.access.scope import system_scope
from core.backup import backup, restore
from core.backup.errors import BackupError
from core.house import House
from core.migrate import upgrade
from core.persons.models import Person
from core.testing import settings_for
from core.testing.people import MakePerson
from tests.fresh import empty_database


@pytest.fixture
def url(database: str, tmp_path: Path) -> Iterator[str]:
    """An empty database; on PostgreSQL its owner is no superuser, and may make databases and roles."""
    if database.startswith("sqlite"):
        with empty_database(database, tmp_path) as address:
            yield address
        return
    owner = f"eier_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(database, autocommit=True) as server:
        server.execute(f"CREATE ROLE {owner} LOGIN CREATEDB CREATEROLE PASSWORD 'test'")  # type: ignore[call-overload]
        server.execute(f"CREATE DATABASE {owner} OWNER {owner}")  # type: ignore[call-overload]
        try:
            made = make_url(database).set(username=owner, password="test", database=owner)
            yield made.render_as_string(hide_password=False)
        finally:
            remove(server, owner)


def remove(server: psycopg.Connection, owner: str) -> None:
    """Takes away the role and all it has."""
    made = server.execute("SELECT datname FROM pg_database WHERE pg_get_userbyid(datdba) = %s", (owner,)).fetchall()
    for (name,) in made:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]
    for role in (f"{owner}_app", owner):
        with suppress(psycopg.Error):
            server.execute(f'DROP ROLE IF EXISTS "{role}"')  # type: ignore[call-overload]


@pytest.fixture
def used(url: str, tmp_path: Path) -> Iterator[House]:
    """A house with two persons."""
    house = create_app(settings_for(url)).extensions["fotfeste"]
    upgrade(house)
    make_person = MakePerson(house, tmp_path)
    make_person()
    make_person()
    yield house
    house.engine.dispose()


def persons(house: House) -> int:
    """How many there are."""
    with house.session() as session, system_scope(session, "test"):
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_a_copy_comes_back(used: House, tmp_path: Path) -> None:
    trial = backup(used, tmp_path / "copy")
    MakePerson(used, tmp_path)(duf="202050009910")
    assert persons(used) == 3
    again, kept = restore(used, tmp_path / "copy")
    assert again == trial
    assert trial.number > 0
    assert persons(used) == 2
    url = used.engine.url
    old = url.set(database=kept).render_as_string(hide_password=False)
    house = create_app(settings_for(old)).extensions["fotfeste"]
    assert persons(house) == 3
    house.engine.dispose()


def test_a_copy_cut_off_replaces_nothing(used: House, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    backup(used, copy)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    with pytest.raises(BackupError, match="Kopien er skadet"):
        restore(used, copy)
    assert persons(used) == 2


def test_a_database_in_use_is_not_replaced(used: House, url: str, tmp_path: Path) -> None:
    backup(used, tmp_path / "copy")
    other = create_app(settings_for(url)).extensions["fotfeste"]
    with other.session() as session, system_scope(session, "test"):
        session.scalars(select(Person.id)).all()
        with pytest.raises(BackupError, match="Databasen er i bruk"):
            restore(used, tmp_path / "copy")
    other.engine.dispose()
    assert persons(used) == 2
