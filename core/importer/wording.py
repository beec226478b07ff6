"""The report's sentences about single values: what is wrong and how to mend it, for the one who made the file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from core.months import days_in

MISSING = "mangler, men må være med."
UNKNOWN_KEY = "ukjent nøkkel. Rett navnet, eller ta den bort."
MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
MOST_SHOWN = 40


def shown(value: Any) -> str:
    """A value as it stood, shortened, for a sentence."""
    if isinstance(value, str):
        printable = "".join(sign if sign.isprintable() else "·" for sign in value[: MOST_SHOWN + 1])
        return f"«{printable[:MOST_SHOWN]}…»" if len(value) > MOST_SHOWN else f"«{printable}»"
    return kind(value)


def kind(value: Any) -> str:
    """What sort of JSON value it is."""
    if isinstance(value, bool):
        return "true eller false"
    if isinstance(value, int | float):
        return "et tall"
    if isinstance(value, list):
        return "en liste"
    return "et objekt" if isinstance(value, dict) else "tekst" if isinstance(value, str) else "null"


def not_text(value: Any) -> str:
    """For a number where text is wanted, say."""
    return f"skal være tekst i anførselstegn, ikke {kind(value)}."


def bad_sign(sign: str) -> str:
    """For a sign no database can hold."""
    return f"har et tegn som ikke kan lagres (U+{ord(sign):04X}). Ta det bort."


def too_long(length: int, longest: int) -> str:
    """For a text over the limit."""
    return f"er på {length} tegn; grensen er {longest}."


def not_one_of(value: Any, allowed: Collection[str]) -> str:
    """For a code that is not in its list."""
    return f"{shown(value)} kan ikke brukes. Velg blant: {', '.join(allowed)}."


def not_flag(value: Any) -> str:
    """For text where true or false is wanted."""
    return f"skal være true, false eller null, ikke {kind(value)}."


def not_number(value: Any) -> str:
    """For text where a number is wanted."""
    return f"skal være et tall uten anførselstegn, ikke {kind(value)}."


def not_object(value: Any) -> str:
    """For a value where an object is wanted."""
    return f"skal være et objekt i krøllparenteser, ikke {kind(value)}."


def not_list(value: Any) -> str:
    """For a value where a list is wanted."""
    return f"skal være en liste i hakeparenteser, ikke {kind(value)}."


def not_a_day(value: Any) -> str:
    """For what is not written as a day."""
    return f'{shown(value)} er ikke en dato. Skriv år-måned-dag i anførselstegn, som "2026-03-01".'


def no_such_day(value: str) -> str:
    """For a day the calendar lacks, written as one."""
    year, month = int(value[:4]), int(value[5:7])
    if not 1 <= month <= 12 or not year:
        return f"datoen {value} finnes ikke."
    return f"datoen {value} finnes ikke: {MONTHS[month - 1]} {year} har {days_in(year, month)} dager."


def out_of_range(day: date, earliest: date, latest: date) -> str:
    """For a day no one here can have."""
    if day < earliest:
        return f"{day.isoformat()} er før {earliest.isoformat()}. Rett året."
    return f"{day.isoformat()} er mer enn ti år fram i tid. Rett året."


def before(til: date, first: str, fra: date) -> str:
    """For a period that ends before it begins."""
    return f"{til.isoformat()} er før {first} {fra.isoformat()}."
