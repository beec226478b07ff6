"""Two records of one person become one: the same tiltak in both is one tiltak."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.api import Person, now, record

from .changes import as_words, values_of
from .models import Tiltak
from .tiltak_line import Line


def merge_tiltak(session: Session, kept: Person, dropped: Person) -> None:
    """Hides what the kept record has too, with a line in the log; the rest moves with the person.

    What moves is a user's from now on: an import of the kept one's line leaves it alone. Two are the same by what the
    import tells them apart by.
    """
    actor, moment = str(session.info.get("actor", "system")), now(session)
    standing = {_identity(row) for row in _tiltak(session, kept) if row.slettet is None}
    for row in _tiltak(session, dropped):
        row.endret_av, row.endret = actor, moment
        row.versjon += 1
        if row.slettet is None and _identity(row) in standing:
            row.slettet_av, row.slettet, row.importert = actor, moment, None
            _told(session, row, kept)
    session.flush()


def _tiltak(session: Session, person: Person) -> Sequence[Tiltak]:
    return session.scalars(select(Tiltak).where(Tiltak.person_id == person.id).order_by(Tiltak.fra, Tiltak.id)).all()


def _identity(row: Tiltak) -> str:
    return row.importert or Line(*(getattr(row, name) for name in Line._fields)).identity


def _told(session: Session, row: Tiltak, kept: Person) -> None:
    summary = "Tiltak slettet fordi begge registreringene hadde det"
    data = {"for": as_words(values_of(row))}
    record(session, "nir_tiltak_slettet", summary, person_id=kept.id, unit_id=row.unit_id, data=data)
