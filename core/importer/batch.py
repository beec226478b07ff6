"""One batch of checked lines, written in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from core.events.record import NewLine, record_many
from core.importer.aftermath import left_behind, settle, shield
from core.importer.check import MOTTAK, PERSON
from core.importer.entry import NEW, Entry
from core.importer.identity import Seen, known_persons, match
from core.importer.merged import merged_remarks
from core.importer.persons import write_digests, write_persons
from core.importer.places import residents, write_mottak
from core.importer.report import Told
from core.importer.rows import touched
from core.importer.sections import Remarks, apply_sections, section_remarks
from core.importer.values import CheckedMottak, CheckedPerson
from core.items import ImportSection


@dataclass
class Batch:
    """Lines without faults of their own, in the order of the file."""

    mottak: list[CheckedMottak] = field(default_factory=list)
    people: list[CheckedPerson] = field(default_factory=list)


def write_batch(session: Session, batch: Batch, seen: Seen, active: Mapping[str, ImportSection]) -> list[Told]:
    """Writes the batch, under a system scope and without committing. Gives what came of each line."""
    outcomes, moved = write_mottak(session, batch.mottak)
    told = [Told(m.number, MOTTAK, outcomes[m.values.kode], remarks=m.remarks, skipped=m.skipped) for m in batch.mottak]
    entries, refused = _resolve(session, batch.people, seen)
    remarks = _write(session, entries, active, residents(session, moved) if moved else ())
    events = [
        NewLine(*MOTTAK_EVENT[outcomes[kode] == NEW], unit_id=f"mottak:{kode}", data=moved.get(kode, {}))
        for kode in _told(outcomes)
    ]
    record_many(session, [*events, *_events(entries)])
    return [*told, *refused, *_outcomes(entries, remarks)]


MOTTAK_EVENT = {
    True: ("mottak_lest_inn", "Mottak lest inn fra fil"),
    False: ("mottak_oppdatert", "Mottak oppdatert fra fil"),
}


def _told(outcomes: Mapping[str, str]) -> list[str]:
    return [kode for kode, outcome in outcomes.items() if outcome != "uendret"]


def _resolve(session: Session, people: Sequence[CheckedPerson], seen: Seen) -> tuple[list[Entry], list[Told]]:
    """Who each line is about. A line about one the file has told of, or whose numbers do not agree, is refused."""
    known = known_persons(session, people)
    entries, refused = [], []
    for person in people:
        values = person.line.person
        found = match(values, known)
        fault = found.fault
        if (before := seen.line_of(values, found.row)) is not None:
            fault = f"Samme person står i linje {before}, som gjelder. Ta bort den ene linjen."
        if fault:
            refused.append(Told(person.number, PERSON, faults=(fault,)))
            continue
        seen.add(person.number, values, found.row)
        entries.append(Entry(person, found.row.id if found.row else uuid.uuid4(), found.row, found.merged))
    return entries, refused


def _write(
    session: Session, entries: Sequence[Entry], active: Mapping[str, ImportSection], moved: Sequence[uuid.UUID]
) -> Remarks:
    differing = [entry for entry in entries if entry.differs]
    left = left_behind(session, differing)
    write_persons(session, differing)
    shield(session, differing, left)
    remarks = apply_sections(session, active, differing)
    settle(session, differing, left, moved)
    write_digests(session, differing)
    ids = [entry.id for entry in entries]
    return [*remarks, *merged_remarks(entries), *touched(session, ids), *section_remarks(session, active, ids)]


def _events(entries: Iterable[Entry]) -> Iterator[NewLine]:
    for entry in entries:
        if entry.outcome == NEW:
            yield NewLine("person_lest_inn", "Person lest inn fra fil", person_id=entry.id)
        elif entry.changes:
            yield NewLine("person_oppdatert", "Person oppdatert fra fil", person_id=entry.id, data=entry.changes)


def _outcomes(entries: Sequence[Entry], remarks: Remarks) -> list[Told]:
    found: dict[uuid.UUID, list[str]] = {entry.id: list(entry.checked.remarks) for entry in entries}
    for person_id, text in remarks:
        found[person_id].append(text)
    return [
        Told(entry.checked.number, PERSON, entry.outcome, remarks=tuple(found[entry.id]), skipped=entry.checked.skipped)
        for entry in entries
    ]
