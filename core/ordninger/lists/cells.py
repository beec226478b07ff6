"""What stands in the cells of a list: values as people read them, dates as dates, None where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core.codes.countries import country_name
from core.codes.languages import language_name
from core.i18n import language
from core.items import Ordning
from core.ordninger.lists.listing import Listing
from core.ordninger.models import NEVER
from core.persons.identifiers import format_duf
from core.places.register import bydel_name, fylke_of, kommune_name

Cell = Callable[[Any], Any]


def cells(listing: Listing) -> Mapping[str, Cell]:
    """For each of core's columns, what a row has in it; in the reader's language."""
    day, lang = listing.context.day, language()
    known = {one.key: one for one in listing.every}
    kategori, ordning = _said_once(known, kategori_words), _said_once(known, ordning_words)
    return {
        "duf": lambda row: format_duf(row.duf) if row.duf else None,
        "navn": lambda row: f"{row.fornavn} {row.etternavn}",
        "kategori": kategori,
        "ordning": ordning,
        "fra": lambda row: row.fra,
        "til": lambda row: known_date(row.til),
        "frist": lambda row: known_date(row.frist),
        "kommune": lambda row: kommune_name(_number(row), day) if row.unit_id else None,
        "fylke": lambda row: getattr(fylke_of(_number(row), day), "navn", None) if row.unit_id else None,
        "bydel": lambda row: bydel_name(row.bydel) or None,
        "mottak": lambda row: row.mottak or None,
        "fodselsdato": lambda row: row.fodselsdato,
        "statsborgerskap": lambda row: country_name(row.statsborgerskap, lang),
        "morsmal": lambda row: _capital(language_name(row.morsmal, lang)) or None,
    }


def _said_once(known: Mapping[str, Ordning], words: Callable[[Ordning | None, Any], str]) -> Cell:
    """The words of a row, looked up once for each kategori: a file has many thousand rows of few."""
    said: dict[tuple[str, str], str] = {}

    def cell(row: Any) -> str:
        key = (row.ordning, row.kategori)
        if key not in said:
            said[key] = words(known.get(row.ordning), row)
        return said[key]

    return cell


def ordning_words(ordning: Ordning | None, row: Any) -> str:
    """What the ordning is called under the row's kategori."""
    return str(ordning.titles.get(row.kategori, ordning.title)) if ordning else str(row.ordning)


def kategori_words(ordning: Ordning | None, row: Any) -> str:
    """What the row's kategori is called."""
    return str(ordning.kategorier.get(row.kategori, row.kategori)) if ordning else str(row.kategori)


def known_date(day: date) -> date | None:
    """The date; None for the one that stands for none."""
    return None if day == NEVER else day


def _number(row: Any) -> str:
    return str(row.unit_id).partition(":")[2]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
