"""Tiltak from an import file: written for many persons at once, and those a user has changed left alone."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from core.api import ImportResult, ImportSection, Lived, Person, add_rows, lived_on, now

from .models import Tiltak
from .tiltak_line import KEY, Line, check
from .tiltak_remarks import EDITED, remarks

ACTOR = "Import"
"""Who registered an imported tiltak, and who hid one that is gone from the file."""
STATE = ("id", "person_id", "importert", "endret_av", "slettet_av", "versjon", "unit_id", "bydel")

Rows = list[tuple[uuid.UUID, Any, Mapping[str, Any]]]


@dataclass
class _Work:
    """What is to be written for all persons at once, and what is told of each."""

    moment: Any
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    told: dict[uuid.UUID, dict[str, list[Any]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    remarks: list[tuple[uuid.UUID, str]] = field(default_factory=list)


def apply(session: Session, rows: Rows) -> ImportResult:
    """Makes the imported tiltak of these persons as their lines say; one gone from the line is hidden."""
    ids = [person_id for person_id, _, _ in rows]
    shielded = dict(session.execute(select(Person.id, Person.skjermet).where(Person.id.in_(ids))).tuples().all())
    lived = lived_on(session, [(person_id, one.fra) for person_id, lines, _ in rows for one in lines])
    standing = _standing(session, ids)
    work = _Work(now(session))
    for person_id, lines, _ in rows:
        for one in lines:
            place = _place(lived[person_id, one.fra])
            row = standing[person_id].pop(one.identity, None)
            if row is None:
                _add(work, person_id, one, place | {"skjermet": shielded[person_id]})
            else:
                _keep(work, row, one, place)
        for row in standing[person_id].values():
            _hide(work, row)
    _write(session, work)
    return ImportResult({person_id: dict(told) for person_id, told in work.told.items()}, tuple(work.remarks))


SECTION = ImportSection(KEY, check, apply, remarks)


def _standing(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, Row[Any]]]:
    """The tiltak of each person by identity: as imported, else as it stands now for one made by hand."""
    found: dict[uuid.UUID, dict[str, Row[Any]]] = defaultdict(dict)
    columns = [getattr(Tiltak, name) for name in (*STATE, *Line._fields)]
    for row in session.execute(select(*columns).where(Tiltak.person_id.in_(ids)).order_by(Tiltak.importert.is_(None))):
        found[row.person_id].setdefault(row.importert or _line(row).identity, row)
    return found


def _line(row: Row[Any]) -> Line:
    return Line(*row[len(STATE) :])


def _place(lived: Lived) -> dict[str, str | None]:
    return {"unit_id": f"kommune:{lived.kommune}" if lived.kommune else None, "bydel": lived.bydel or None}


def _add(work: _Work, person_id: uuid.UUID, one: Line, more: Mapping[str, Any]) -> None:
    work.new.append(
        {
            "id": uuid.uuid4(),
            "person_id": person_id,
            "importert": one.identity,
            "registrert_av": ACTOR,
            "registrert": work.moment,
            **one._asdict(),
            **more,
        }
    )
    work.told[person_id]["nye"].append(_json(one))


def _keep(work: _Work, row: Row[Any], one: Line, place: Mapping[str, str | None]) -> None:
    """Brings an imported row in line with the file, and back if the import had hidden it."""
    if row.importert is None:
        work.remarks.append((row.person_id, EDITED))
    if _users(row):
        return
    hidden = row.slettet_av is not None
    before = _line(row)
    if before == one and not hidden and place == {"unit_id": row.unit_id, "bydel": row.bydel}:
        return
    state = {"id": row.id, "slettet": None, "slettet_av": None, "versjon": row.versjon + 1}
    work.changed.append({**state, **one._asdict(), **place})
    told = {"var": _json(before)} if before != one else {}
    work.told[row.person_id]["hentet_fram" if hidden else "endret"].append({**_json(one), **told})


def _hide(work: _Work, row: Row[Any]) -> None:
    """Hides a row of the import's that is gone from the file. Its values go along: one statement for all rows."""
    if _users(row) or row.slettet_av is not None:
        return
    state = {"id": row.id, "slettet": work.moment, "slettet_av": ACTOR, "versjon": row.versjon + 1}
    work.changed.append({**state, **_line(row)._asdict(), "unit_id": row.unit_id, "bydel": row.bydel})
    work.told[row.person_id]["skjult"].append(_json(_line(row)))


def _users(row: Row[Any]) -> bool:
    """The row is a user's: made, changed or deleted by one."""
    return row.importert is None or row.endret_av is not None or row.slettet_av not in (None, ACTOR)


def _write(session: Session, work: _Work) -> None:
    if work.new:
        add_rows(session, Tiltak, work.new)
    if work.changed:
        session.execute(update(Tiltak), work.changed)


def _json(one: Line) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | bool | None) else str(value) for name, value in one._asdict().items()
    }
