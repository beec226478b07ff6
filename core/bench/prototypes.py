"""Households that the import and the rules have made, to make many more after: read from a small database."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from core import create_app
from core.bench.generate import write_persons
from core.config import Settings
from core.importer.run import run_import
from core.migrate import upgrade

Values = dict[str, Any]
MADE = 2_000


@dataclass(frozen=True)
class Home:
    """Where one lived, as `core.persons.stays` asks for it. `row` is the stored row."""

    row: Values
    type: str
    mottak: str | None
    kommune: str | None
    kommune_valgt: str | None
    bydel: str | None
    fra: date
    til: date | None
    ligger_i: str | None


@dataclass(frozen=True)
class Spell:
    """A computed period, its days as days. `row` is the stored row."""

    row: Values
    ordning: str
    kategori: str
    status: str
    fra: date
    til: date | None
    frist: date | None
    frist_grunn: str


@dataclass
class Member:
    """A person and all that is stored about her."""

    person: Values
    permits: list[Values] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    periods: list[Spell] = field(default_factory=list)
    tiltak: list[tuple[Values, date]] = field(default_factory=list)


@dataclass(frozen=True)
class Prototypes:
    """Households, and the type of each mottak by its code."""

    households: Sequence[Sequence[Member]]
    mottak: Mapping[str, str]


def prototypes(folder: Path, persons: int, tiltak: int, seed: int) -> Prototypes:
    """Makes a small file, reads it into a database by the import, and gives the households."""
    path, file = folder / "prototypes.sqlite", folder / "prototypes.jsonl"
    house = create_app(Settings(f"sqlite:///{path}", "", demo=True)).extensions["fotfeste"]
    upgrade(house)
    write_persons(file, persons, tiltak, seed)
    report = run_import(house, file)
    if report.refused:
        raise RuntimeError(report.text())
    house.engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        return _read(connection)


def _read(connection: sqlite3.Connection) -> Prototypes:
    places = dict(connection.execute("SELECT kode, kommune FROM mottak").fetchall())
    types = dict(connection.execute("SELECT kode, type FROM mottak").fetchall())
    members = {row["id"]: Member(row) for row in _rows(connection, "person ORDER BY duf")}
    for row in _rows(connection, "tillatelse"):
        members[row["person_id"]].permits.append(row)
    for row in _rows(connection, "bosted"):
        members[row["person_id"]].homes.append(_home(row, places))
    for row in _rows(connection, "ordning_periode ORDER BY lopenummer"):
        members[row["person_id"]].periods.append(_spell(row))
    for row in _rows(connection, "nir_tiltak_tiltak"):
        members[row["person_id"]].tiltak.append((row, date.fromisoformat(row["fra"])))
    households: dict[str, list[Member]] = defaultdict(list)
    for member in members.values():
        households[member.person["familie_referanse"]].append(member)
    return Prototypes(list(households.values()), types)


def _rows(connection: sqlite3.Connection, what: str) -> list[Values]:
    found = connection.execute(f"SELECT * FROM {what}")  # noqa: S608  names of our own
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _home(row: Values, places: Mapping[str, str]) -> Home:
    same = {name: row[name] for name in ("type", "mottak", "kommune", "kommune_valgt", "bydel")}
    fra = date.fromisoformat(row["fra"])
    return Home(row, **same, fra=fra, til=_day(row["til"]), ligger_i=places.get(row["mottak"] or ""))


def _spell(row: Values) -> Spell:
    same = {name: row[name] for name in ("ordning", "kategori", "status", "frist_grunn")}
    fra = date.fromisoformat(row["fra"])
    return Spell(row, **same, fra=fra, til=_day(row["til"]), frist=_day(row["frist"]))
