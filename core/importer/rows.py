"""Permits and homes: the rows of a person made as the line says, and those a user has changed left alone."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.orm import Session

from core.db import insert_rows
from core.importer.entry import CORE, Entry
from core.importer.values import HomeValues, PermitValues, as_json, changes
from core.persons.models import Bosted, Tillatelse

Identity = tuple[Any, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of rows: table, values (the first two are the identity), key in the line, word in a remark."""

    model: Any
    values: type[PermitValues] | type[HomeValues]
    key: str
    word: str

    def of(self, entry: Entry) -> Sequence[Any]:
        """The rows of the line."""
        return entry.checked.line.permits if self.model is Tillatelse else entry.checked.line.homes


KINDS = (
    Kind(Tillatelse, PermitValues, "tillatelser", "En tillatelse"),
    Kind(Bosted, HomeValues, "bosted", "Et bosted"),
)


@dataclass
class _Work:
    """Statements to run for all persons of the batch at once."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    gone: list[uuid.UUID] = field(default_factory=list)


def write_rows(session: Session, kind: Kind, entries: Sequence[Entry]) -> None:
    """Makes the rows of these persons as their lines say, in at most four statements. Entries note what changed."""
    standing = _standing(session, kind, [entry.id for entry in entries if entry.stands])
    work = _Work()
    for entry in entries:
        _compare(kind, entry, standing[entry.id], work)
    if work.gone:
        session.execute(delete(kind.model).where(kind.model.id.in_(work.gone)))
    if work.changed:
        session.execute(update(kind.model), work.changed)
    insert_rows(session, kind.model, work.new)


def touched(session: Session, ids: Sequence[uuid.UUID]) -> list[tuple[uuid.UUID, str]]:
    """Rows of these persons that a user has changed, as remarks."""
    found = []
    for kind in KINDS:
        rows = session.scalars(
            select(kind.model.person_id).where(kind.model.person_id.in_(ids), kind.model.endret_av.is_not(None))
        )
        found += [
            (person_id, f"{kind.word} er endret av en bruker her. Innlesingen har ikke rørt raden.")
            for person_id in rows
        ]
    return found


def _standing(session: Session, kind: Kind, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[Identity, Row[Any]]]:
    found: dict[uuid.UUID, dict[Identity, Row[Any]]] = defaultdict(dict)
    if not ids:
        return found
    columns = [getattr(kind.model, name) for name in ("person_id", "id", "endret_av", *kind.values._fields)]
    for row in session.execute(select(*columns).where(kind.model.person_id.in_(ids))):
        found[row.person_id][tuple(row[3:5])] = row
    return found


def _compare(kind: Kind, entry: Entry, standing: dict[Identity, Row[Any]], work: _Work) -> None:
    told: dict[str, list[Any]] = {"nye": [], "endret": [], "fjernet": []}
    for values in kind.of(entry):
        row = standing.pop(values[:2], None)
        if row is None:
            work.new.append({"id": uuid.uuid4(), "person_id": entry.id, "skjermet": entry.shielded, **values._asdict()})
            told["nye"].append(as_json(values))
        elif row.endret_av is None and (differs := changes(kind.values(*row[3:]), values)):
            chosen = {"kommune_valgt": None} if "kommune" in differs else {}  # it answered for the old number
            work.changed.append({"id": row.id, **values._asdict(), **chosen})
            told["endret"].append({**as_json(values), "var": {name: pair[0] for name, pair in differs.items()}})
    for row in standing.values():
        if row.endret_av is None and not entry.merged:
            work.gone.append(row.id)
            told["fjernet"].append(as_json(kind.values(*row[3:])))
    if any(told.values()):
        entry.changes.setdefault(CORE, {})[kind.key] = {name: rows for name, rows in told.items() if rows}
