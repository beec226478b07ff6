"""The parts of a line that plugins read."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from core.importer.entry import Entry
from core.items import ImportSection

Remarks = list[tuple[uuid.UUID, str]]


def apply_sections(session: Session, active: Mapping[str, ImportSection], entries: Sequence[Entry]) -> Remarks:
    """Lets each plugin write its part of these persons, all at once. Gives the plugins' remarks."""
    by_id = {entry.id: entry for entry in entries}
    remarks: Remarks = []
    for key, section in active.items():
        rows = [
            (entry.id, part.value, entry.checked.whole)
            for entry in entries
            for part in entry.sections
            if part.key == key
        ]
        if not rows:
            continue
        result = section.apply(session, rows)
        for person_id, change in result.changed.items():
            by_id[person_id].changes[key] = change
        remarks += result.remarks
    return remarks


def section_remarks(session: Session, active: Mapping[str, ImportSection], ids: list[uuid.UUID]) -> Remarks:
    """What plugins have to say of these persons after rules have run."""
    return [remark for section in active.values() if section.remarks for remark in section.remarks(session, ids)]
