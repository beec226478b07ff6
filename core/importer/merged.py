"""Lines about persons into whom a record was merged: what such a line may not take away, and what is said of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.importer.entry import Entry
from core.persons.merging.facts import strictest
from core.persons.merging.former import shielded_before
from core.persons.merging.models import SammenslattPerson

READ = (
    "Nummeret hører til en registrering som er slått sammen med en annen. Linjen gjelder personen som ble igjen: "
    "grunndata er oppdatert, og ingen rader er tatt bort. Bruk nummeret personen har nå."
)
LEFT_OUT = "Andre nøkler enn kjernens er ikke lest, fordi linjen har nummeret til en registrering som er slått sammen."


def merged_remarks(entries: Iterable[Entry]) -> list[tuple[uuid.UUID, str]]:
    """Says of each line that has a merged record's number whom it was read for, and what was not read."""
    found = [entry for entry in entries if entry.merged]
    remarks = [(entry.id, READ) for entry in found]
    return remarks + [(entry.id, LEFT_OUT) for entry in found if any(part.value for part in entry.checked.sections)]


def strictest_told(session: Session, entries: Sequence[Entry]) -> dict[uuid.UUID, str]:
    """The shielding that each person is to have: the strictest of what the line says and what her other records had.

    A line about a merged record changes what that one has, and takes away nothing that her own line gave her.
    """
    before = shielded_before(session, [entry.id for entry in entries])
    found = {}
    for entry in entries:
        told = entry.checked.line.person.skjerming
        if entry.merged is None:
            found[entry.id] = strictest((told, *before.get(entry.id, ())))
            continue
        found[entry.id] = strictest((told, entry.stands.skjerming if entry.stands else told))
        if told != entry.merged.skjerming:
            of_record = SammenslattPerson.tidligere_id == entry.merged.tidligere_id
            session.execute(update(SammenslattPerson).where(of_record).values(skjerming=told))
    return found
