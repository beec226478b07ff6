"""A made-up life as the register sees it: arrival, permits and homes. Each step gives a new value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.dates import add_years

DAY = timedelta(days=1)
PARAGRAF_34 = "kollektiv_beskyttelse"

HJEMMEL = {
    "asyl": "utl. § 28",
    "overforing": "utl. § 35",
    "opphold_humanitaert": "utl. § 38",
    PARAGRAF_34: "utl. § 34",
    "familie": "utl. § 40",
    "arbeid": "utl. § 23",
    "annet": "utl. § 62",
}


@dataclass(frozen=True)
class Permit:
    """A tillatelse; valid from the day it was decided."""

    type: str
    vedtaksdato: date
    gyldig_til: date
    trukket: date | None = None
    referanse_duf: str | None = None


@dataclass(frozen=True)
class Stay:
    """A home from `fra` to `til`, both days there. `avtale` is said of a settlement only."""

    type: str
    fra: date
    kommune: str
    mottak: str | None = None
    bydel: str | None = None
    avtale: bool | None = None
    til: date | None = None


@dataclass(frozen=True)
class Life:
    """What has happened to a person so far, oldest first."""

    ankommet: date
    soknad: date | None = None
    avslag: date | None = None
    permits: tuple[Permit, ...] = ()
    stays: tuple[Stay, ...] = ()

    def moves(self, stay: Stay) -> Life:
        """Moves in somewhere; the home before ends the day before."""
        return replace(self.leaves(stay.fra - DAY), stays=(*self.leaves(stay.fra - DAY).stays, stay))

    def leaves(self, day: date) -> Life:
        """Has this day as the last in the home she has."""
        return replace(self, stays=tuple(replace(stay, til=day) if stay.til is None else stay for stay in self.stays))

    def granted(self, type: str, day: date, *, years: int = 5, referanse_duf: str | None = None) -> Life:
        """Is granted a permit."""
        permit = Permit(type, day, add_years(day, years) - DAY, referanse_duf=referanse_duf)
        return replace(self, permits=(*self.permits, permit))

    def withdrawn(self, day: date) -> Life:
        """Has the newest permit withdrawn."""
        return replace(self, permits=(*self.permits[:-1], replace(self.permits[-1], trukket=day)))

    def refused(self, day: date) -> Life:
        """Has the application refused."""
        return replace(self, avslag=day)


@dataclass(frozen=True)
class Draft:
    """A person to be made. Those of one situation are one household; `naming` is empty for names drawn at random.

    `number` says which kind she is known by: duf, regnr or unhcr. A DUF, household or name that is given is kept.
    """

    life: Life
    fodselsdato: date
    kjonn: str
    rolle: str = "hovedperson"
    naming: str = ""
    skjerming: str = "ingen"
    number: str = "duf"
    duf: str = ""
    familie: str = ""
    fornavn: str = ""
    etternavn: str = ""
