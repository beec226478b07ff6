"""Copies come back; one that is broken, cut, strange or too new replaces nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core import create_app
from core.access.changes import add_user
from core.access.models import AppUser
from core.backup import backup, restore
from core.backup.errors import BackupError
from core.db import make_engine
from core.events.record import record
from core.house import House
from core.marks import is_demo, mark_demo
from core.migrate import upgrade
from core.testing import settings_for


@pytest.fixture
def used(migrated: Any, address: str) -> Iterator[House]:
    """A house on a migrated SQLite file, with one user and a line in the log."""
    house = create_app(settings_for(address)).extensions["fotfeste"]
    add(house, "kari")
    yield house
    house.engine.dispose()


def add(house: House, name: str) -> None:
    """One more user."""
    with house.session(write=True) as session:
        session.info["actor"] = "test"
        add_user(session, name, name.capitalize(), "et godt passord")
        record(session, "logg_inn", "Logget inn")
        session.commit()


def users(url: str) -> list[str]:
    """Who is there."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return sorted(connection.scalars(select(AppUser.brukernavn)))
    finally:
        engine.dispose()


def test_a_copy_comes_back_and_what_was_there_is_kept(used: House, address: str, tmp_path: Path) -> None:
    trial = backup(used, tmp_path / "copy")
    assert (trial.behind, trial.demo) == ((), False)
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    add(used, "ola")
    again, kept = restore(used, tmp_path / "copy")
    assert again == trial
    assert (users(address), users(f"sqlite:///{kept}")) == (["kari"], ["kari", "ola"])
    assert [path.name for path in tmp_path.iterdir() if ".ny-" in path.name or ".del-" in path.name] == []


def test_a_copy_holds_what_still_lies_beside_the_file(used: House, address: str, tmp_path: Path) -> None:
    with used.engine.connect():
        add(used, "ola")
        assert (tmp_path / "empty.sqlite-wal").stat().st_size > 0
        backup(used, tmp_path / "copy")
    assert users(f"sqlite:///{tmp_path / 'copy'}") == ["kari", "ola"]


def cut(file: Path) -> None:
    """The end of the file is gone."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])


def head(file: Path) -> None:
    """Only its beginning is there."""
    file.write_bytes(file.read_bytes()[:100])


def scratched(file: Path) -> None:
    """Pages in the middle are something else."""
    data = bytearray(file.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 20_000] = b"\xff" * 20_000
    file.write_bytes(data)


def text(file: Path) -> None:
    """It is no database."""
    file.write_text("Kjære dagbok", encoding="utf-8")


def empty(file: Path) -> None:
    """There is nothing in it."""
    file.write_bytes(b"")


def postgres(file: Path) -> None:
    """It is a dump of the other kind of database."""
    file.write_bytes(b"PGDMP\x01\x0e\x00")


def statement(sql: str) -> Callable[[Path], None]:
    """Something was done to it."""

    def do(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute(sql)
            connection.commit()

    return do


def strange(file: Path) -> None:
    """A database, but of something else."""
    file.unlink()
    statement("CREATE TABLE notat (id INTEGER)")(file)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (cut, "Kopien er skadet, eller en del av den mangler."),
        (head, "Kopien er skadet, eller en del av den mangler."),
        (scratched, "Kopien er skadet, eller en del av den mangler."),
        (text, "er ikke en kopi fra fotfeste backup."),
        (empty, "er ikke en kopi fra fotfeste backup."),
        (postgres, "er en kopi fra PostgreSQL, og FOTFESTE_DATABASE_URL er en SQLite-fil."),
        (strange, "Kopien har ingen tabeller fra Fotfeste."),
        (statement("UPDATE alembic_version_core SET version_num = '9999'"), r"nyere Fotfeste \(core\)"),
        (statement("UPDATE event SET actor = 'en annen'"), "brutt ved linje 1"),
        (statement("DELETE FROM event WHERE id = 1"), "brutt ved linje 1"),
        (Path.unlink, "finnes ikke."),
    ],
)
def test_what_is_no_whole_copy_replaces_nothing(
    used: House, tmp_path: Path, harm: Callable[[Path], None], sentence: str
) -> None:
    backup(used, tmp_path / "copy")
    used.engine.dispose()
    harm(tmp_path / "copy")
    before = (tmp_path / "empty.sqlite").read_bytes()
    files = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(BackupError, match=sentence):
        restore(used, tmp_path / "copy")
    assert (tmp_path / "empty.sqlite").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == files


def test_a_database_in_use_is_not_replaced(used: House, address: str, tmp_path: Path) -> None:
    backup(used, tmp_path / "copy")
    add(used, "ola")
    other = make_engine(address)
    with other.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM app_user")
        with pytest.raises(BackupError, match="Databasen er i bruk. Stopp Fotfeste, og prøv igjen."):
            restore(used, tmp_path / "copy")
    other.dispose()
    assert users(address) == ["kari", "ola"]


def test_a_broken_database_can_be_replaced(used: House, address: str, tmp_path: Path) -> None:
    backup(used, tmp_path / "copy")
    used.engine.dispose()
    text(tmp_path / "empty.sqlite")
    (tmp_path / "empty.sqlite-wal").write_bytes(b"a rest of what was")
    _trial, kept = restore(used, tmp_path / "copy")
    assert users(address) == ["kari"]
    assert Path(kept).read_text(encoding="utf-8") == "Kjære dagbok"
    assert Path(f"{kept}-wal").read_bytes() == b"a rest of what was"


def test_a_copy_can_come_where_there_is_no_database(used: House, tmp_path: Path) -> None:
    backup(used, tmp_path / "copy")
    url = f"sqlite:///{tmp_path / 'new' / 'place.sqlite'}"
    house = create_app(settings_for(url)).extensions["fotfeste"]
    assert restore(house, tmp_path / "copy")[1] == ""
    assert users(url) == ["kari"]


def test_a_copy_that_is_behind_comes_back_and_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'core.sqlite'}"
    core_alone = create_app(settings_for(url), ()).extensions["fotfeste"]
    upgrade(core_alone)
    assert backup(core_alone, tmp_path / "copy").behind == ()
    core_alone.engine.dispose()
    house = create_app(settings_for(url)).extensions["fotfeste"]
    assert restore(house, tmp_path / "copy")[0].behind == ("nir_tiltak",)


def test_a_demonstration_stays_one(used: House, tmp_path: Path) -> None:
    with used.engine.execution_options(write=True).begin() as connection:
        mark_demo(connection)
    assert backup(used, tmp_path / "copy").demo
    assert restore(used, tmp_path / "copy")[0].demo
    assert is_demo(used.engine)
    used.engine.dispose()


def test_a_copy_never_takes_anothers_place(used: House, tmp_path: Path) -> None:
    backup(used, tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()
    with pytest.raises(BackupError, match="finnes fra før"):
        backup(used, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == before
    with pytest.raises(BackupError, match="Mappen .* finnes ikke"):
        backup(used, tmp_path / "nowhere" / "copy")


def test_a_database_with_a_fault_gives_no_copy(used: House, tmp_path: Path) -> None:
    used.engine.dispose()
    statement("UPDATE event SET actor = 'en annen'")(tmp_path / "empty.sqlite")
    with pytest.raises(BackupError, match="brutt ved linje 1"):
        backup(used, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("copy")] == []


def test_the_commands_say_what_they_did(used: House, migrated: Any, tmp_path: Path) -> None:
    used.engine.dispose()
    taken = migrated("backup", "copy")
    assert taken.exit_code == 0, taken.output
    assert taken.stdout.startswith("Kopien ligger i copy. Hendelsesloggen er hel. Anker: ")
    wrong = migrated("restore", "nothing")
    assert (wrong.exit_code, wrong.stderr) == (1, "Feil: Filen nothing finnes ikke.\n")


def test_the_command_puts_a_copy_back(used: House, address: str, tmp_path: Path) -> None:
    from tests.commands.test_servers import command

    backup(used, tmp_path / "copy")
    used.engine.dispose()
    text(tmp_path / "empty.sqlite")
    told = command(tmp_path, "restore", "copy", FOTFESTE_DATABASE_URL=address)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("Kopien er satt inn. Hendelsesloggen er hel. Anker: ")
    assert "Det som var der, ligger i " in told.stdout
    assert users(address) == ["kari"]
