"""The checks of durability in a shorter form, and each seen failing where that is quick."""

from __future__ import annotations

from pathlib import Path

import core.backup
from tests.durability import backup, crash, power, race
from tests.fresh import served_database


def test_a_killed_server_keeps_what_it_promised(database: str, tmp_path: Path) -> None:
    with served_database(database, tmp_path) as url:
        result = crash.measure("", 5, url)
    assert result.ok, result.lines


def test_a_power_cut_takes_nothing_that_was_promised() -> None:
    result = power.run(changes=5)
    assert result.ok, result.lines


def test_the_power_check_sees_a_database_that_does_not_wait_for_the_disk() -> None:
    assert not power.run("normal", changes=3).ok


def test_a_copy_taken_during_writes_comes_back_whole(database: str, tmp_path: Path) -> None:
    with served_database(database, tmp_path) as url:
        result = backup.measure(url, 3, core.backup.backup)
    assert result.ok, result.lines


def test_the_backup_check_sees_a_copy_of_the_file_alone(tmp_path: Path) -> None:
    assert not backup.measure(f"sqlite:///{tmp_path / 'used.sqlite'}", 1, backup.file_alone).ok


def test_many_at_once_lose_nothing(database: str, tmp_path: Path) -> None:
    with served_database(database, tmp_path) as url:
        result = race.measure(url, tmp_path, race.Size(pairs=4, forms=3, writers=8, each=2))
    assert result.ok, result.lines
