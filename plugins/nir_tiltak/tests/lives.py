"""Short words for the lives that the rules' tests are about."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from core.api import Fact, Period, Permit, PersonFacts, Relative, Residence
from plugins.nir_tiltak.rules import kvalifisering_i_mottak

Row = Permit | Residence | Relative | Fact
Rule = Callable[[PersonFacts], tuple[Period, ...]]
NOBODY = uuid.UUID(int=0)


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


def began(ordning: str, first: str) -> Fact:
    """The first tiltak of an ordning begins on a day."""
    return Fact(NOBODY, "nir_tiltak.forste_tiltak", ordning, date.fromisoformat(first), "nir_tiltak")


def vedtak(ordning: str, start: str) -> Fact:
    """The first vedtak of an ordning starts it on a day."""
    return Fact(NOBODY, "nir_tiltak.vedtak", ordning, date.fromisoformat(start), "nir_tiltak")


def videregaende(value: bool) -> Fact:
    """What somebody says of her upper secondary education."""
    return Fact(NOBODY, "utdanning.videregaende", value, None, "kartlegging")


def person(
    *rows: Row, born: str = "1990-03-15", arrived: str = "2020-12-01", refused: str | None = None, land: str = "SYR"
) -> PersonFacts:
    """A person with these permits, residences, relatives and facts."""
    return PersonFacts(
        date.fromisoformat(born),
        date.fromisoformat(arrived),
        land,
        day(refused),
        permits=tuple(row for row in rows if isinstance(row, Permit)),
        residences=tuple(row for row in rows if isinstance(row, Residence)),
        relatives=tuple(row for row in rows if isinstance(row, Relative)),
        facts=tuple(row for row in rows if isinstance(row, Fact)),
    )


def periods(*rows: Row, born: str = "1990-03-15", arrived: str = "2020-12-01") -> list[str]:
    """Her periods of kvalifisering i mottak, each as "fra til"; an open one ends in "-"."""
    found = kvalifisering_i_mottak(person(*rows, born=born, arrived=arrived))
    return [f"{period.fra} {period.til or '-'}" for period in found]


def told(rule: Rule, *rows: Row, **life: Any) -> list[str]:
    """Her periods by a rule, each as "short fra til", where short is the first words of the kategori's key."""
    return [f"{SHORT[period.kategori]} {period.fra} {period.til or '-'}" for period in rule(person(*rows, **life))]


SHORT = {
    "opplaering_i_mottak": "duty",
    "rett_og_plikt_introduksjonsprogram": "right",
    "kan_tilbys_introduksjonsprogram": "offer",
    "rett_og_plikt_norsk": "right",
    "plikt_norsk": "duty",
    "rett_til_norsk": "34",
    "rett_og_plikt_introduksjonsprogram_2003": "right",
    "kan_tilbys_introduksjonsprogram_2003": "offer",
    "norsk_2003": "norsk",
}
"""A word for each kategori in these tests."""


def around(text: str) -> list[str]:
    """The day before, the day, and the day after."""
    middle = date.fromisoformat(text)
    return [(middle + timedelta(days=step)).isoformat() for step in (-1, 0, 1)]


def one(found: tuple[Period, ...]) -> Period:
    """The only period there is."""
    (period,) = found
    return period


def reasons_of(period: Period) -> dict[str, str]:
    """What a period tells, by fact."""
    return {reason.fact: reason.value for reason in period.reasons}
