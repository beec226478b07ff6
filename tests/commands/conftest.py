"""Runs commands the way a shell does, on a database of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from core.cli import cli

Run = Callable[..., Result]


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A database without tables, which the commands find in the environment. Modules that use both databases say so."""
    return f"sqlite:///{tmp_path / 'empty.sqlite'}"


@pytest.fixture
def run(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("user", "add", "kari", input="...")`; settings of the environment are given as `FOTFESTE_X=...`."""
    monkeypatch.chdir(tmp_path)
    for name in ("FOTFESTE_SECRET_KEY", "FOTFESTE_PLUGINS", "FOTFESTE_TODAY"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, input: str | None = None, **env: Any) -> Result:
        return CliRunner().invoke(cli, arguments, input=input, env={"FOTFESTE_DATABASE_URL": address, **env})

    return run


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: migrating takes longer than any test."""
    file = tmp_path_factory.mktemp("template") / "migrated.sqlite"
    told = CliRunner().invoke(cli, ["db", "upgrade"], env={"FOTFESTE_DATABASE_URL": f"sqlite:///{file}"})
    assert told.exit_code == 0
    return file


@pytest.fixture
def migrated(run: Run, address: str, template: Path, tmp_path: Path) -> Run:
    """The same, on a migrated database."""
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(tmp_path / "empty.sqlite")) as copy:
            source.backup(copy)
    else:
        assert run("db", "upgrade").exit_code == 0
    return run
