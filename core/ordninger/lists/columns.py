"""Core's columns of a list of lines, and what each is sorted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import func

from core.i18n import lazy
from core.list_items import Column

FIRST = "duf"
"""Always there: it opens the person."""
SORTED_BY: Mapping[str, Callable[[Any], tuple[Any, ...]]] = {
    "duf": lambda line: (line.duf,),
    "navn": lambda line: (line.etternavn_sok, line.fornavn_sok),
    "kategori": lambda line: (line.kategori,),
    "fra": lambda line: (line.fra,),
    "ordning": lambda line: (line.ordning, line.kategori),
    "frist": lambda line: (line.frist,),
    "frist_grunn": lambda line: (line.frist_grunn,),
    "til": lambda line: (line.til,),
    "kommune": lambda line: (func.coalesce(line.unit_id, ""),),
    "fylke": lambda line: (func.coalesce(line.unit_id, ""),),
    "bydel": lambda line: (line.bydel,),
    "mottak": lambda line: (line.mottak,),
    "fodselsdato": lambda line: (line.fodselsdato,),
    "statsborgerskap": lambda line: (line.statsborgerskap,),
    "morsmal": lambda line: (line.morsmal,),
}
"""Never NULL, so that pages can be told by the last row on both databases. Places and codes go by number and code."""
INDEXED = frozenset({"duf", "navn", "fra", "frist"})
"""Those with an index of their own (core.ordninger.models.SORTS): they sort any number of lines at once."""


def core_columns() -> list[Column]:
    """The six of the guide, and those that can be chosen."""
    return [
        _column("duf", lazy("DUF-nummer"), 10, standard=True),
        _column("navn", lazy("Fornavn, etternavn"), 20, standard=True),
        _column("kategori", lazy("Kategori"), 30, standard=True),
        _column("fra", lazy("Kategori fra"), 40, standard=True),
        _column("til", lazy("Kategori til"), 50),
        _column("ordning", lazy("Ordning"), 60, standard=True),
        _column("frist", lazy("Frist"), 70, standard=True),
        _column("frist_grunn", lazy("Fristen gjelder"), 80),
        _column("kommune", lazy("Oppfølgingskommune"), 110),
        _column("fylke", lazy("Fylke"), 120),
        _column("bydel", lazy("Bydel"), 130),
        _column("mottak", lazy("Mottak"), 140),
        _column("fodselsdato", lazy("Født"), 150),
        _column("statsborgerskap", lazy("Statsborgerskap"), 160),
        _column("morsmal", lazy("Morsmål"), 170),
    ]


def _column(key: str, title: Any, order: int, *, standard: bool = False) -> Column:
    first = SORTED_BY[key]
    return Column(key, title, expression=lambda line: first(line)[0], order=order, standard=standard)
