"""The mottak of a file: which are known, and the rows made as the lines say."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.db import insert_rows
from core.importer.entry import CHANGED, NEW, UNCHANGED
from core.importer.values import CheckedMottak, CheckedPerson, HomeValues, MottakValues, changes
from core.persons.models import Bosted
from core.places.followed import became
from core.places.models import Mottak


class KnownMottak:
    """Mottak by code: those of the database, and those told of earlier in the file."""

    def __init__(self, session: Session) -> None:
        """Reads the database's."""
        columns = [getattr(Mottak, name) for name in MottakValues._fields]
        self._values = {row.kode: MottakValues(*row) for row in session.execute(select(*columns))}
        self._lines: dict[str, int] = {}

    def add(self, mottak: CheckedMottak) -> str:
        """The file tells of a mottak; a fault when it has before."""
        kode = mottak.values.kode
        if kode in self._lines:
            return f"Mottaket {kode} står også i linje {self._lines[kode]}, som gjelder. Ta bort den ene."
        self._lines[kode] = mottak.number
        self._values[kode] = mottak.values
        return ""

    def faults(self, homes: Sequence[HomeValues]) -> list[str]:
        """Sentences about homes in a mottak that nobody has told of."""
        return [
            f"bosted nr. {number}, mottak: {home.mottak} er ikke kjent. "
            "Mottaket må stå tidligere i filen eller være lest inn før."
            for number, home in enumerate(homes, 1)
            if home.mottak and home.mottak not in self._values
        ]

    def placed(self, person: CheckedPerson, today: date) -> CheckedPerson:
        """The person with homes in a mottak put in the kommune where it lies; remarked where the line said another."""
        homes = [self._placed(home, today) for home in person.line.homes]
        moved = [(old, new) for old, new in zip(person.line.homes, homes, strict=True) if old != new]
        if not moved:
            return person
        remarks = [
            f"bosted: {new.mottak} ligger i {new.kommune}, ikke i {old.kommune}. {new.kommune} er brukt."
            for old, new in moved
        ]
        return replace(person, line=replace(person.line, homes=tuple(homes)), remarks=(*person.remarks, *remarks))

    def _placed(self, home: HomeValues, today: date) -> HomeValues:
        if not home.mottak or not home.kommune:
            return home
        lies = self._values[home.mottak].kommune
        same = set(became(home.kommune, today)) & set(became(lies, today))
        return home if same else home._replace(kommune=lies)


def write_mottak(session: Session, told: Sequence[CheckedMottak]) -> tuple[dict[str, str], dict[str, Any]]:
    """Makes mottak as the lines say. Gives the outcome of each, and what changed of those that did, by code."""
    columns = [getattr(Mottak, name) for name in MottakValues._fields]
    kodes = [mottak.values.kode for mottak in told]
    stands = {row.kode: MottakValues(*row) for row in session.execute(select(*columns).where(Mottak.kode.in_(kodes)))}
    new = [mottak.values._asdict() for mottak in told if mottak.values.kode not in stands]
    differs = {m.values.kode: changes(stands[m.values.kode], m.values) for m in told if m.values.kode in stands}
    changed = [m.values._asdict() for m in told if differs.get(m.values.kode)]
    insert_rows(session, Mottak, new)
    if changed:
        session.execute(update(Mottak), changed)
    outcome = {kode: (CHANGED if differs[kode] else UNCHANGED) if kode in stands else NEW for kode in kodes}
    return outcome, {kode: found for kode, found in differs.items() if found}


def residents(session: Session, kodes: Iterable[str]) -> list[uuid.UUID]:
    """Everyone who lives or has lived in these mottak."""
    return list(session.scalars(select(Bosted.person_id).where(Bosted.mottak.in_(sorted(kodes))).distinct()))
