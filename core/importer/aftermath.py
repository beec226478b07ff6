"""What follows when persons have been written: shielding, reach, and the periods of their ordninger."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.reach import refresh_reach
from core.access.shielding import refresh_shielding
from core.importer.entry import Entry
from core.ordninger.run import run_rules
from core.persons.models import Person


def left_behind(session: Session, entries: Sequence[Entry]) -> set[uuid.UUID]:
    """Members of the households that these persons are leaving: what they share with her changes too."""
    left = {
        entry.stands.familie_referanse
        for entry in entries
        if entry.stands and entry.stands.familie_referanse not in (None, entry.checked.line.person.familie_referanse)
    }
    if not left:
        return set()
    return set(session.scalars(select(Person.id).where(Person.familie_referanse.in_(left))))


def shield(session: Session, entries: Sequence[Entry], left: set[uuid.UUID]) -> None:
    """Works out shielding for these persons and their households, before and after."""
    ids = {entry.id for entry in entries if entry.core_differs} | left
    if ids:
        refresh_shielding(session, ids)


def settle(session: Session, entries: Sequence[Entry], others: set[uuid.UUID], residents: Sequence[uuid.UUID]) -> None:
    """Works out reach and rules: for those who differ, residents of a changed mottak, and `others` (rules only)."""
    ids = {entry.id for entry in entries} | set(residents)
    refresh_reach(session, ids)
    if ids | others:
        run_rules(session, ids | others)
