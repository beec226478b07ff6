"""Countries by ISO 3166 alpha-3, and Kosovo as XKX. Names from CLDR, except where the field says otherwise (Kongo)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.codes.lists import CodeList, read_code_list
from core.collation import norwegian


@cache
def countries() -> CodeList:
    """Every country, titles in bokmål, nynorsk and English; `more["alpha2"]` is its two-letter code."""
    return read_code_list("land", Path(__file__).parent / "data" / "land.csv")


def is_country(alpha3: str) -> bool:
    """True for the three-letter code of a country, in capitals."""
    return alpha3 in countries()


def country_name(alpha3: str, lang: str = "nb") -> str:
    """The name in nb, nn or en (another language gives bokmål). An unknown code is given back as it is."""
    return countries().title(alpha3, lang)


@cache
def country_choices(lang: str = "nb") -> tuple[tuple[str, str], ...]:
    """Pairs (alpha3, name) for a select field, sorted by name."""
    pairs = ((code.key, code.title(lang)) for code in countries().codes)
    return tuple(sorted(pairs, key=lambda pair: norwegian(pair[1])))
