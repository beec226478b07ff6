"""What stands in the cells of a list: values as people read them, dates as dates, None where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from core.codes.countries import country_name
from core.codes.languages import language_name
from core.i18n import language
from core.items import Ordning
from core.ordninger.lists.listing import Listing
from core.ordninger.models import NEVER
from core.persons.identifiers import format_duf
from core.places.register import bydel_name, fylke_of, kommune_name


@dataclass(frozen=True)
class Cell:
    """The columns of a line that a cell is made from, and how it is made of their values. `once`: once for each."""

    reads: tuple[str, ...]
    make: Callable[..., Any]
    once: bool = False

    def __call__(self, row: Any) -> Any:
        """What the row has in it."""
        return self.make(*[getattr(row, name) for name in self.reads])

    def all(self, columns: Mapping[str, Sequence[Any]]) -> Iterable[Any]:
        """What many rows have in it; by column, since to ask each row for each value by name takes twice as long."""
        return map(self.make, *[columns[name] for name in self.reads])


def cells(listing: Listing) -> Mapping[str, Cell]:
    """For each of core's columns, what a row has in it; in the reader's language."""
    day, lang = listing.context.day, language()
    known = {one.key: one for one in listing.every}
    return {
        "duf": Cell(("duf",), lambda duf: format_duf(duf) or None),
        "navn": Cell(("fornavn", "etternavn"), "{} {}".format),
        "kategori": _once(("ordning", "kategori"), partial(kategori_words, known)),
        "ordning": _once(("ordning", "kategori"), partial(ordning_words, known)),
        "fra": _once(("fra",), known_date),
        "til": _once(("til",), known_date),
        "frist": _once(("frist",), known_date),
        "frist_grunn": _once(("ordning", "frist_grunn"), lambda key, fact: frist_grunn_words(known, key, fact) or None),
        "kommune": _once(("unit_id",), lambda unit: kommune_name(_number(unit), day) if unit else None),
        "fylke": _once(("unit_id",), lambda unit: _fylke(unit, day) if unit else None),
        "bydel": _once(("bydel",), lambda bydel: bydel_name(bydel) or None),
        "mottak": Cell(("mottak",), lambda mottak: mottak or None),
        "fodselsdato": _once(("fodselsdato",), known_date),
        "statsborgerskap": _once(("statsborgerskap",), lambda code: country_name(code, lang)),
        "morsmal": _once(("morsmal",), lambda code: _capital(language_name(code, lang)) or None),
    }


def _once(reads: tuple[str, ...], make: Callable[..., Any]) -> Cell:
    """Made once for each value there is: a file has many thousand rows of few days, kategorier and places."""
    return Cell(reads, cache(make), once=True)


def ordning_words(known: Mapping[str, Ordning], ordning: str, kategori: str) -> str:
    """What an ordning is called under a kategori; its key where no plugin knows it any more."""
    one = known.get(ordning)
    return str(one.titles.get(kategori, one.title)) if one else ordning


def kategori_words(known: Mapping[str, Ordning], ordning: str, kategori: str) -> str:
    """What a kategori of an ordning is called."""
    one = known.get(ordning)
    return str(one.kategorier.get(kategori, kategori)) if one else kategori


def frist_grunn_words(known: Mapping[str, Ordning], ordning: str, frist_grunn: str) -> str:
    """What a frist of an ordning is for; empty where that is not told."""
    one = known.get(ordning)
    return str(one.reasons.get(frist_grunn, "")) if one else ""


def known_date(day: date | str) -> date | None:
    """The date, from one or from its ISO text; None for the one that stands for none."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return None if found == NEVER else found


def _number(unit: str) -> str:
    return unit.partition(":")[2]


def _fylke(unit: str, day: date) -> str | None:
    return getattr(fylke_of(_number(unit), day), "navn", None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
