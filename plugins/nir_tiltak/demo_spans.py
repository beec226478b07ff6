"""When a person of the demonstration could have been offered tiltak, under which ordning, and by which kommune."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.api import Person, became, homes_of, periods_of, today

SHORTEST = timedelta(days=14)
AHEAD = timedelta(days=90)
"""Tiltak are planned at most so long ahead."""
SETTLING = timedelta(days=30)


@dataclass(frozen=True)
class Span:
    """Days under an ordning in one kommune; both ends are days in it."""

    ordning: str
    fra: date
    til: date
    unit_id: str | None
    bydel: str | None


def spans(session: Session, person: Person) -> list[Span]:
    """All there are, oldest home first, each at least a fortnight long and none far ahead."""
    last = today(session) + AHEAD
    homes = list(reversed(homes_of(session, person.id, last)))
    periods = sorted(periods_of(session, person.id), key=lambda period: (period.fra, period.ordning))
    found = [span for home in homes for span in _of_home(home, periods, last)]
    return [span for span in found if span.til - span.fra >= SHORTEST]


def _of_home(home: Any, periods: Any, last: date) -> Iterator[Span]:
    """What each period of hers has in common with the home: those of mottak in a mottak, and the others in a kommune.

    A settlement takes a while to lead to anything.
    """
    start, in_mottak = home.fra + SETTLING if home.type == "kommune" else home.fra, home.type in ("mottak", "amot")
    for period in periods:
        if period.ordning.endswith("_i_mottak") != in_mottak:
            continue
        fra, til = max(period.fra, start), min(period.til or last, home.til or last, last)
        if fra <= til:
            yield _span(home, period.ordning, fra, til)


def _span(home: Any, ordning: str, fra: date, til: date) -> Span:
    numbers = became(home.registered_kommune, fra) if home.registered_kommune else ()
    unit_id = f"kommune:{numbers[0]}" if len(numbers) == 1 else None
    return Span(ordning, fra, til, unit_id, home.bydel or None)
