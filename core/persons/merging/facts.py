"""Which facts two records of one person differ in, and which of them stay. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

NUMBERS = ("duf", "regnr", "unhcr")
"""What tells one record from another. She who is kept keeps hers, and gets those she lacks."""
FACTS: Mapping[str, tuple[str, ...]] = {
    "fornavn": ("fornavn",),
    "etternavn": ("etternavn",),
    "fodselsdato": ("fodselsdato",),
    "fnr": ("fnr",),
    "kjonn": ("kjonn",),
    "statsborgerskap": ("statsborgerskap",),
    "morsmal": ("morsmal",),
    "familie": ("familie_referanse", "familie_rolle"),
    "ankommet": ("ankommet",),
    "soknad_registrert": ("soknad_registrert",),
    "soknad_avslag": ("soknad_avslag",),
}
"""What one chooses between, and the columns it stands in."""
STRICTER = ("ingen", "fortrolig", "strengt_fortrolig")
"""Shielding from none to the strictest."""


class Record(Protocol):
    """What is read of a record."""

    id: uuid.UUID
    duf: str | None
    skjerming: str
    skjermet: bool


def value(record: Any, fact: str) -> tuple[Any, ...]:
    """What a record has under a fact; empty where it has nothing."""
    found = tuple(getattr(record, name) for name in FACTS[fact])
    return () if all(one is None for one in found) else found


def differing(one: Any, other: Any) -> list[str]:
    """The facts the two differ in, in the order of the page."""
    return [fact for fact in FACTS if value(one, fact) != value(other, fact)]


def preferred(one: Record, other: Record, older: uuid.UUID) -> uuid.UUID:
    """The record one keeps when nobody says otherwise: the one with a DUF, else the older."""
    if bool(one.duf) != bool(other.duf):
        return one.id if one.duf else other.id
    return older


def usual(fact: str, first: Record, second: Record) -> uuid.UUID:
    """Whose fact stays when nobody says otherwise: the first's; the second's where the first has none.

    Of two families it is the one that shields her.
    """
    if fact == "familie" and (by_family := shielding_family(first, second)):
        return by_family
    return first.id if value(first, fact) else second.id


def shielding_family(one: Record, other: Record) -> uuid.UUID | None:
    """The record whose family must stay: the other's does not shield her, and she was shielded by nothing else."""
    shielded = [record for record in (one, other) if record.skjermet]
    if len(shielded) == 1 and shielded[0].skjerming == STRICTER[0] and "familie" in differing(one, other):
        return shielded[0].id
    return None


def line_of(kept: Any, dropped: Any) -> Any:
    """The record whose line in an import file is hers from now on: the one with the strongest number that stays."""
    strongest = next((kind for kind in NUMBERS if getattr(kept, kind) or getattr(dropped, kind)), NUMBERS[0])
    return kept if getattr(kept, strongest) or not getattr(dropped, strongest) else dropped


def strictest(values: Iterable[str]) -> str:
    """The strictest shielding of these."""
    return max(values, key=STRICTER.index, default=STRICTER[0])


def merged_values(kept: Any, dropped: Any, taken: Collection[str]) -> dict[str, Any]:
    """The columns of the kept record that are to change. `taken`: the facts that are the dropped one's."""
    columns = {name: getattr(dropped, name) for fact in FACTS if fact in taken for name in FACTS[fact]}
    columns |= {kind: getattr(dropped, kind) for kind in NUMBERS if not getattr(kept, kind)}
    columns["skjerming"] = strictest((kept.skjerming, dropped.skjerming))
    return {name: new for name, new in columns.items() if new != getattr(kept, name)}
