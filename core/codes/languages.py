"""Languages by ISO 639: names in nb, nn and en, the language's own name, and the direction it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from core.codes.lists import Code, CodeList, read_code_list
from core.collation import norwegian


@cache
def languages() -> CodeList:
    """Every language, by its three-letter code (ISO 639-3).

    `more`: `iso639_1` (empty where there is none), `autonym`, `dir` (ltr, rtl), `script` (ISO 15924) and `kjerne`
    (ja for the languages residents most often have).
    """
    return read_code_list("sprak", Path(__file__).parent / "data" / "sprak.csv")


def language(code: str) -> Code | None:
    """The language with a two-letter or three-letter code; None for an unknown one."""
    return languages().get(_three_letters().get(code, code))


def is_language(code: str) -> bool:
    """True for a two-letter (ISO 639-1) or three-letter (ISO 639-3) code that is known here."""
    return language(code) is not None


def same_language(one: str, other: str) -> bool:
    """True for two codes of the same language: "uk" and "ukr"."""
    return _three_letters().get(one, one) == _three_letters().get(other, other)


def language_name(code: str, lang: str = "nb") -> str:
    """The name in nb, nn or en (another language gives bokmål). An unknown code is given back as it is."""
    found = language(code)
    return found.title(lang) if found else code


def autonym(code: str) -> str:
    """What the language calls itself: "ar" gives العربية. An unknown code is given back as it is."""
    found = language(code)
    return found.more["autonym"] if found else code


def direction(code: str) -> str:
    """`rtl` for a language written from the right, else `ltr` (an unknown one too): the attribute `dir` in HTML."""
    found = language(code)
    return found.more["dir"] if found else "ltr"


@cache
def language_choices(lang: str = "nb") -> tuple[tuple[str, str], ...]:
    """Pairs (three-letter code, name) for a select field, sorted by name."""
    pairs = ((code.key, code.title(lang)) for code in languages().codes)
    return tuple(sorted(pairs, key=lambda pair: norwegian(pair[1])))


@cache
def _three_letters() -> Mapping[str, str]:
    return {code.more["iso639_1"]: code.key for code in languages().codes if code.more["iso639_1"]}
