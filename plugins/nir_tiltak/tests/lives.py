"""Short words for the lives that the rule's tests are about."""

from __future__ import annotations

from datetime import date

from core.api import Permit, PersonFacts, Relative, Residence
from plugins.nir_tiltak.rules import kvalifisering_i_mottak

Row = Permit | Residence | Relative


def day(text: str | None) -> date | None:
    """The date, or None for None."""
    return None if text is None else date.fromisoformat(text)


def permit(granted: str, type: str = "asyl", trukket: str | None = None, reference: str = "") -> Permit:
    """A permit of the type, granted on a day."""
    return Permit(type, date.fromisoformat(granted), trukket=day(trukket), referanse_duf=reference)


def mottak(fra: str, til: str | None = None, kind: str = "ordinaert", kode: str = "M102") -> Residence:
    """Days in a mottak of the kind."""
    return Residence("mottak", date.fromisoformat(fra), day(til), mottak=kode, mottak_type=kind, kommune="4204")


def home(type: str, fra: str, til: str | None = None, avtale: bool = True) -> Residence:
    """Days on amot, privat or in a kommune."""
    return Residence(type, date.fromisoformat(fra), day(til), kommune="4204", avtale=avtale)


def relative(*permits: Permit, duf: str = "209900000208", household: bool = True) -> Relative:
    """Another in the household, or a reference person outside it."""
    return Relative(duf, permits, household)


def person(*rows: Row, born: str = "1990-03-15", arrived: str = "2020-12-01") -> PersonFacts:
    """A person with these permits, residences and relatives."""
    return PersonFacts(
        date.fromisoformat(born),
        date.fromisoformat(arrived),
        permits=tuple(row for row in rows if isinstance(row, Permit)),
        residences=tuple(row for row in rows if isinstance(row, Residence)),
        relatives=tuple(row for row in rows if isinstance(row, Relative)),
    )


def periods(*rows: Row, born: str = "1990-03-15", arrived: str = "2020-12-01") -> list[str]:
    """Her periods of kvalifisering i mottak, each as "fra til"; an open one ends in "-"."""
    found = kvalifisering_i_mottak(person(*rows, born=born, arrived=arrived))
    return [f"{period.fra} {period.til or '-'}" for period in found]
