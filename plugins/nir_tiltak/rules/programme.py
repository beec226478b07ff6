"""What both laws ask of one who is to have an introduksjonsprogram: permit, age at it, and a place in a kommune."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.api import Permit, PersonFacts, add_years, age_on

from ..parameters.law import PARAGRAF_9_TYPER
from .permits import FAMILIE, PARAGRAF_9, deciding_permit, kind_of, law, newest_permit, permit_days
from .residence import PRIVAT, Place, is_here, place_on, residence_days
from .stretches import change_days

KINDS = frozenset({PARAGRAF_9, FAMILIE})
"""The kinds of permit that can lead to a programme. One of another kind, granted later, changes nothing."""


@dataclass(frozen=True)
class Standing:
    """A person on a day: `first` gives law and age, `newest` (and its `kind`) the kategori; `age` is at `first`."""

    first: Permit
    newest: Permit
    kind: str
    place: Place
    age: int

    @property
    def in_family(self) -> bool:
        """A § 9 permit through a reference person; it needs no agreement."""
        return self.kind == PARAGRAF_9 and self.newest.type == FAMILIE

    @property
    def settled(self) -> bool:
        """Settled in a kommune, with agreement or without."""
        return self.place.kind != PRIVAT


def standing_on(facts: PersonFacts, day: date, wanted_law: str) -> Standing | None:
    """Her standing on a day under a law; None where a permit, a place or the law is lacking."""
    newest = newest_permit(facts, day, KINDS)
    if newest is None or not is_here(facts, day):
        return None
    place, first = place_on(facts, day), deciding_permit(facts, newest, day)
    if place is None or law(first, facts.ankommet) != wanted_law:
        return None
    kind, age = kind_of(facts, newest, day), age_on(facts.fodselsdato, first.vedtaksdato)
    return Standing(first, newest, kind, place, age)


def programme_days(facts: PersonFacts, years: frozenset[int]) -> frozenset[date]:
    """Every day on which a standing can change, and these many years after each of them."""
    own = permit_days(facts) | residence_days(facts) | {facts.ankommet}
    later = {add_years(day, number) for day in own for number in years}
    return own | later | change_days(PARAGRAF_9_TYPER)
