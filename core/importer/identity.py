"""Who a line is about: by duf, then regnr, then unhcr; and whether the file has told of her before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from core.importer.values import CheckedPerson, PersonValues
from core.persons.models import Person

KINDS = ("duf", "regnr", "unhcr")
TITLES = {"duf": "DUF-nummeret", "regnr": "Reg-nummeret", "unhcr": "UNHCR-nummeret"}
COLUMNS = ("id", "skjermet", "versjon", "lest_inn", *PersonValues._fields)

Known = Mapping[tuple[str, str], Row[Any]]
"""Persons in the database by kind of number and number."""


class Seen:
    """The numbers of everyone read so far in a file, and the lines that told of them. Some 150 bytes a person."""

    def __init__(self) -> None:
        """Empty."""
        self._lines: dict[int, int] = {}

    def add(self, line: int, *rows: Any) -> None:
        """The line told of a person with the numbers of these rows: what the line said, and what stood."""
        for row in rows:
            for number in _numbers(row):
                self._lines.setdefault(hash(number), line)

    def line_of(self, values: PersonValues) -> int | None:
        """The line that told of this person before."""
        return next((line for number in _numbers(values) if (line := self._lines.get(hash(number)))), None)


def known_persons(session: Session, people: Iterable[CheckedPerson]) -> Known:
    """Those in the database who have any of the numbers in these lines. One statement."""
    wanted: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for person in people:
        for kind, number in _numbers(person.line.person):
            wanted[kind].add(number)
    asked = [getattr(Person, kind).in_(sorted(numbers)) for kind, numbers in wanted.items() if numbers]
    if not asked:
        return {}
    rows = session.execute(select(*(getattr(Person, name) for name in COLUMNS)).where(or_(*asked)))
    return {number: row for row in rows for number in _numbers(row)}


def match(values: PersonValues, known: Known) -> tuple[Row[Any] | None, str]:
    """The person the line is about, None for a new one; and why the line must be refused, if it must."""
    hits = [(kind, known[kind, number]) for kind, number in _numbers(values) if (kind, number) in known]
    if not hits:
        return None, ""
    first, row = hits[0]
    for kind, other in hits[1:]:
        if other.id != row.id:
            return (
                None,
                f"{TITLES[first]} og {TITLES[kind]} hører til to forskjellige personer her. Rett det som er feil.",
            )
    for kind in _stronger(first):
        told, stands = getattr(values, kind), getattr(row, kind)
        if told and stands and told != stands:
            return None, f"{TITLES[first]} hører her til en person med et annet {kind}. Rett det som er feil."
    return row, ""


def kept_numbers(values: PersonValues, row: Row[Any]) -> PersonValues:
    """The line's values with the numbers it does not mention: a line without a number takes none away."""
    lacking = {kind: getattr(row, kind) for kind in KINDS if getattr(values, kind) is None}
    return values._replace(**lacking)


def _numbers(row: Any) -> list[tuple[str, str]]:
    return [(kind, number) for kind in KINDS if (number := getattr(row, kind))]


def _stronger(kind: str) -> Sequence[str]:
    return KINDS[: KINDS.index(kind)]
