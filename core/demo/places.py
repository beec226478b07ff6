"""The demonstration's mottak, and where its persons live: most where the demonstration's users are."""

from __future__ import annotations

import random
from datetime import date

from core.demo.lives import Stay
from core.places.models import Mottak
from core.places.register import bydeler, kommuner_on

ORDINARY = ("M102", "M102", "M102", "M101", "M107", "M103")
"""M102 three times: it has users of its own."""
SHARES = (("4204", 34), ("0301", 20), ("4601", 5), ("5001", 4), ("1103", 4), ("", 33))
"""Kommuner in per cent; empty: any of the others."""

_MOTTAK = (
    ("M101", "Solbakken mottak", "3301", "ordinaert"),
    ("M102", "Havblikk mottak", "4204", "ordinaert"),
    ("M103", "Nordlys mottak", "5501", "integreringsmottak"),
    ("M104", "Fjordgløtt akuttinnkvartering", "1804", "akutt"),
    ("M105", "Granlia mottak", "3907", "tilrettelagt"),
    ("M106", "Utsikten mottak for enslige mindreårige", "0301", "em"),
    ("M107", "Bjørkelund mottak", "4601", "ordinaert"),
    ("M108", "Kysten transittmottak", "5501", "transitt"),
)


def mottak_rows() -> list[Mottak]:
    """The mottak as rows."""
    return [Mottak(kode=kode, navn=navn, kommune=kommune, type=type) for kode, navn, kommune, type in _MOTTAK]


def in_mottak(kode: str, fra: date, til: date | None = None) -> Stay:
    """A stay in a mottak."""
    kommune = {row[0]: row[2] for row in _MOTTAK}[kode]
    return Stay("mottak", fra, kommune, mottak=kode, til=til)


def in_kommune(
    draw: random.Random, fra: date, kommune: str = "", *, type: str = "kommune", avtale: bool = True
) -> Stay:
    """A home in a kommune: the one named, else one drawn among those that existed on the day she moved in."""
    number = kommune or _drawn(draw, fra)
    parts = [bydel.nummer for bydel in bydeler(number, fra) if bydel.administrativ]
    bydel = draw.choice(parts) if parts else None
    return Stay(type, fra, number, bydel=bydel, avtale=avtale if type == "kommune" else None)


def _drawn(draw: random.Random, day: date) -> str:
    numbers, shares = zip(*SHARES, strict=True)
    number = draw.choices(numbers, shares)[0]
    existing = [one.nummer for one in kommuner_on(day)]
    return number if number in existing else draw.choice(existing)
