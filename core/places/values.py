"""The values the register of places is made of. `gyldig_fra` and `gyldig_til` are both days the thing exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Kommune:
    """A municipality number. `navn` is the official name, in every language adopted; `navn_norsk` its Norwegian part.

    `gyldig_fra` None: older than the change table, which starts 1.1.2018. `gyldig_til` None: still in use.
    """

    nummer: str
    navn: str
    navn_norsk: str
    fylke: str
    gyldig_fra: date | None
    gyldig_til: date | None


@dataclass(frozen=True)
class Navn:
    """What a number was called in a period; only numbers that changed name and lived on have rows of these."""

    nummer: str
    navn: str
    navn_norsk: str
    gyldig_fra: date | None
    gyldig_til: date | None


@dataclass(frozen=True)
class Fylke:
    """A county. The table starts 1.1.2018; `navn_flerspraklig` is empty where only the Norwegian name is adopted."""

    nummer: str
    navn: str
    navn_flerspraklig: str
    gyldig_fra: date | None
    gyldig_til: date | None


@dataclass(frozen=True)
class Bydel:
    """A city district. `administrativ`: acts as a unit of its own (Oslo's fifteen)."""

    nummer: str
    navn: str
    kommune: str
    administrativ: bool
    gyldig_fra: date | None
    gyldig_til: date | None


@dataclass(frozen=True)
class Endring:
    """On `dato`, `gammelt` became `nytt`. `type` is nytt_nummer, sammenslaing, deling or navneendring.

    The numbers are equal where only the name changed, and where others were merged into a number that lived on.
    """

    gammelt: str
    nytt: str
    dato: date
    type: str


@dataclass(frozen=True)
class Split:
    """A number that became several on `dato`: someone must choose which, for each person or case."""

    gammelt: str
    nye: tuple[str, ...]
    dato: date


@dataclass(frozen=True)
class Segment:
    """A part of a stay under one number. `nummer` None: it was split and nobody has chosen. `til` None: open."""

    nummer: str | None
    fra: date
    til: date | None


def holds(thing: Kommune | Navn | Fylke | Bydel, day: date) -> bool:
    """True on every day from `gyldig_fra` to `gyldig_til`, both included."""
    begun = thing.gyldig_fra is None or thing.gyldig_fra <= day
    return begun and (thing.gyldig_til is None or day <= thing.gyldig_til)
