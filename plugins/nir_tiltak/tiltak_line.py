"""The key `tiltak` of an import line: what each tiltak says, checked. Asks no database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from core.api import Code, ImportNotes, ImportReader

from . import parameters
from .codes import gjennomforing, gruppe_by_title, has_mottatt_tilbud, needs_gjennomforing, type_by_title
from .ordninger import ordninger

KEY = "tiltak"
LONGEST_REFERANSE = 60


class Line(NamedTuple):
    """One tiltak of a line, in the order of the columns it goes to."""

    ordning: str
    gruppe: str
    type: str
    fra: date
    til: date
    timer_per_uke: Decimal
    erstattende: bool
    mottatt_tilbud: bool | None
    gjennomforing: str | None
    referanse: str | None

    @property
    def identity(self) -> str:
        """A digest of what makes it this tiltak and no other: `referanse`, else ordning, type and fra."""
        own = f"referanse|{self.referanse}" if self.referanse else f"{self.ordning}|{self.type}|{self.fra.isoformat()}"
        return hashlib.sha256(own.encode()).hexdigest()[:32]


def check(value: Any, line: Mapping[str, Any], today: date) -> tuple[Line, ...]:
    """The tiltak of a line. Raises ImportErrors."""
    notes = ImportNotes(today)
    reader = ImportReader({KEY: value}, notes)
    found = tuple(_tiltak(part) for part in reader.parts(KEY))
    _once(reader, found)
    notes.stop_if_faulty()
    return found


def _tiltak(reader: ImportReader) -> Line:
    reader.only(Line._fields)
    gruppe = _gruppe(reader)
    type = _type(reader, gruppe)
    fra, til = reader.must_day("fra"), reader.must_day("til")
    reader.in_order("fra", fra, "til", til)
    return Line(
        ordning=reader.must_choice("ordning", _ordninger()),
        gruppe=gruppe,
        type=type,
        fra=fra,
        til=til,
        timer_per_uke=_hours(reader, fra),
        erstattende=bool(reader.flag("erstattende")),
        mottatt_tilbud=_mottatt_tilbud(reader, type),
        gjennomforing=_gjennomforing(reader, type),
        referanse=reader.text("referanse", LONGEST_REFERANSE),
    )


@cache
def _ordninger() -> tuple[str, ...]:
    return tuple(ordning.key for ordning in ordninger())


@cache
def _gjennomforinger() -> tuple[str, ...]:
    return tuple(code.key for code in gjennomforing().codes)


_found_gruppe = lru_cache(maxsize=256)(gruppe_by_title)
_found_type = lru_cache(maxsize=1024)(type_by_title)
"""The same few titles come again on every line."""


def _gruppe(reader: ImportReader) -> str:
    text = reader.must_text("gruppe")
    return _key(reader, "gruppe", text, _found_gruppe(text), "er ikke en tiltaksgruppe.")


def _type(reader: ImportReader, gruppe: str) -> str:
    text = reader.must_text("type")
    found = _found_type(text, gruppe) if gruppe else None
    return _key(reader, "type", text if gruppe else "", found, "er ikke en tiltakstype i tiltaksgruppen.")


def _key(reader: ImportReader, key: str, text: str, found: Code | None, sentence: str) -> str:
    if text and found is None:
        reader.fault(key, f"«{text[:60]}» {sentence} Skriv tittelen slik den står i listen.")
    return found.key if found else ""


def _hours(reader: ImportReader, day: date) -> Decimal:
    """Hours per week within the limits, a whole number of steps."""
    lowest, highest = parameters.TIMER_LAVEST.on(day), parameters.TIMER_HOYEST.on(day)
    before = len(reader.notes.faults)
    hours = Decimal(str(reader.number("timer_per_uke")))
    if len(reader.notes.faults) == before and (not lowest <= hours <= highest or hours % parameters.TIMER_STEG.on(day)):
        reader.fault(
            "timer_per_uke", f"{hours} kan ikke brukes. Skriv hele eller halve timer fra {lowest} til {highest}."
        )
    return hours


def _mottatt_tilbud(reader: ImportReader, type: str) -> bool | None:
    found = reader.flag("mottatt_tilbud")
    if found is not None and type and not has_mottatt_tilbud(type):
        reader.fault("mottatt_tilbud", "brukes bare for «Tilbud i omsorgspermisjon». Sett null.")
    return found


def _gjennomforing(reader: ImportReader, type: str) -> str | None:
    found = reader.choice("gjennomforing", _gjennomforinger())
    if found is not None and type and not needs_gjennomforing(type):
        reader.fault("gjennomforing", "brukes bare for tiltak i «Livsmestring og foreldreveiledning». Sett null.")
    return found


def _once(reader: ImportReader, rows: tuple[Line, ...]) -> None:
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if row.fra == date.min and not row.referanse:
            continue  # it was faulty, which has been said
        first = seen.setdefault(row.identity, number)
        if first != number:
            same = "referanse" if row.referanse else "ordning, type og fra"
            reader.fault(
                f"{KEY} nr. {number}",
                f"har samme {same} som nr. {first}. Ta bort den ene, eller gi hver sin referanse.",
            )
