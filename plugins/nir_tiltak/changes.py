"""Writes tiltak: each change is an event with what was and what is."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.api import Person, check_version, date_text, facts_changed, home_on, homes_of, now, record

from .codes import gjennomforing, grupper, typer
from .models import Tiltak
from .queries import first_day


@dataclass(frozen=True)
class Values:
    """What a user decides about a tiltak."""

    gruppe: str
    type: str
    fra: date
    til: date
    timer_per_uke: Decimal
    erstattende: bool
    mottatt_tilbud: bool | None
    gjennomforing: str | None


def values_of(tiltak: Tiltak) -> Values:
    """What stands in the row."""
    return Values(
        tiltak.gruppe,
        tiltak.type,
        tiltak.fra,
        tiltak.til,
        tiltak.timer_per_uke,
        tiltak.erstattende,
        tiltak.mottatt_tilbud,
        tiltak.gjennomforing,
    )


def add_tiltak(session: Session, person: Person, ordning: str, unit_id: str, values: Values) -> Tiltak:
    """Registers a tiltak in the unit's name. Raises OutOfScope where the session may not write about the person."""
    tiltak = Tiltak(
        id=uuid.uuid4(),
        person_id=person.id,
        unit_id=unit_id,
        skjermet=person.skjermet,
        ordning=ordning,
        bydel=_bydel(session, person.id, values.fra),
        registrert_av=_actor(session),
        registrert=now(session),
        **asdict(values),
    )
    session.add(tiltak)
    _told(session, "nir_tiltak_lagt_til", "Tiltak registrert", tiltak, {"etter": as_words(values)})
    facts_changed(session, [person.id])
    return tiltak


def edit_tiltak(session: Session, tiltak_id: uuid.UUID, opened: int, values: Values) -> Tiltak:
    """Changes a tiltak opened in this version.

    Raises Conflict when it has been changed meanwhile; the old values stay in the log.
    """
    tiltak: Tiltak = check_version(session, Tiltak, tiltak_id, opened)
    before, first = values_of(tiltak), tiltak.fra
    if before == values:
        return tiltak
    for name, value in asdict(values).items():
        setattr(tiltak, name, value)
    tiltak.bydel = _bydel(session, tiltak.person_id, values.fra)
    _changed(session, tiltak)
    _told(session, "nir_tiltak_endret", "Tiltak endret", tiltak, _differing(as_words(before), as_words(values)))
    _first_day_changed(session, tiltak, first, values.fra)
    return tiltak


def delete_tiltak(session: Session, tiltak_id: uuid.UUID, opened: int) -> Tiltak:
    """Hides a tiltak, with who and when. Raises Conflict when it has been changed meanwhile."""
    tiltak: Tiltak = check_version(session, Tiltak, tiltak_id, opened)
    if tiltak.slettet is not None:
        return tiltak
    tiltak.slettet_av, tiltak.slettet = _actor(session), now(session)
    _changed(session, tiltak)
    _told(session, "nir_tiltak_slettet", "Tiltak slettet", tiltak, {"for": as_words(values_of(tiltak))})
    _first_day_changed(session, tiltak, tiltak.fra, None)
    return tiltak


def _changed(session: Session, tiltak: Tiltak) -> None:
    tiltak.endret_av, tiltak.endret = _actor(session), now(session)
    tiltak.versjon += 1


def _told(session: Session, type: str, summary: str, tiltak: Tiltak, data: Mapping[str, Any]) -> None:
    session.flush()
    record(session, type, summary, person_id=tiltak.person_id, unit_id=tiltak.unit_id, data=data)


def _first_day_changed(session: Session, tiltak: Tiltak, before: date, after: date | None) -> None:
    """Rules know of tiltak only when each ordning's first begins: what leaves that day as it was costs no more.

    `before` and `after` are the day this tiltak began and begins; None for one that is gone.
    """
    others = first_day(session, tiltak.person_id, tiltak.ordning, without=tiltak.id) or date.max
    if min(before, others) != min(after or date.max, others):
        facts_changed(session, [tiltak.person_id])


def as_words(values: Values) -> dict[str, str]:
    """Values as the event log keeps them: bokmål words, so that it reads when the plugin is gone."""
    words = {
        "Tiltakgruppe": grupper().title(values.gruppe),
        "Tiltaktype": typer().title(values.type),
        "Fra dato": date_text(values.fra),
        "Til dato": date_text(values.til),
        "Timer per uke": f"{values.timer_per_uke.normalize():f}".replace(".", ","),
        "Erstattende tiltak": _yes_no(values.erstattende),
        "Mottatt tilbud": _yes_no(values.mottatt_tilbud),
        "Gjennomføring": gjennomforing().title(values.gjennomforing or ""),
    }
    return {name: word for name, word in words.items() if word}


def _yes_no(value: bool | None) -> str:
    return {True: "Ja", False: "Nei", None: ""}[value]


def _differing(before: dict[str, str], after: dict[str, str]) -> dict[str, Any]:
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {
        "for": {name: before.get(name, "–") for name in changed},
        "etter": {name: after.get(name, "–") for name in changed},
    }


def _actor(session: Session) -> str:
    return str(session.info.get("actor", "system"))


def _bydel(session: Session, person_id: uuid.UUID, day: date) -> str | None:
    home = home_on(homes_of(session, person_id, day), day)
    return (home.bydel or None) if home else None
