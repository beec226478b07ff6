"""The tests' own PostgreSQL: starts as any user, lets in only through its own folder, and is gone after."""

import os
import tempfile
from pathlib import Path

import psycopg
import pytest

from core.testing import postgres


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no server was given."""
    monkeypatch.delenv("TEST_POSTGRES", raising=False)


def check_server() -> Path:
    """Start, use and stop a server; gives the folder it lived in."""
    with postgres.postgres_dsn() as dsn:
        home = Path(dsn.partition("host=")[2])
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute("CREATE DATABASE mine")
            assert connection.execute("SELECT lower('ÆØÅ')").fetchone() == ("æøå",)
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
            assert connection.execute("SHOW autovacuum").fetchone() == ("off",)
        assert home.stat().st_mode & 0o077 == 0
        pid = int((home / "data/postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    return home


@pytest.mark.skipif(postgres.installed() is None, reason="no PostgreSQL on the machine; the npm package is used")
def test_the_machines_own(own: None) -> None:
    assert not check_server().exists()


@pytest.mark.skipif(not postgres.EMBEDDED.is_dir(), reason="the npm package is fetched only where it is needed")
def test_the_npm_package(own: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "installed", lambda: None)
    assert not check_server().exists()


def test_none_is_an_error_that_says_what_to_do(own: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "installed", lambda: None)
    monkeypatch.setattr(postgres, "EMBEDDED", tmp_path / "none")
    with pytest.raises(postgres.PostgresMissing, match="TEST_POSTGRES"), postgres.postgres_dsn():
        pass


def test_a_given_server_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_POSTGRES", "postgresql://given/db")
    with postgres.postgres_dsn() as dsn:
        assert dsn == "postgresql://given/db"


def test_a_server_that_does_not_start_tells_why(own: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        broken = Path(folder)
        broken.chmod(0o755)
        (broken / "initdb").write_text("#!/bin/sh\necho no room for the data >&2\nexit 1\n")
        (broken / "initdb").chmod(0o755)
        monkeypatch.setattr(postgres, "installed", lambda: broken)
        with pytest.raises(postgres.PostgresMissing, match="no room for the data"), postgres.postgres_dsn():
            pass
