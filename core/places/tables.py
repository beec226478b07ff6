"""Reads the data files of places, once, into tables that never change."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from core.places.values import Bydel, Endring, Fylke, Kommune, Navn

DATA = Path(__file__).parent / "data"
T = TypeVar("T", Kommune, Fylke, Bydel)


@dataclass(frozen=True)
class Tables:
    """All places by number. `endringer` and `fylke_endringer` are by old number, in order of date."""

    kommuner: Mapping[str, Kommune]
    navn: Mapping[str, tuple[Navn, ...]]
    endringer: Mapping[str, tuple[Endring, ...]]
    fylker: Mapping[str, Fylke]
    fylke_endringer: Mapping[str, tuple[Endring, ...]]
    bydeler: Mapping[str, Bydel]


@cache
def tables() -> Tables:
    """The places, read at the first call. Raises ValueError or KeyError when a data file is damaged."""
    return Tables(
        kommuner=_by_number(_kommune(row) for row in _rows("kommuner.csv")),
        navn=_navn(),
        endringer=_endringer("kommune_endringer.csv"),
        fylker=_by_number(_fylke(row) for row in _rows("fylker.csv")),
        fylke_endringer=_endringer("fylke_endringer.csv"),
        bydeler=_by_number(_bydel(row) for row in _rows("bydeler.csv")),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _by_number(things: Iterable[T]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for thing in things:
        if thing.nummer in found:
            raise ValueError(f"{thing.nummer} stands twice in its table")
        found[thing.nummer] = thing
    return MappingProxyType(found)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _kommune(row: dict[str, str]) -> Kommune:
    fra, til = _day(row["gyldig_fra"]), _day(row["gyldig_til"])
    return Kommune(row["nummer"], row["navn"], row["navn_norsk"], row["fylke"], fra, til)


def _fylke(row: dict[str, str]) -> Fylke:
    fra, til = _day(row["gyldig_fra"]), _day(row["gyldig_til"])
    return Fylke(row["nummer"], row["navn"], row["navn_flerspraklig"], fra, til)


def _bydel(row: dict[str, str]) -> Bydel:
    fra, til = _day(row["gyldig_fra"]), _day(row["gyldig_til"])
    return Bydel(row["nummer"], row["navn"], row["kommune"], row["administrativ"] == "ja", fra, til)


def _navn() -> Mapping[str, tuple[Navn, ...]]:
    found: defaultdict[str, list[Navn]] = defaultdict(list)
    for row in _rows("kommune_navn_historikk.csv"):
        fra, til = _day(row["gyldig_fra"]), _day(row["gyldig_til"])
        navn = Navn(row["nummer"], row["navn"], row["navn_norsk"], fra, til)
        found[navn.nummer].append(navn)
    return MappingProxyType({nummer: tuple(names) for nummer, names in found.items()})


def _endringer(name: str) -> Mapping[str, tuple[Endring, ...]]:
    found: defaultdict[str, list[Endring]] = defaultdict(list)
    for row in _rows(name):
        dato = date.fromisoformat(row["dato"])
        endring = Endring(row["gammelt_nummer"], row["nytt_nummer"], dato, row["type"])
        found[endring.gammelt].append(endring)
    in_order = {gammelt: tuple(sorted(rows, key=lambda row: row.dato)) for gammelt, rows in found.items()}
    return MappingProxyType(in_order)
