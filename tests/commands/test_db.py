"""Migrations: an empty database comes to what the models say, and a plugin's tables go without touching others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

import core.commands.db
from core import migrate
from core.access.policies import lower_wall
from core.db import as_owner, make_engine
from tests.fresh import empty_database


@pytest.fixture
def address(database: str, tmp_path: Path) -> Iterator[str]:
    """On both databases."""
    with empty_database(database, tmp_path) as url:
        yield url


def names(address: str) -> set[str]:
    """The tables there are."""
    engine = make_engine(address)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def execute(address: str, statement: str) -> None:
    """Does something to the database behind everyone's back."""
    engine = make_engine(address)
    with as_owner(engine) as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_an_empty_database_comes_to_what_the_models_say(run: Any) -> None:
    first = run("db", "upgrade")
    assert (first.exit_code, first.stdout) == (0, "Migrert: core, nir_tiltak.\n")
    assert run("db", "upgrade").stdout == "Databasen er på siste versjon fra før.\n"
    check = run("db", "check")
    assert (check.exit_code, check.stderr) == (0, "")


def test_check_tells_what_is_missing(migrated: Any, address: str) -> None:
    execute(address, "DROP INDEX ix_person_fnr")
    told = migrated("db", "check")
    assert told.exit_code == 1
    assert "Tabellene er ikke som modellene sier" in told.stderr
    assert "ix_person_fnr" in told.stderr


def test_core_migrates_without_the_plugin_and_the_plugin_after(run: Any, address: str) -> None:
    assert run("db", "upgrade", FOTFESTE_PLUGINS="").stdout == "Migrert: core.\n"
    assert "nir_tiltak_tiltak" not in names(address)
    assert run("db", "check").exit_code == 1
    assert run("db", "upgrade").stdout == "Migrert: nir_tiltak.\n"


def test_a_plugin_that_is_out_can_be_dropped_and_core_stays(migrated: Any, address: str) -> None:
    before = names(address)
    assert migrated("db", "check", FOTFESTE_PLUGINS="").exit_code == 0
    told = migrated("db", "drop", "nir_tiltak", "--yes", FOTFESTE_PLUGINS="")
    assert told.stdout == "Slettet: alembic_version_nir_tiltak, nir_tiltak_tiltak.\n"
    assert before - names(address) == {"alembic_version_nir_tiltak", "nir_tiltak_tiltak"}
    assert migrated("db", "check", FOTFESTE_PLUGINS="").exit_code == 0


@pytest.mark.parametrize(
    ("owner", "env", "sentence"),
    [
        ("core", {}, "Tabellene til kjernen kan ikke slettes."),
        ("nir_tiltak", {}, "«nir_tiltak» er i bruk. Ta den ut av FOTFESTE_PLUGINS først."),
        ("app", {"FOTFESTE_PLUGINS": ""}, "«app» har ingen tabeller i databasen."),
        ("nir", {"FOTFESTE_PLUGINS": ""}, "«nir» har ingen tabeller i databasen."),
    ],
)
def test_drop_takes_nobody_elses_tables(
    migrated: Any, address: str, owner: str, env: dict[str, str], sentence: str
) -> None:
    before = names(address)
    told = migrated("db", "drop", owner, "--yes", **env)
    assert (told.exit_code, told.stderr) == (1, f"Feil: {sentence}\n")
    assert names(address) == before


def test_an_owner_whose_name_another_begins_with_takes_its_own_only(migrated: Any, address: str) -> None:
    execute(address, "CREATE TABLE alembic_version_nir (version_num VARCHAR(32))")
    execute(address, "CREATE TABLE nir_notat (id INTEGER)")
    told = migrated("db", "drop", "nir", "--yes", FOTFESTE_PLUGINS="")
    assert told.stdout == "Slettet: alembic_version_nir, nir_notat.\n"
    assert "nir_tiltak_tiltak" in names(address)


def test_drop_asks_first(migrated: Any, address: str) -> None:
    told = migrated("db", "drop", "nir_tiltak", input="n\n", FOTFESTE_PLUGINS="")
    assert (told.exit_code, told.stderr.splitlines()[-1]) == (1, "Avbrutt.")
    assert "nir_tiltak_tiltak" in names(address)


def test_new_writes_what_the_migrations_lack(tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    versions = tmp_path / "versions"
    versions.mkdir()
    monkeypatch.setattr(migrate, "owners", lambda house: [migrate.Owner("nir_tiltak", versions)])
    monkeypatch.setattr(core.commands.db, "_require_owner", lambda house, owner: None)
    told = run("db", "new", "nir_tiltak", "første tabell")
    assert told.exit_code == 0
    (made,) = versions.glob("0001_*.py")
    source = made.read_text(encoding="utf-8")
    assert source.startswith('"""Første tabell."""')
    assert "nir_tiltak_tiltak" in source
    assert "core.db.Moment()" in source
    assert "###" not in source
    compile(source, str(made), "exec")


def test_new_knows_who_has_migrations(run: Any) -> None:
    told = run("db", "new", "finnes_ikke", "tekst")
    assert (told.exit_code, told.stderr) == (
        1,
        "Feil: «finnes_ikke» har ingen migreringer her. Kjente eiere: core, nir_tiltak.\n",
    )


def test_tables_go_back_to_nothing(migrated: Any, address: str) -> None:
    from alembic import command

    from core import create_app
    from core.testing import settings_for

    house = create_app(settings_for(address)).extensions["fotfeste"]
    for owner in reversed(migrate.owners(house)):
        with as_owner(house.engine) as connection:
            lower_wall(connection)
            command.downgrade(migrate._config(house, owner, connection), "base")
    house.engine.dispose()
    assert {name for name in names(address) if not name.startswith("alembic_version_")} == set()
