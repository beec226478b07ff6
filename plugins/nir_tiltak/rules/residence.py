"""Where a person lives on a day, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.api import PersonFacts, Residence

from ..parameters.mottak import KVALIFISERING_BOSTED
from .stretches import Stretch, change_days, next_day, stretches

MOTTAK, KOMMUNE = "mottak", "kommune"
PRIVAT = "privat"
MED_AVTALE, UTEN_AVTALE = "med_avtale", "uten_avtale"
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


@dataclass(frozen=True)
class Place:
    """Where she stands to a kommune: settled `med_avtale` or `uten_avtale`, or living `privat`; and since when."""

    kind: str
    since: date


def settled_since(facts: PersonFacts, day: date, *, under_agreement: bool = False) -> date | None:
    """The day of the first settlement up to a day, in any kommune; of the first under agreement where that is asked."""
    days = (row.fra for row in _settlements(facts) if row.fra <= day and (row.avtale or not under_agreement))
    return min(days, default=None)


def place_on(facts: PersonFacts, day: date) -> Place | None:
    """Her place on a day: once settled she stays so, wherever she moves; None for who is neither settled nor privat."""
    agreed = settled_since(facts, day, under_agreement=True)
    if agreed is not None:
        return Place(MED_AVTALE, agreed)
    settled = settled_since(facts, day)
    if settled is not None:
        return Place(UTEN_AVTALE, settled)
    return Place(PRIVAT, _privat_since(facts, day)) if lives_privat(facts, day) else None


def lives_privat(facts: PersonFacts, day: date) -> bool:
    """Whether she lives on her own outside mottak without being settled there."""
    residence = residence_on(facts, day)
    return residence is not None and residence.type == PRIVAT


def is_here(facts: PersonFacts, day: date) -> bool:
    """Whether she lives anywhere in Norway.

    Who has come and whose first bosted is registered from a later day is here; one without any bosted is not.
    """
    if residence_on(facts, day) is not None:
        return True
    return facts.ankommet <= day < min((row.fra for row in facts.residences), default=date.min)


def _settlements(facts: PersonFacts) -> list[Residence]:
    """Rows of a kommune that have any day in them."""
    return [row for row in facts.residences if row.type == KOMMUNE and (row.til is None or row.fra <= row.til)]


def _privat_since(facts: PersonFacts, day: date) -> date:
    days = (one for one in residence_days(facts) if one <= day)
    stays = stretches(days, lambda one: lives_privat(facts, one) or None)
    return stays[-1].fra
