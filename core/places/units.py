"""What a unit is called, and which kommuner are in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.kept import kept_rows
from core.places.followed import became
from core.places.models import Mottak
from core.places.register import fylke_name, kommune_name

MOTTAK = select(Mottak.kode, Mottak.navn)


def unit_name(session: Session, unit_id: str, day: date) -> str:
    """A unit's name for people: the kommune's on the day, the fylke's, the mottak's, IMDi; else the code."""
    kind, _sep, code = unit_id.partition(":")
    if kind == "kommune":
        return kommune_name(code, day)
    if kind == "fylke":
        return fylke_name(code)
    if kind == "mottak":
        return _mottak_names(session).get(code, code)
    return "IMDi" if kind == "imdi" else code


def _mottak_names(session: Session) -> Mapping[str, str]:
    """All of them, asked for once a session: they are some hundred, and a list may show many."""
    if "mottak_names" not in session.info:
        session.info["mottak_names"] = dict(kept_rows(session, MOTTAK).tuples().all())
    found: Mapping[str, str] = session.info["mottak_names"]
    return found


def in_use(units: Iterable[str], day: date) -> frozenset[str]:
    """Numbers of those of the units that are kommuner on the day: a user's unit comes with the numbers it has had."""
    numbers = (unit.partition(":")[2] for unit in units if unit.startswith("kommune:"))
    return frozenset(number for number in numbers if became(number, day) == (number,))


def kommune_choices(units: Iterable[str], day: date) -> list[tuple[str, str]]:
    """The kommuner among the units that are in use on the day, to choose between: unit and name, by name."""
    found = [(f"kommune:{number}", kommune_name(number, day)) for number in in_use(units, day)]
    return sorted(found, key=lambda pair: pair[1])
