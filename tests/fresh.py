"""A database without tables, on the same server as the test's own; and one whose owner is no superuser."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from core.db import APP_ROLE


@contextmanager
def empty_database(url: str, folder: Path) -> Iterator[str]:
    """Its address: a file in the folder, or on PostgreSQL a database that is gone afterwards."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{folder / 'empty.sqlite'}"
        return
    name = f"empty_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        try:
            yield make_url(url).set(database=name).render_as_string(hide_password=False)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


@contextmanager
def served_database(url: str, folder: Path) -> Iterator[str]:
    """The address of an empty database that may be served: on PostgreSQL of an ordinary user, who may make more."""
    if url.startswith("sqlite"):
        with empty_database(url, folder) as made:
            yield made
        return
    with owned_database(url, folder) as owned:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"ALTER ROLE {make_url(owned).username} CREATEDB")  # type: ignore[call-overload]
        yield owned


@contextmanager
def owned_database(url: str, folder: Path, *, makes_role: bool = True) -> Iterator[str]:
    """The address of an empty PostgreSQL database whose owner is an ordinary user, as `docs/drift.md` wants it.

    `makes_role`: she makes the app's role herself; else she is given it.
    """
    name = f"eier_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as server:
        if makes_role:
            server.execute(f"CREATE ROLE {name} LOGIN CREATEROLE")  # type: ignore[call-overload]
        else:
            server.execute(f"CREATE ROLE {name} LOGIN; CREATE ROLE {name}{APP_ROLE}")  # type: ignore[call-overload]
            server.execute(f"GRANT {name}{APP_ROLE} TO {name}")  # type: ignore[call-overload]
        with empty_database(url, folder) as made:
            address = make_url(made)
            server.execute(f"ALTER DATABASE {address.database} OWNER TO {name}")  # type: ignore[call-overload]
            yield address.set(username=name).render_as_string(hide_password=False)
        server.execute(f"DROP ROLE {name}{APP_ROLE}, {name}")  # type: ignore[call-overload]
