"""One line as a checked mottak or person, or every reason why it is refused. Asks no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.importer import person_keys, place_keys
from core.importer.errors import ImportErrors
from core.importer.lines import Line
from core.importer.parse import parse
from core.importer.reader import Notes
from core.importer.values import CheckedMottak, CheckedPerson, Section
from core.items import ImportSection

MOTTAK, PERSON, UNKNOWN = "mottak", "person", "ukjent"


@dataclass(frozen=True)
class Sections:
    """Which keys are read besides core's: those of running plugins, and those to be passed over."""

    active: Mapping[str, ImportSection]
    skip: frozenset[str]


class Refusal(Exception):
    """A line that is not read: what kind it is, and why, in sentences."""

    def __init__(self, kind: str, faults: tuple[str, ...]) -> None:
        """`kind` is mottak, person, or ukjent where the line does not say."""
        super().__init__(*faults)
        self.kind = kind
        self.faults = faults


def check(line: Line, sections: Sections, today: date) -> CheckedMottak | CheckedPerson:
    """The line, checked. Raises Refusal."""
    kind = UNKNOWN
    try:
        values = parse(line)
        kind = _kind(values)
        read = _mottak if kind == MOTTAK else _person
        return read(line.number, values, sections, Notes(today))
    except ImportErrors as errors:
        raise Refusal(kind, errors.faults) from errors


def _kind(values: Mapping[str, Any]) -> str:
    kind = values.get("kind")
    if kind not in (None, MOTTAK, PERSON):
        raise ImportErrors("kind: skal være mottak eller person.")
    return str(kind or PERSON)


def _mottak(number: int, values: Mapping[str, Any], sections: Sections, notes: Notes) -> CheckedMottak:
    notes.faults += _unknown(values, place_keys.KEYS | sections.skip)
    found = place_keys.read_mottak(values, notes)
    notes.stop_if_faulty()
    return CheckedMottak(number, found, tuple(notes.remarks), sections.skip & values.keys())


def _person(number: int, values: Mapping[str, Any], sections: Sections, notes: Notes) -> CheckedPerson:
    notes.faults += _unknown(values, person_keys.KEYS | sections.skip | sections.active.keys())
    found = person_keys.read_person(values, notes)
    parts = tuple(_sections(values, sections, notes))
    notes.stop_if_faulty()
    return CheckedPerson(number, found, parts, values, tuple(notes.remarks), sections.skip & values.keys())


def _unknown(values: Mapping[str, Any], known: frozenset[str]) -> list[str]:
    return [
        f"Nøkkelen «{key[:40]}» tas ikke imot. Rett navnet, slå på utvidelsen som leser den, "
        f"eller les inn med --skip {key[:40]}."
        for key in sorted(values.keys() - known)
    ]


def _sections(values: Mapping[str, Any], sections: Sections, notes: Notes) -> Iterator[Section]:
    for key, section in sections.active.items():
        value = values.get(key)
        try:
            yield Section(key, section.check(value, values, notes.today), person_keys.digest(value or None))
        except ImportErrors as errors:
            notes.faults += errors.faults
