"""Reading a file, computing rules and checking the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from core.db import as_owner, make_engine
from tests.fresh import empty_database


@pytest.fixture
def address(database: str, tmp_path: Path) -> Iterator[str]:
    """On both databases."""
    with empty_database(database, tmp_path) as url:
        yield url


MOTTAK = {"kind": "mottak", "kode": "M102", "navn": "Havblikk mottak", "kommune": "4204", "type": "ordinaert"}
PERSON = {
    "duf": "209900000103",
    "fornavn": "Eksempel",
    "etternavn": "Veiledersen",
    "fodselsdato": "1990-03-15",
    "kjonn": "K",
    "statsborgerskap": "SYR",
    "ankommet": "2020-12-01",
    "tillatelser": [{"type": "asyl", "vedtaksdato": "2021-01-02"}],
    "bosted": [{"type": "mottak", "mottak": "M102", "fra": "2020-12-01"}],
}


def written(folder: Path, *lines: dict[str, Any]) -> str:
    """A file with these lines."""
    file = folder / "personer.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return str(file)


def test_a_file_is_read_and_read_again(migrated: Any, tmp_path: Path) -> None:
    file = written(tmp_path, MOTTAK, PERSON)
    dry = migrated("import", file, "--dry-run")
    assert dry.exit_code == 0
    first = migrated("import", file)
    assert first.exit_code == 0
    assert first.stdout != migrated("import", file).stdout


def test_a_refused_line_gives_exit_code_1_and_the_rest_is_read(migrated: Any, tmp_path: Path) -> None:
    file = written(tmp_path, MOTTAK, {**PERSON, "kjonn": "Q"}, PERSON)
    told = migrated("import", file, "--refused", str(tmp_path / "avvist.jsonl"))
    assert told.exit_code == 1
    assert (tmp_path / "avvist.jsonl").read_text(encoding="utf-8").count("\n") == 1
    assert migrated("rules", "run", "--person", "2099 000001 03").exit_code == 0


def test_a_key_can_be_skipped(migrated: Any, tmp_path: Path) -> None:
    file = written(tmp_path, MOTTAK, {**PERSON, "hobby": "sjakk"})
    assert migrated("import", file).exit_code == 1
    assert migrated("import", file, "--skip", "hobby").exit_code == 0


def test_a_missing_file_and_an_unmigrated_database_are_sentences(run: Any, tmp_path: Path) -> None:
    missing = run("import", "finnes-ikke.jsonl")
    assert (missing.exit_code, missing.stderr) == (1, "Feil: Filen «finnes-ikke.jsonl» finnes ikke.\n")
    told = run("import", written(tmp_path, MOTTAK))
    assert told.exit_code == 1
    assert told.stderr == "Feil: Databasen er ikke migrert (core, nir_tiltak). Kjør: fotfeste db upgrade\n"


def test_rules_are_computed_for_all_and_for_one(migrated: Any, tmp_path: Path, address: str) -> None:
    migrated("import", written(tmp_path, MOTTAK, PERSON))
    engine = make_engine(address)
    with as_owner(engine) as connection:
        connection.execute(text("DELETE FROM ordning_periode"))
    assert migrated("rules", "run").stdout == "Ordningene er regnet ut. Endret for 1 person.\n"
    assert migrated("rules", "run").stdout == "Ordningene er regnet ut. Endret for 0 personer.\n"
    with as_owner(engine) as connection:
        connection.execute(text("DELETE FROM ordning_periode"))
    told = migrated("rules", "run", "--person", "209900000103")
    assert told.stdout == "Ordningene er regnet ut. Endret for 1 person.\n"
    with as_owner(engine) as connection:
        connection.execute(text("DELETE FROM ordning_periode"))
    for arguments in ((), ("--person", "209900000103")):
        tried = migrated("rules", "run", "--dry-run", *arguments)
        assert tried.stdout.splitlines() == [
            "Sett på 1 person. Endringer for 1. Ingenting er skrevet.",
            "      1  Opplæring i mottak: ny periode",
            "      1  Kvalifisering i mottak: ny periode",
            "      1  Rett og plikt norsk og samfunnskunnskap: ny periode",
        ]
    engine.dispose()
    unknown = migrated("rules", "run", "--person", "209900000208")
    assert (unknown.exit_code, unknown.stderr) == (1, "Feil: Ingen person har dette DUF-nummeret.\n")


def test_the_log_is_whole_until_someone_touches_it(migrated: Any, tmp_path: Path, address: str) -> None:
    migrated("import", written(tmp_path, MOTTAK, PERSON))
    whole = migrated("log", "verify")
    assert whole.exit_code == 0
    number, hash = whole.stdout.split("Anker: ")[1].split()
    assert int(number) >= 2
    assert len(hash) == 64
    engine = make_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE event SET actor = 'en annen' WHERE id = 2"))
    engine.dispose()
    told = migrated("log", "verify")
    assert told.exit_code == 1
    assert told.stderr.startswith("Feil: Kjeden er brutt ved linje 2: linjen er endret, byttet eller satt inn.")
