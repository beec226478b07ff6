"""The database: one Base, one naming convention, engines that write safely, and the mixins every table takes.

Nothing here knows Flask. A session carries in `info` the house it belongs to, who acts, and what she may see.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    URL,
    Connection,
    Date,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    MetaData,
    String,
    TypeDecorator,
    Uuid,
    create_engine,
    event,
    insert,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC that comes back with its zone on both databases (SQLite forgets it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always in UTC, whatever zone the database answers in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Unit = String(20)
"""A unit is kind and code as text: `kommune:4204`, `mottak:M102`, `fylke:42`, `imdi`."""

SortedText = String().with_variant(String(collation="C"), "postgresql")
"""Text compared letter by letter on both databases, so that a range finds what begins with something."""


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        uuid.UUID: Uuid(),
        date: Date(),
        datetime: Moment(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }


def public(why: str) -> dict[str, str]:
    """For a table's info: it has a person's id but is not seen through the walls, and why that is safe."""
    return {"public": why}


def with_her(why: str) -> dict[str, str]:
    """For the info of a table of core's own: its rows are seen just when the person herself is, and why."""
    return {"with_her": why}


class AboutPerson:
    """Mixin for every row about a person: whose it is, the unit that made it or follows it up, and her shielding.

    `skjermet` is a copy of the person's that core keeps. `unit_id` None is master data, seen by who sees the
    whole person.
    """

    @declared_attr
    def person_id(cls) -> Mapped[uuid.UUID]:
        """The person the row is about; the row goes when she is erased."""
        return mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)

    @declared_attr
    def unit_id(cls) -> Mapped[str | None]:
        """The unit that made the row, follows it up, or that it is addressed to."""
        return mapped_column(Unit)

    @declared_attr
    def skjermet(cls) -> Mapped[bool]:
        """A copy of the person's, kept by core."""
        return mapped_column(default=False)


class FollowedUp(AboutPerson):
    """Mixin for rows that core works out from where she lives: `unit_id` follows her up from `unit_fra` to `unit_til`.

    Through its unit the row is seen on those days alone, so that one she has left, or is to move to, sees nothing.
    """

    unit_fra: Mapped[date]
    unit_til: Mapped[date | None]


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL, FULL, foreign keys) or PostgreSQL. Makes the folder of a SQLite file.

    `engine.execution_options(write=True)` gives the same engine whose transactions begin by taking SQLite's write lock,
    so that two who write wait for each other instead of failing half way.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(url, parsed.database or "")
    return _postgres_engine(parsed.set(drivername="postgresql+psycopg"))


APP_ROLE = "_app"
"""What the app's role on PostgreSQL is called: the name of the user in the address, and this."""
ENTER = (
    "RESET SESSION AUTHORIZATION; RESET ALL;"
    "SELECT set_config('role', rolname, false) FROM pg_roles WHERE rolname = session_user || '_app'"
)


def _postgres_engine(url: URL) -> Engine:
    """Every connection works as the app's role, new and each time it comes back to the pool; `as_owner` is apart."""
    engine = create_engine(url, pool_pre_ping=True, pool_reset_on_return=None, connect_args={"options": "-c jit=off"})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        _enter(connection)

    @event.listens_for(engine, "reset")
    def _reset(connection: Any, record: Any, state: Any) -> None:
        connection.rollback()
        if not state.terminate_only:
            _enter(connection)

    return engine


def _enter(connection: Any) -> None:
    """Whatever was set on the connection is forgotten. Before the first migration there is no role to take."""
    connection.autocommit = True
    connection.execute(ENTER, prepare=False)
    connection.autocommit = False


@contextmanager
def as_owner(engine: Engine) -> Iterator[Connection]:
    """A transaction of the tables' owner, who sees every row: for migrations alone. The app works as another role."""
    with engine.execution_options(write=True).begin() as connection:
        if not is_sqlite(engine):
            connection.exec_driver_sql(
                "SELECT set_config('role', 'none', true), set_config('fotfeste.system', 'migrering', true)"
            )
        yield connection


def _sqlite_engine(url: str, path: str) -> Engine:
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 10, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # sqlite3 would begin transactions by itself, too late
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_size=-65536",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def is_sqlite(engine: Engine) -> bool:
    """True for the embedded database."""
    return engine.dialect.name == "sqlite"


@contextmanager
def small_cache(connection: Connection, part: int) -> Iterator[None]:
    """Within it SQLite keeps a part of its usual pages in memory: for work that goes through all there is."""
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size={usual // part}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={usual}")


def insert_rows(session: Session, model: Any, rows: Sequence[Mapping[str, Any]], **options: Any) -> None:
    """Adds many rows in one statement. None is written as NULL, else the ORM would part the rows by what they lack."""
    if rows:
        session.execute(insert(model), list(rows), execution_options={"render_nulls": True, **options})


def insert_if_new(session: Session, model: Any, values: Mapping[str, Any]) -> bool:
    """Adds a row unless one with its key stands already. True when it was added."""
    table = model.__table__
    add: Any = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = add(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return session.execute(statement).first() is not None
