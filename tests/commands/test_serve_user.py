"""`serve` on PostgreSQL: an ordinary owner of the tables serves, one who passes the policies by does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from core.cli import cli
from core.commands.errors import CommandError
from core.commands.serve import checked_settings
from tests.fresh import owned_database

SECRET = "a secret for tests only, never for use"


@pytest.fixture
def owned(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a migrated database whose owner is an ordinary user; it stands in the environment."""
    if database.startswith("sqlite"):
        pytest.skip("SQLite has no users")
    with owned_database(database, tmp_path) as url:
        monkeypatch.setenv("FOTFESTE_DATABASE_URL", url)
        monkeypatch.setenv("FOTFESTE_SECRET_KEY", SECRET)
        assert CliRunner().invoke(cli, ["db", "upgrade"]).exit_code == 0
        yield url


def as_server(database: str, statement: str) -> None:
    """Does it as the one who runs the server."""
    with psycopg.connect(database, autocommit=True) as server:
        server.execute(statement)  # type: ignore[call-overload]


def test_an_ordinary_owner_serves(owned: str) -> None:
    assert checked_settings().database_url == owned


@pytest.mark.parametrize("might", ["SUPERUSER", "BYPASSRLS", "a member"])
def test_one_who_passes_the_policies_by_does_not(might: str, owned: str, database: Any) -> None:
    name = make_url(owned).username
    if might == "a member":
        as_server(database, f'GRANT "{make_url(database).username}" TO {name}')
    else:
        as_server(database, f"ALTER ROLE {name} {might}")
    with pytest.raises(CommandError, match=f"«{name}» kan gå forbi radtilgangen .*docs/drift.md"):
        checked_settings()
    if might != "a member":  # as docs/drift.md says it is mended
        as_server(database, f"ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS")
        assert checked_settings().database_url == owned
