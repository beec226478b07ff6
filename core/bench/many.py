"""Fills a migrated SQLite database with many persons, after households that the import and the rules have made.

Each copy has its own names, numbers and places; what follows from the places (reach, whose a tiltak is, lines of lists)
is worked out by the same functions as ever, without asking the database. The rest of a household is as it was made.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from core.access.reach import stay_grants
from core.bench.generate import made_up_duf
from core.bench.prototypes import Home, Member, Prototypes, Values
from core.bench.spelling import spelt
from core.demo.names import Naming, namings
from core.ordninger.lines import COLUMNS, lines_of_period
from core.ordninger.stretches import Stretch, stretches
from core.persons.name_rows import name_rows
from core.persons.names import folded
from core.persons.stays import Stay, kommuner_of, newest_first, stays
from core.places.register import bydeler, kommuner_on

DAY = date(2024, 6, 1)
MEASURED, MEASURED_SHARE = "4204", 0.01
BIGGEST, BIGGEST_SHARE = "0301", 0.06
"""The kommune whose lists are measured, and the big one; the rest share what is left, some much more than others."""
MOTTAK = 120
Rows = dict[str, list[Values]]


@dataclass(frozen=True)
class Place:
    """A mottak (`kode`) or a home in a kommune."""

    kode: str | None
    kommune: str
    bydel: str | None


class Map:
    """Every kommune with its weight, and the mottak that lie in them."""

    def __init__(self, draw: random.Random, types: Sequence[str]) -> None:
        """Draws where the mottak lie; each of these types gets some."""
        self.draw = draw
        others = [one.nummer for one in kommuner_on(DAY) if one.nummer not in (MEASURED, BIGGEST)]
        weights = [1 / (10 + rank) for rank in range(len(others))]
        whole = sum(weights) / (1 - MEASURED_SHARE - BIGGEST_SHARE)
        self.numbers = [*others, MEASURED, BIGGEST]
        self.weights = [*(weight / whole for weight in weights), MEASURED_SHARE, BIGGEST_SHARE]
        self.mottak: dict[str, list[Place]] = defaultdict(list)
        for number in range(MOTTAK):
            kommune = MEASURED if number == 0 else draw.choice(others)
            self.mottak[types[number % len(types)]].append(Place(f"B{number:03d}", kommune, None))

    def home(self) -> Place:
        """A kommune, and a bydel where it has some."""
        number = self.draw.choices(self.numbers, self.weights)[0]
        parts = _bydeler(number)
        return Place(None, number, self.draw.choice(parts) if parts else None)


@lru_cache(maxsize=400)
def _bydeler(number: str) -> tuple[str, ...]:
    return tuple(bydel.nummer for bydel in bydeler(number, DAY) if bydel.administrativ)


@dataclass(frozen=True)
class Lived:
    """Where a household lives, and what follows from it for all its members."""

    homes: Sequence[Home]
    stays: Sequence[Stay[Home]]
    stretches: Sequence[Stretch]

    def on(self, day: date) -> tuple[str | None, str | None]:
        """The unit and the bydel on a day."""
        home = next((one for one in self.homes if one.fra <= day and (one.til is None or day <= one.til)), None)
        if home is None:
            return None, None
        parts = kommuner_of(home.kommune or home.ligger_i, home.kommune_valgt, day, day)
        number = parts[0].nummer if parts else None
        return f"kommune:{number}" if number else None, home.bydel


class Copier:
    """Makes copies of households as rows by table."""

    def __init__(self, found: Prototypes, laws: Mapping[str, str], seed: int) -> None:
        """`laws`: the law of each ordning."""
        self.draw = random.Random(seed)  # noqa: S311  chance for made-up data
        self.found, self.laws = found, laws
        self.map = Map(self.draw, sorted(set(found.mottak.values())))
        self.words: set[str] = set()
        groups = [naming for naming in namings().values() if naming.weight]
        self.groups = {(one.statsborgerskap, one.morsmal): one for one in groups}

    def mottak(self) -> list[Values]:
        """The rows of every mottak."""
        return [
            {"kode": place.kode, "navn": f"Prøve {place.kode} mottak", "kommune": place.kommune, "type": type}
            for type, places in self.map.mottak.items()
            for place in places
        ]

    def batches(self, persons: int, size: int) -> Iterator[Rows]:
        """Rows of so many persons, about `size` of them at a time."""
        rows: Rows = defaultdict(list)
        number = 0
        while number < persons:
            number += self._household(rows, number, persons - number)
            if len(rows["person"]) >= size:
                yield rows
                rows = defaultdict(list)
        yield rows

    def _household(self, rows: Rows, number: int, most: int) -> int:
        members = self.draw.choice(self.found.households)
        if len(members) > most:
            members = next((one for one in self.found.households if len(one) == 1), members)
        dufs = {one.person["duf"]: made_up_duf(number + at) for at, one in enumerate(members)}
        naming = self.groups[members[0].person["statsborgerskap"], members[0].person["morsmal"]]
        family = spelt(self.draw, self.draw.choice(naming.family))
        lived = self._lived(members[0])
        for at, member in enumerate(members):
            self._person(rows, member, dufs, lived, self._names(naming, member, family) | _numbers(number, at, member))
        return len(members)

    def _lived(self, member: Member) -> Lived:
        homes = []
        for home in member.homes:
            if home.mottak:
                place = self.draw.choice(self.map.mottak[self.found.mottak[home.mottak]])
            else:
                place = self.map.home()
            number = place.kommune if home.kommune else None
            row = {**home.row, "mottak": place.kode, "kommune": number, "bydel": place.bydel}
            there = (home.type, place.kode, number, None, place.bydel, home.fra, home.til)
            homes.append(Home(row, *there, place.kommune if place.kode else None))
        return Lived(newest_first(homes), stays(homes), stretches(homes))

    def _names(self, naming: Naming, member: Member, family: str) -> Values:
        given = self.draw.sample(naming.given[member.person["kjonn"]], 1 + member.person["fornavn"].count(" "))
        fornavn = " ".join(spelt(self.draw, name) for name in given)
        sorted_by = {"fornavn_sok": folded(fornavn), "etternavn_sok": folded(family)}
        return {"fornavn": fornavn, "etternavn": family, **sorted_by}

    def _person(self, rows: Rows, member: Member, dufs: Mapping[str, str], lived: Lived, own: Values) -> None:
        key = self._id()
        person = {**member.person, **own, "id": key, "duf": dufs[member.person["duf"]], "lest_inn": "{}"}
        rows["person"].append(person)
        names = name_rows(key, own["fornavn"], own["etternavn"])  # type: ignore[arg-type]
        rows["person_navn"] += names
        self.words |= {row["ord"] for row in names}
        for permit in member.permits:
            referanse = dufs.get(permit["referanse_duf"], permit["referanse_duf"])
            rows["tillatelse"].append({**permit, "id": self._id(), "person_id": key, "referanse_duf": referanse})
        rows["bosted"] += [{**home.row, "id": self._id(), "person_id": key} for home in lived.homes]
        rows["ordning_periode"] += [{**one.row, "id": self._id(), "person_id": key} for one in member.periods]
        units = self._tiltak(rows, member, lived, key)
        self._reach(rows, lived, key, units)
        self._lines(rows, member, lived, person)

    def _tiltak(self, rows: Rows, member: Member, lived: Lived, key: str) -> frozenset[str]:
        units = set()
        for row, day in member.tiltak:
            unit, bydel = lived.on(day)
            units.add(unit or "")
            rows["nir_tiltak_tiltak"].append(
                {**row, "id": self._id(), "person_id": key, "unit_id": unit, "bydel": bydel}
            )
        return frozenset(units)

    def _reach(self, rows: Rows, lived: Lived, key: str, units: frozenset[str]) -> None:
        grants = [grant for stay in lived.stays for grant in stay_grants(key, stay, units)]  # type: ignore[arg-type]
        for one in dict.fromkeys(grants):
            rows["reach"].append(
                {
                    "id": self._id(),
                    "person_id": key,
                    "unit_id": one.unit_id,
                    "kind": one.kind,
                    "fra": one.fra.isoformat(),
                    "til": _text(one.til),
                    "why": one.why,
                }
            )

    def _lines(self, rows: Rows, member: Member, lived: Lived, person: Values) -> None:
        about = tuple(person[name] for name in COLUMNS[:7]) + (person["duf"], person["morsmal"] or "")
        for period in member.periods:
            for values in lines_of_period(about, period, self.laws.get(period.ordning, ""), lived.stretches):
                written = map(_text, values)
                line = {"id": self._id(), "person_id": person["id"], **dict(zip(COLUMNS, written, strict=True))}
                rows["ordning_linje"].append(line)

    def _id(self) -> str:
        """A random id as SQLite stores it."""
        text = f"{self.draw.getrandbits(128):032x}"
        return f"{text[:12]}4{text[13:16]}a{text[17:]}"


def _numbers(number: int, at: int, member: Member) -> Values:
    regnr = f"R9{number + at:07d}" if member.person["regnr"] else None
    return {"regnr": regnr, "familie_referanse": f"B-{number}"}


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
