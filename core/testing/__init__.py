"""A pytest plugin for those who write plugins: an app on a real database, users, persons, and a client that signs in.

Put `pytest_plugins = ["core.testing"]` in your conftest.py. `--database=postgres` runs the tests that use a database on
PostgreSQL; the default is SQLite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.orm import Session

from core import create_app
from core.access.scope import system_scope
from core.config import BUNDLED, Settings
from core.db import as_owner, make_engine
from core.events.models import Event, EventText
from core.house import House
from core.migrate import upgrade
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser, ReadLines
from core.testing.postgres import postgres_dsn
from core.testing.quick import Compiled, quick_hashes

TODAY = date(2026, 11, 1)
"""The day tests stand on, which is the sample's reference day."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The choice of database."""
    parser.addoption("--database", choices=["sqlite", "postgres"], default="sqlite", help="the database tests run on")


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    """On PostgreSQL only tests that use a database run: the others have run already, and so have those marked
    `one_database`, which ask for nothing that the two do differently.
    """
    if config.getoption("--database") != "postgres":
        return
    kept = [one for one in items if "database" in getattr(one, "fixturenames", ()) and not _one_is_enough(one)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _one_is_enough(item: Any) -> bool:
    return item.get_closest_marker("one_database") is not None


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A migrated database that lives as long as the test run."""
    if request.config.getoption("--database") == "postgres":
        with postgres_dsn() as dsn:
            yield _migrated(dsn)
    else:
        yield _migrated(f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.sqlite'}")


def _migrated(url: str) -> str:
    ENGINES[url] = make_engine(url)
    upgrade(app_on(url).extensions["fotfeste"])
    return url


def settings_for(url: str, today: date = TODAY) -> Settings:
    """Settings of a test app on this database, standing on `today`. A busy machine makes no plugin slow."""
    secret = "a secret for tests only, never for use"
    return Settings(database_url=url, secret_key=secret, today=today, demo=True, plugin_ms=60_000)


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


COMPILED = Compiled()
ENGINES: dict[str, Engine] = {}
"""Of databases that live as long as the run: all apps on one share its connections and the statements it has made."""


def app_on(url: str, plugins: Any = None, today: date = TODAY) -> Flask:
    """An app for tests on this database, standing on `today`."""
    made = create_app(settings_for(url, today), plugins, ENGINES.get(url))
    made.jinja_env.bytecode_cache = COMPILED
    return made


@pytest.fixture(scope="session")
def _apps(database_url: str) -> dict[tuple[str, ...], Flask]:
    return {}


@pytest.fixture
def database(database_url: str, _apps: dict[tuple[str, ...], Flask]) -> Iterator[str]:
    """An empty, migrated database: what a test wrote is gone before the next."""
    yield database_url
    if ("",) not in _apps:
        _apps[("",)] = app_on(database_url)
    _empty(_apps[("",)].extensions["fotfeste"])


def _empty(house: House) -> None:
    tables = [name for name in inspect(house.engine).get_table_names() if not name.startswith("alembic_version")]
    with as_owner(house.engine) as connection:
        if house.engine.dialect.name == "postgresql":
            _delete_together(connection, tables)
            return
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in tables:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608  names come from the catalogue


def _delete_together(connection: Connection, tables: list[str]) -> None:
    """Empties those that have rows, in one statement, after which the foreign keys are checked.

    TRUNCATE makes new files for every table and index: 40-120 ms a test, where this takes 5.
    """
    if used := used_tables(connection, tables):
        parts = ", ".join(f"_{number} AS (DELETE FROM {table})" for number, table in enumerate(used))
        connection.execute(text(f"WITH {parts} SELECT"))


def used_tables(connection: Connection, tables: Sequence[str]) -> Sequence[str]:
    """Those of the tables that have rows."""
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    return connection.scalars(text(asked)).all()


@pytest.fixture
def app(request: pytest.FixtureRequest, database: str, _apps: dict[tuple[str, ...], Flask]) -> Flask:
    """The app with every bundled plugin, or those of `@pytest.mark.plugins("nir_tiltak", ...)`."""
    marker = request.node.get_closest_marker("plugins")
    names = tuple(marker.args) if marker else BUNDLED
    if names not in _apps:
        _apps[names] = app_on(database, names)
    return _apps[names]


@pytest.fixture
def make_app(database: str) -> Callable[..., Flask]:
    """Makes an app of one's own on the test's database: `make_app([plugin], today=date(...))`."""

    def make(plugins: Any = BUNDLED, today: date = TODAY) -> Flask:
        return app_on(database, plugins, today)

    return make


@pytest.fixture
def house(app: Flask) -> House:
    """The app's house: engine, plugins, clock."""
    found: House = app.extensions["fotfeste"]
    return found


@pytest.fixture
def session(house: House) -> Iterator[Session]:
    """A session that writes, under a system scope. Commit before the client asks: SQLite lets one write at a time."""
    with house.session(write=True) as opened, system_scope(opened, "test"):
        opened.info["actor"] = "test"
        yield opened


@pytest.fixture
def all_seen(house: House) -> Callable[..., AbstractContextManager[Session]]:
    """`with all_seen() as session`: a session of its own that sees everyone; `all_seen(write=True)` to change."""

    @contextmanager
    def opened(*, write: bool = False, actor: str = "test") -> Iterator[Session]:
        with house.session(write=write) as session, system_scope(session, "test"):
            session.info["actor"] = actor
            yield session
            session.commit()

    return opened


@pytest.fixture
def logged(house: House) -> Callable[[], list[tuple[str, dict[str, Any]]]]:
    """`logged()`: type and data of every line of the event log, in order."""

    def lines() -> list[tuple[str, dict[str, Any]]]:
        with house.session() as session:
            statement = select(Event.type, EventText.data).join(EventText, EventText.event_id == Event.id)
            return [(type, data) for type, data in session.execute(statement.order_by(Event.id))]

    return lines


@pytest.fixture
def read_lines(house: House, tmp_path: Path) -> ReadLines:
    """Reads lines of the import format: `read_lines({...}, {...}, skip=["tiltak"])` gives the report."""
    return ReadLines(house, tmp_path)


@pytest.fixture
def make_user(house: House) -> MakeUser:
    """Makes a user with a role in a unit: `make_user("kommune_introbruker", "kommune:4204")` gives the user name."""
    return MakeUser(house)


@pytest.fixture
def make_person(house: House, tmp_path: Path) -> MakePerson:
    """Makes a person from the import format: `make_person(fornavn="Amina", tiltak=[...])`.

    Lives in mottak M102 unless said.
    """
    return MakePerson(house, tmp_path)


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser without a screen: `client.as_user(name)`, `client.get(...)`, `client.submit(url, {...})`."""
    return Client(app)


@pytest.fixture
def other_unit_user(make_user: MakeUser) -> str:
    """The name of a user who has every NIR role, in another kommune (0301)."""
    name = make_user("kommune_introbruker", "kommune:0301")
    make_user("kommune_norskbruker", "kommune:0301", name=name)
    return name


def pytest_configure(config: pytest.Config) -> None:
    """Says which marks there are."""
    config.addinivalue_line("markers", "plugins(*names): the plugins the app of this test runs with")
    config.addinivalue_line("markers", "one_database: asks for nothing that differs, and runs on SQLite alone")
