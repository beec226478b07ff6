"""When a person of the demonstration could have been offered tiltak, under which ordning, and by which kommune."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from core.api import Person, add_years, age_on, became, homes_of, periods_of, today

SHORTEST = timedelta(days=14)
AHEAD = timedelta(days=90)
"""Tiltak are planned at most so long ahead."""
NEW_LAW = date(2021, 1, 1)


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
    periods = periods_of(session, person.id)
    found = [span for home in homes for span in _of_home(person, home, periods, last)]
    return [span for span in found if span.til - span.fra >= SHORTEST]


def _of_home(person: Person, home: Any, periods: Any, last: date) -> Iterator[Span]:
    end = min(home.til or last, last)
    if home.type in ("mottak", "amot"):
        within = [(max(p.fra, home.fra), min(p.til or end, end)) for p in periods]
        open_days = [(fra, til) for fra, til in within if fra <= til]
        for fra, til in open_days:
            yield _span(home, "kvalifisering_i_mottak", fra, til)
        before = min((fra for fra, _ in open_days), default=end + timedelta(days=1)) - timedelta(days=1)
        if home.type == "mottak" and person.soknad_registrert and age_on(person.fodselsdato, home.fra) >= 18:
            yield _span(home, "opplaering_i_mottak", home.fra, before)
    elif home.type == "kommune" and age_on(person.fodselsdato, home.fra) >= 18:
        old = "_2003" if person.ankommet < NEW_LAW else ""
        start = home.fra + timedelta(days=30)
        if age_on(person.fodselsdato, home.fra) < 56:
            yield _span(home, f"introduksjonsprogram{old}", start, min(end, add_years(home.fra, 2)))
        if age_on(person.fodselsdato, home.fra) < 67:
            yield _span(home, f"norsk{old}", start, min(end, add_years(home.fra, 3)))


def _span(home: Any, ordning: str, fra: date, til: date) -> Span:
    numbers = became(home.registered_kommune, fra) if home.registered_kommune else ()
    unit_id = f"kommune:{numbers[0]}" if len(numbers) == 1 else None
    return Span(ordning, fra, til, unit_id, home.bydel or None)
