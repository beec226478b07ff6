"""What a line says, checked: in the order of the columns it goes to, so that it is compared with what stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple


class MottakValues(NamedTuple):
    """A line about a mottak."""

    kode: str
    navn: str
    kommune: str
    type: str


class PersonValues(NamedTuple):
    """The person's own columns."""

    duf: str | None
    regnr: str | None
    unhcr: str | None
    fnr: str | None
    fornavn: str
    etternavn: str
    fodselsdato: date
    kjonn: str
    statsborgerskap: str
    morsmal: str | None
    familie_referanse: str | None
    familie_rolle: str | None
    skjerming: str
    ankommet: date
    soknad_registrert: date | None
    soknad_avslag: date | None


class PermitValues(NamedTuple):
    """A tillatelse; its identity is the first two."""

    type: str
    vedtaksdato: date
    hjemmel: str | None
    gyldig_fra: date | None
    gyldig_til: date | None
    trukket: date | None
    referanse_duf: str | None


class HomeValues(NamedTuple):
    """A bosted; its identity is the first two."""

    type: str
    fra: date
    til: date | None
    mottak: str | None
    kommune: str | None
    bydel: str | None
    avtale: bool | None


@dataclass(frozen=True)
class PersonLine:
    """Core's part of a person's line."""

    person: PersonValues
    permits: tuple[PermitValues, ...]
    homes: tuple[HomeValues, ...]
    digest: str


@dataclass(frozen=True)
class Section:
    """A plugin's part of a line: its key, the value the plugin's check gave, and a digest of it as it stood."""

    key: str
    value: Any
    digest: str


@dataclass(frozen=True)
class CheckedPerson:
    """A person's line without faults of its own. `whole` is the line as parsed, `skipped` the keys passed over."""

    number: int
    line: PersonLine
    sections: tuple[Section, ...]
    whole: Mapping[str, Any]
    remarks: tuple[str, ...]
    skipped: frozenset[str]


@dataclass(frozen=True)
class CheckedMottak:
    """A line about a mottak in which nothing is wrong."""

    number: int
    values: MottakValues
    remarks: tuple[str, ...]
    skipped: frozenset[str]


def as_json(values: Any) -> dict[str, Any]:
    """Checked values as the event log keeps them: days as ISO text."""
    return {name: plain(value) for name, value in values._asdict().items()}


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value if isinstance(value, str | bool | None) else str(value)


def changes(before: Any, after: Any) -> dict[str, list[Any]]:
    """What differs between two rows of the same kind: the old and the new value by column."""
    names = after._fields
    pairs = zip(names, before, after, strict=True)
    return {name: [plain(old), plain(new)] for name, old, new in pairs if old != new}
