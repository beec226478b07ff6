"""A database without tables, on the same server as the test's own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url


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
