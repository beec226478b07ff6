"""Who a line is about: by duf, then regnr, then unhcr; and whether the file has told of her before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from core.importer.errors import ImportStopped
from core.importer.values import CheckedPerson, PersonValues
from core.persons.merging.former import Merged, by_number
from core.persons.models import Person

KINDS = ("duf", "regnr", "unhcr")
TITLES = {"duf": "DUF-nummeret", "regnr": "Reg-nummeret", "unhcr": "UNHCR-nummeret"}
TOLD = "CREATE TABLE told (number INTEGER PRIMARY KEY, line INTEGER NOT NULL)"
FULL = (
    "Det er ikke plass i mappen for midlertidige filer. Gjør plass, eller la SQLITE_TMPDIR peke på en annen mappe. "
    "Les så inn filen på nytt: det som er lest, blir stående, og leses ikke to ganger."
)
COLUMNS = ("id", "skjermet", "versjon", "lest_inn", *PersonValues._fields)

Number = tuple[str, str]
"""Kind of number, and number."""


@dataclass(frozen=True)
class Known:
    """Persons in the database by number, and the records that were merged into one of them by the numbers they had."""

    persons: Mapping[Number, Row[Any]]
    merged: Mapping[Number, Merged]


@dataclass(frozen=True)
class Matched:
    """Whom a line is about: `row` as she stands, None for a new one; the merged record it tells of, if it does.

    `fault` is why the line must be refused.
    """

    row: Row[Any] | None = None
    merged: Merged | None = None
    fault: str = ""


class Seen:
    """The numbers of everyone read so far in a file, and the lines that told of them.

    They stand in a file of their own that is gone with this, so that a long list takes no more memory than a short one.
    """

    def __init__(self) -> None:
        """Empty."""
        self._file = sqlite3.connect("", isolation_level=None)
        for statement in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", TOLD):
            self._file.execute(statement)

    def add(self, line: int, values: PersonValues, row: Row[Any] | None) -> None:
        """The line told of a person with the numbers it said, and with those of her row, if she had one.

        Raises ImportStopped where there is no room for the file.
        """
        numbers = (*_numbers(values), *(_numbers(row) if row else ()), *_own(row))
        told = [(hash(number), line) for number in numbers]
        try:
            self._file.executemany("INSERT OR IGNORE INTO told VALUES (?, ?)", told)
        except sqlite3.OperationalError as error:
            raise ImportStopped(FULL) from error

    def line_of(self, values: PersonValues, row: Row[Any] | None) -> int | None:
        """The line that told of this person before, by any number that is or was hers."""
        for number in (*_numbers(values), *_own(row)):
            if told := self._file.execute("SELECT line FROM told WHERE number = ?", (hash(number),)).fetchone():
                return int(told[0])
        return None

    def close(self) -> None:
        """The file goes."""
        self._file.close()


def known_persons(session: Session, people: Iterable[CheckedPerson]) -> Known:
    """Those in the database who have any of the numbers in these lines, or had it in a record that was merged.

    Two statements.
    """
    wanted: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for person in people:
        for kind, number in _numbers(person.line.person):
            wanted[kind].add(number)
    asked: list[Any] = [getattr(Person, kind).in_(sorted(numbers)) for kind, numbers in wanted.items() if numbers]
    if not asked:
        return Known({}, {})
    merged = by_number(session, ((kind, number) for kind, numbers in wanted.items() for number in numbers))
    if merged:
        asked.append(Person.id.in_({one.person_id for one in merged.values()}))
    rows = session.execute(select(*(getattr(Person, name) for name in COLUMNS)).where(or_(*asked))).all()
    kept = {row.id: row for row in rows}
    former = {number: kept[one.person_id] for number, one in merged.items()}
    return Known(former | {number: row for row in rows for number in _numbers(row)}, merged)


def match(values: PersonValues, known: Known) -> Matched:
    """Whom the line is about, by the strongest of its numbers that is known."""
    hits = [(kind, known.persons[kind, number]) for kind, number in _numbers(values) if (kind, number) in known.persons]
    if not hits:
        return Matched()
    first, row = hits[0]
    for kind, other in hits[1:]:
        if other.id != row.id:
            return Matched(
                fault=f"{TITLES[first]} og {TITLES[kind]} hører til to forskjellige personer her. Rett det som er feil."
            )
    for kind in _stronger(first):
        told, stands = getattr(values, kind), getattr(row, kind)
        if told and stands and told != stands:
            return Matched(fault=f"{TITLES[first]} hører her til en person med et annet {kind}. Rett det som er feil.")
    number = getattr(values, first)
    return Matched(row, known.merged.get((first, number)) if getattr(row, first) != number else None)


def kept_numbers(values: PersonValues, row: Row[Any], merged: Merged | None) -> PersonValues:
    """The line's values with the numbers it does not mention: a line without a number takes none away.

    A line about a merged record takes none either: she keeps the numbers she has.
    """
    kept = {kind: getattr(row, kind) for kind in KINDS}
    lacking = {kind: kept[kind] for kind in KINDS if getattr(values, kind) is None or (merged and kept[kind])}
    return values._replace(**lacking)


def _own(row: Row[Any] | None) -> list[Number]:
    """Her id, which stands for every number that is or was hers."""
    return [("id", str(row.id))] if row else []


def _numbers(row: Any) -> list[tuple[str, str]]:
    return [(kind, number) for kind in KINDS if (number := getattr(row, kind))]


def _stronger(kind: str) -> Sequence[str]:
    return KINDS[: KINDS.index(kind)]
