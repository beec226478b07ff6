"""Makes a file of people who do not exist, as large as wanted: the same for the same seed. Used for measuring."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from core.bench.tiltak import some_tiltak
from core.demo.names import Naming, namings
from core.persons.identifiers import duf_control
from core.places.register import bydeler, kommuner_on

Line = dict[str, Any]

MOTTAK = 40
ONE_KOMMUNE = "4204"
"""Where one mottak in ten lies, and one settlement in ten is: the kommune that is measured must have many."""
LAST_DAY = date(2026, 10, 31)
"""Everybody has come by then."""
BOSTED_DAY = date(2024, 6, 1)
"""A day on which the kommuner used exist."""


def write_persons(path: Path, persons: int, tiltak_each: int, seed: int) -> None:
    """Writes an import file: 40 mottak, and this many persons in households, with so many tiltak each."""
    draw = random.Random(seed)  # noqa: S311  chance for made-up data
    mottak = list(_mottak(draw))
    with path.open("w", encoding="utf-8") as file:
        for line in mottak:
            _write(file, line)
        number = 0
        while number < persons:
            size = min(draw.choices((1, 2, 3, 4, 5), (45, 15, 15, 15, 10))[0], persons - number)
            for line in _household(draw, number, size, mottak, tiltak_each):
                _write(file, line)
            number += size


def _write(file: Any, line: Line) -> None:
    file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _mottak(draw: random.Random) -> Iterator[Line]:
    kommuner = [one.nummer for one in kommuner_on(BOSTED_DAY)]
    for number in range(MOTTAK):
        kommune = ONE_KOMMUNE if number % 10 == 0 else draw.choice(kommuner)
        type = draw.choice(("ordinaert", "ordinaert", "ordinaert", "integreringsmottak", "akutt", "tilrettelagt"))
        yield {
            "kind": "mottak",
            "kode": f"B{number:03d}",
            "navn": f"Prøve {number} mottak",
            "kommune": kommune,
            "type": type,
        }


def made_up_duf(number: int) -> str:
    """A DUF-nummer with a right control digit, of nobody."""
    ten = f"{2099 - number // 1_000_000}{number % 1_000_000:06d}"
    return ten + duf_control(ten)


def _household(draw: random.Random, first: int, size: int, mottak: list[Line], tiltak_each: int) -> Iterator[Line]:
    groups = [naming for naming in namings().values() if naming.weight]
    naming = draw.choices(groups, [group.weight for group in groups])[0]
    family = draw.choice(naming.family)
    life = _life(draw, naming, mottak)
    for member in range(size):
        rolle = "hovedperson" if member == 0 else "ektefelle" if member == 1 else "barn"
        person = _person(draw, naming, first + member, family, rolle) | life
        person["familie"] = {"referanse": f"B-{first}", "rolle": rolle}
        if rolle == "ektefelle" and draw.random() < 0.2:
            person["tillatelser"] = [
                {
                    **life["tillatelser"][0],
                    "type": "familie",
                    "hjemmel": "utl. § 40",
                    "referanse_duf": made_up_duf(first),
                }
            ]
        person["tiltak"] = some_tiltak(draw, life["bosted"], first + member, tiltak_each)
        yield person


def _person(draw: random.Random, naming: Naming, number: int, family: str, rolle: str) -> Line:
    kjonn = draw.choice("KM")
    low, high = (2008, 2022) if rolle == "barn" else (1960, 2003)
    born = date(draw.randint(low, high), draw.randint(1, 12), draw.randint(1, 28))
    return {
        "kind": "person",
        "duf": made_up_duf(number),
        "regnr": f"R9{number:07d}" if draw.random() < 0.4 else None,
        "fornavn": " ".join(draw.sample(naming.given[kjonn], draw.choice((1, 1, 2)))),
        "etternavn": family,
        "fodselsdato": born.isoformat(),
        "kjonn": kjonn,
        "statsborgerskap": naming.statsborgerskap,
        "morsmal": naming.morsmal,
        "skjerming": "fortrolig" if draw.random() < 0.005 else "ingen",
    }


def _life(draw: random.Random, naming: Naming, mottak: list[Line]) -> Line:
    came = date(2022, 6, 1) + timedelta(days=draw.randrange(1500))
    permit = came + timedelta(days=draw.randint(20, 90))
    type, hjemmel = ("kollektiv_beskyttelse", "utl. § 34") if naming.statsborgerskap == "UKR" else ("asyl", "utl. § 28")
    return {
        "ankommet": came.isoformat(),
        "soknad": {"registrert": came.isoformat(), "avslag": None},
        "tillatelser": [
            {
                "type": type,
                "hjemmel": hjemmel,
                "vedtaksdato": permit.isoformat(),
                "gyldig_fra": permit.isoformat(),
                "gyldig_til": (permit + timedelta(days=1095)).isoformat(),
            }
        ],
        "bosted": _bosted(draw, came, permit, mottak),
    }


def _bosted(draw: random.Random, came: date, permit: date, mottak: list[Line]) -> list[Line]:
    place = draw.choice(mottak)
    first: Line = {
        "type": "mottak",
        "mottak": place["kode"],
        "kommune": place["kommune"],
        "fra": came.isoformat(),
        "til": None,
    }
    settled = permit + timedelta(days=draw.randint(60, 400))
    if settled > LAST_DAY or draw.random() < 0.3:
        return [first]
    first["til"] = (settled - timedelta(days=1)).isoformat()
    number = ONE_KOMMUNE if draw.random() < 0.1 else draw.choice(kommuner_on(BOSTED_DAY)).nummer
    parts = [bydel.nummer for bydel in bydeler(number, BOSTED_DAY) if bydel.administrativ]
    bydel = draw.choice(parts) if parts else None
    return [
        first,
        {"type": "kommune", "kommune": number, "bydel": bydel, "fra": settled.isoformat(), "til": None, "avtale": True},
    ]
