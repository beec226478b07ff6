"""Makes a database of many persons for measuring, and looks some of them over."""

from __future__ import annotations

import random
import sqlite3
import time
import uuid
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import create_app
from core.access.models import Reach
from core.access.reach import refresh_reach
from core.access.scope import system_scope
from core.bench.many import Copier, Rows
from core.bench.prototypes import MADE, prototypes
from core.config import Settings
from core.db import insert_rows
from core.house import House
from core.migrate import upgrade
from core.ordninger.lines import refresh_lines
from core.ordninger.models import OrdningLinje
from core.ordninger.run import run_rules
from core.persons.models import NameKey, NameWord, Person, UnitName
from core.persons.name_rows import key_rows, keys, name_rows, refresh_unit_names, sound_keys
from core.persons.names import TOGETHER
from core.places.models import Mottak

SECRET = "for measuring only, never for serving anyone"  # noqa: S105
AT_ONCE = 5_000
LOOKED_OVER = 500
TABLES = (
    *("person", "person_navn", "tillatelse", "bosted", "reach"),
    *("ordning_periode", "ordning_linje", "nir_tiltak_tiltak", "navn_nokkel"),
)
IN_UNITS = "enhet_navn"
"""Follows from two of the others, and is filled after them."""
FILL_IN_UNITS = f"""
INSERT INTO {IN_UNITS} (person_id, unit_id, ord, etternavn_sok, fornavn_sok)
SELECT DISTINCT r.person_id, r.unit_id, n.ord, n.etternavn_sok, n.fornavn_sok
FROM reach r JOIN person_navn n ON n.person_id = r.person_id ORDER BY r.person_id, r.unit_id, n.ord"""  # noqa: S608


def settings_for(path: Path) -> Settings:
    """Settings of the database in this file."""
    return settings_on(f"sqlite:///{path}")


def settings_on(url: str) -> Settings:
    """Settings of the database at this address."""
    return Settings(url, SECRET, demo=True)


def fill(path: Path, persons: int, *, tiltak: int = 5, seed: int = 1, made: int = MADE) -> float:
    """Makes the file with so many persons, after `made` that the import reads; gives the seconds it took.

    Raises RuntimeError where a sample of them comes out otherwise when worked out anew.
    """
    started = time.perf_counter()
    house: House = create_app(settings_for(path)).extensions["fotfeste"]
    upgrade(house)
    laws = {one.key: one.law for one in house.plugins.registry.ordninger.values()}
    copier = Copier(prototypes(path.parent, made, tiltak, seed), laws, seed)
    with house.session(write=True) as session, system_scope(session, "bench"):
        insert_rows(session, Mottak, copier.mottak())
        session.commit()
    house.engine.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _write(connection, copier, persons)
    seconds = time.perf_counter() - started
    look_over(house, seed)
    house.engine.dispose()
    return seconds


def _write(connection: sqlite3.Connection, copier: Copier, persons: int) -> None:
    """The rows first and the indexes afterwards: sorting once is much faster than finding each row's place."""
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
        connection.execute(f"PRAGMA {pragma}")
    indexes, later = _drop_indexes(connection, TABLES), _drop_indexes(connection, (IN_UNITS,))
    for rows in copier.batches(persons, AT_ONCE):
        _insert(connection, rows)
    _insert(connection, {"navn_nokkel": _keys(copier.words)})
    for sql in (*indexes, FILL_IN_UNITS, *later):
        connection.execute(sql)
    connection.execute("PRAGMA journal_mode=WAL")


def _drop_indexes(connection: sqlite3.Connection, tables: Sequence[str]) -> list[str]:
    """Takes the tables' indexes away; gives the statements that make them again."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "  # noqa: S608
        f"AND tbl_name IN ({', '.join('?' * len(tables))})",
        tables,
    ).fetchall()
    for name, _sql in found:
        connection.execute(f"DROP INDEX {name}")
    return [sql for _name, sql in found]


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    connection.execute("BEGIN")
    for table, found in rows.items():
        if found:
            names = list(found[0])
            values = ", ".join(f":{name}" for name in names)
            connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})", found)  # noqa: S608
    connection.execute("COMMIT")


def _keys(words: Iterable[str]) -> list[dict[str, Any]]:
    alone = sorted(word for word in words if not word.startswith(TOGETHER))
    together = sorted(word for word in words if word.startswith(TOGETHER))
    return [*key_rows(alone, keys), *key_rows(together, sound_keys)]


def look_over(house: House, seed: int) -> None:
    """Works everything out anew for 500 persons, keeping nothing. Raises RuntimeError where it comes out otherwise."""
    draw = random.Random(seed)  # noqa: S311  chance for made-up data
    with house.session(write=True) as session, system_scope(session, "bench"):
        first = uuid.UUID(int=draw.getrandbits(127))
        ids = session.scalars(select(Person.id).where(Person.id > first).order_by(Person.id).limit(LOOKED_OVER)).all()
        before = _standing(session, ids)
        changed = run_rules(session, ids)
        refresh_lines(session, ids)
        refresh_reach(session, ids)
        refresh_unit_names(session, ids)
        after = _standing(session, ids)
        wrong = [name for name in before if before[name] != after[name]]
        if changed or wrong or not _named(session, ids):
            raise RuntimeError(f"worked out anew, {len(changed)} persons got other periods, and these differ: {wrong}")
        session.rollback()


def _standing(session: Session, ids: Sequence[uuid.UUID]) -> dict[str, set[Any]]:
    lines = select(OrdningLinje.id).where(OrdningLinje.person_id.in_(ids))
    reach = select(Reach.person_id, Reach.unit_id, Reach.kind, Reach.fra, Reach.til, Reach.why)
    found = session.execute(reach.where(Reach.person_id.in_(ids))).all()
    named = session.execute(
        select(UnitName.unit_id, UnitName.person_id, UnitName.ord).where(UnitName.person_id.in_(ids))
    )
    return {
        "lines": set(session.scalars(lines)),
        "reach": {tuple(row) for row in found},
        IN_UNITS: {tuple(row) for row in named},
    }


def _named(session: Session, ids: Sequence[uuid.UUID]) -> bool:
    """The words of their names are those that stand, and each has its keys."""
    people = session.execute(select(Person.id, Person.fornavn, Person.etternavn).where(Person.id.in_(ids))).all()
    wanted = {(row["person_id"], row["ord"]) for one in people for row in name_rows(*one)}
    stands = session.execute(select(NameWord.person_id, NameWord.ord).where(NameWord.person_id.in_(ids))).all()
    words = {word for _id, word in wanted}
    marks = set(session.scalars(select(NameKey.ord).where(NameKey.nokkel.in_([f"w{word}" for word in words]))))
    return {tuple(row) for row in stands} == wanted and marks == words
