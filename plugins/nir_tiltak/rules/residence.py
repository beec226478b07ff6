"""Where a person lives on a day, and for how long."""

from __future__ import annotations

from datetime import date

from core.api import PersonFacts, Residence

from ..parameters import KVALIFISERING_BOSTED
from .stretches import Stretch, change_days, next_day, stretches

KOMMUNE = "kommune"
_LAST_WORD = {"mottak": 0, "amot": 1, "privat": 2, KOMMUNE: 3}


def residence_on(facts: PersonFacts, day: date) -> Residence | None:
    """The bosted that counts: of the rows with the day in them the one with the newest `fra`; None where none has.

    Of two from the same day a settlement counts before privat, and privat before AMOT and mottak.
    """
    rows = (row for row in facts.residences if row.fra <= day and (row.til is None or day <= row.til))
    return max(rows, key=lambda row: (row.fra, _LAST_WORD.get(row.type, 0), row.mottak), default=None)


def residence_days(facts: PersonFacts) -> frozenset[date]:
    """Every day on which another bosted can count: each `fra`, and the day after each `til`."""
    starts = {row.fra for row in facts.residences}
    return frozenset(starts | {day for row in facts.residences if (day := next_day(row.til)) is not None})


def lives_in_mottak(facts: PersonFacts, day: date) -> bool:
    """Whether she lives in a mottak, of any type, or on AMOT."""
    residence = residence_on(facts, day)
    return residence is not None and residence.type in KVALIFISERING_BOSTED.on(day)


def stays_in_mottak(facts: PersonFacts) -> tuple[Stretch[bool], ...]:
    """The unbroken stretches she lives in mottak or on AMOT; a move from one to another is no break."""
    days = residence_days(facts) | change_days(KVALIFISERING_BOSTED)
    return stretches(days, lambda day: lives_in_mottak(facts, day) or None)
