"""Writes the persons of a batch: new ones whole, changed ones where they differ, the unchanged not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.db import insert_rows
from core.importer.entry import CORE, Entry
from core.importer.identity import kept_numbers
from core.importer.merged import strictest_told
from core.importer.rows import KINDS, write_rows
from core.importer.values import PersonValues, changes
from core.persons.models import Person
from core.persons.name_rows import Named, changed_names, new_names
from core.persons.names import folded


def write_persons(session: Session, entries: Sequence[Entry]) -> None:
    """Makes persons, permits and homes as the lines say. What changed is noted on the entries."""
    new = [
        _columns(entry.checked.line.person) | {"id": entry.id, "lest_inn": entry.read_now}
        for entry in entries
        if entry.stands is None
    ]
    insert_rows(session, Person, new)
    new_names(session, [_named(row) for row in new])
    differing = [entry for entry in entries if entry.core_differs]
    _update(session, [entry for entry in differing if entry.stands is not None])
    for kind in KINDS:
        write_rows(session, kind, differing)


def write_digests(session: Session, entries: Sequence[Entry]) -> None:
    """Keeps what was read of those who stood before, so that the same line is known; who changed has a new version."""
    rows = [
        {"id": entry.id, "lest_inn": entry.read_now, "versjon": entry.stands.versjon + (CORE in entry.changes)}
        for entry in entries
        if entry.stands is not None
    ]
    if rows:
        session.execute(update(Person), rows)


def _update(session: Session, entries: Sequence[Entry]) -> None:
    rows, renamed = [], []
    shielding = strictest_told(session, entries)
    for entry in entries:
        stands: Any = entry.stands
        values = kept_numbers(entry.checked.line.person, stands, entry.merged)
        values = values._replace(skjerming=shielding[entry.id])
        differs = changes(PersonValues(*(getattr(stands, name) for name in PersonValues._fields)), values)
        if differs:
            entry.changes.setdefault(CORE, {})["person"] = differs
            rows.append(_columns(values) | {"id": entry.id})
            renamed += [_named(rows[-1])] if differs.keys() & {"fornavn", "etternavn"} else []
    if rows:
        session.execute(update(Person), rows)
        changed_names(session, renamed)


def _named(row: dict[str, Any]) -> Named:
    return row["id"], row["fornavn"], row["etternavn"]


def _columns(values: PersonValues) -> dict[str, Any]:
    return values._asdict() | {"fornavn_sok": folded(values.fornavn), "etternavn_sok": folded(values.etternavn)}
