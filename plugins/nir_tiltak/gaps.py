"""What lacks in the registration of tiltak, as lines of the mangelliste."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, func, select

from core.api import Gap, ListContext, lazy

from .lists import has_tiltak
from .models import Tiltak
from .queries import lacks_gjennomforing

STARTES = ("introduksjonsprogram", "norsk")
"""The ordninger that must have begun by a frist; the others may be offered, or are the law's of 2003."""


def tiltak_gaps() -> list[Gap]:
    """Nothing registered where something must have begun, and tiltak that ended without being answered."""
    return [
        Gap(
            "uten_tiltak",
            lazy("Uten tiltak"),
            lazy("Programmet eller opplæringen skal starte innen en frist, og ingenting er registrert."),
            _without,
            ordninger=STARTES,
            order=40,
        ),
        Gap(
            "uten_gjennomforing",
            lazy("Uten «Gjennomføring av tiltak»"),
            lazy("Tiltaket er slutt, og det er ikke registrert om det er gjennomført."),
            _unanswered,
            since=lambda line: select(func.min(Tiltak.til)).where(*_ended(line)).scalar_subquery(),
            order=50,
        ),
    ]


def _without(line: Any, context: ListContext) -> Any:
    return ~has_tiltak(line)


def _unanswered(line: Any, context: ListContext) -> Any:
    return exists(select(Tiltak.id).where(*_ended(line), Tiltak.til < context.day))


def _ended(line: Any) -> tuple[Any, ...]:
    return Tiltak.person_id == line.person_id, Tiltak.ordning == line.ordning, *lacks_gjennomforing()
