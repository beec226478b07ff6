"""Where the worlds' databases lie: files in a folder, or databases on a PostgreSQL server."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import make_url


class Store(Protocol):
    """Makes databases and copies them. Nobody may be connected to one that is copied, or copied over."""

    def address(self, name: str) -> str:
        """The address of the database with this name; on a server it is made when it is first asked for."""

    def copy(self, source: str, target: str) -> None:
        """The target becomes what the source is; both by name."""

    def close(self) -> None:
        """All of them are gone."""


class Files:
    """SQLite."""

    def __init__(self, folder: Path) -> None:
        """In this folder, which is its owner's to remove."""
        self.folder = folder

    def address(self, name: str) -> str:
        """A file."""
        return f"sqlite:///{self._file(name)}"

    def copy(self, source: str, target: str) -> None:
        """A file is whole when nobody holds it: its log has been written into it."""
        shutil.copyfile(self._file(source), self._file(target))

    def close(self) -> None:
        """The folder's owner does."""

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite"


class Databases:
    """PostgreSQL."""

    def __init__(self, url: str) -> None:
        """On the server of this database, made and dropped by its user."""
        self.url = make_url(url)
        self.server = psycopg.connect(url, autocommit=True)
        self.names: set[str] = set()

    def address(self, name: str) -> str:
        """A database."""
        if name not in self.names:
            self._make(name, "template1")
        return self.url.set(database=f"verden_{name}").render_as_string(hide_password=False)

    def copy(self, source: str, target: str) -> None:
        """The server copies."""
        self._drop(target)
        self._make(target, f"verden_{source}")

    def close(self) -> None:
        """Drops all it made."""
        for name in list(self.names):
            self._drop(name)
        self.server.close()

    def _make(self, name: str, template: str) -> None:
        self.server.execute(f'CREATE DATABASE "verden_{name}" TEMPLATE "{template}"')  # type: ignore[call-overload]
        self.names.add(name)

    def _drop(self, name: str) -> None:
        self.server.execute(f'DROP DATABASE IF EXISTS "verden_{name}" WITH (FORCE)')  # type: ignore[call-overload]
        self.names.discard(name)
