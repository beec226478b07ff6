"""Makes users and persons for tests, through the same ways in as everyone."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core.access.changes import UserError, add_user, find_user, give_role
from core.access.scope import system_scope
from core.house import House
from core.importer.report import Report
from core.importer.run import run_import
from core.persons.identifiers import check_duf, check_regnr, check_unhcr, duf_control
from core.persons.models import Person

MOTTAK = [
    {"kind": "mottak", "kode": "M101", "navn": "Solbakken mottak", "kommune": "3301", "type": "ordinaert"},
    {"kind": "mottak", "kode": "M102", "navn": "Havblikk mottak", "kommune": "4204", "type": "ordinaert"},
    {"kind": "mottak", "kode": "M108", "navn": "Kysten transittmottak", "kommune": "5501", "type": "transitt"},
]


NUMBERS = {"duf": check_duf, "regnr": check_regnr, "unhcr": check_unhcr}
"""What tells one person from another, strongest first, and how each is kept."""


class MakeUser:
    """Makes users with roles; call it with a role and a unit."""

    def __init__(self, house: House) -> None:
        """`house` is where they are made."""
        self.house = house
        self.numbers = itertools.count(1)

    def __call__(self, role: str, unit: str = "", *, name: str = "", sprak: str = "nb") -> str:
        """Gives the role in the unit to a new user, or to the one named; gives the user name."""
        with self.house.session(write=True) as session, system_scope(session, "test"):
            name = name or f"bruker{next(self.numbers)}"
            try:
                user = find_user(session, name)
            except UserError:
                user = add_user(session, name, name.capitalize(), "et godt passord")
            user.sprak = sprak
            give_role(session, user, role, unit)
            session.commit()
        return name


class ReadLines:
    """Reads lines of the import format, through a file as `fotfeste import` does."""

    def __init__(self, house: House, folder: Path) -> None:
        """`folder` is where the lines are written before they are read in."""
        self.house, self.folder = house, folder

    def __call__(self, *lines: Mapping[str, Any], skip: Collection[str] = ()) -> Report:
        """The report: `report.refused`, `report.count("ny", "person")`, `report.text()`."""
        path = self.folder / "lines.jsonl"
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
        return run_import(self.house, path, skip=skip)


class MakePerson:
    """Makes persons from lines of the import format; call it with what differs from an asylum seeker in mottak M102."""

    def __init__(self, house: House, folder: Path) -> None:
        """`folder` is where the lines are written before they are read in."""
        self.house = house
        self.read = ReadLines(house, folder)
        self.numbers = itertools.count(1)

    def __call__(self, **line: Any) -> Person:
        """The person, read in with her permits, homes and the plugins' sections.

        Raises AssertionError for a refused line.
        """
        (person,) = self.many(line)
        return person

    def many(self, *lines: Mapping[str, Any]) -> list[Person]:
        """Several persons, read in together: much quicker than one after the other."""
        numbers = [next(self.numbers) for _line in lines]
        whole = [{**standard_line(number), **line} for number, line in zip(numbers, lines, strict=True)]
        report = self.read(*(MOTTAK if 1 in numbers else ()), *whole)
        assert not report.refused, report.text()  # noqa: S101  this is a test's own helper
        return [self._find(one) for one in whole]

    def _find(self, line: dict[str, Any]) -> Person:
        with self.house.session() as session, system_scope(session, "test"):
            key = next(name for name in NUMBERS if line.get(name))
            return session.scalars(select(Person).where(getattr(Person, key) == NUMBERS[key](line[key]).value)).one()


def standard_line(number: int) -> dict[str, Any]:
    """An asylum seeker with a permit from 2021-01-02 who lives in M102; each number gives another person."""
    ten = f"2020{number + 500000:06d}"
    return {
        "kind": "person",
        "duf": ten + duf_control(ten),
        "fornavn": "Person",
        "etternavn": f"Nummer{number}",
        "fodselsdato": "1990-03-15",
        "kjonn": "K",
        "statsborgerskap": "SYR",
        "morsmal": "ar",
        "ankommet": "2020-12-01",
        "tillatelser": [{"type": "asyl", "hjemmel": "utl. § 28", "vedtaksdato": "2021-01-02"}],
        "bosted": [{"type": "mottak", "mottak": "M102", "kommune": "4204", "fra": "2020-12-01"}],
    }
