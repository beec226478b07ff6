"""Kommuner, fylker and bydeler: what a number is called, which exist on a day, and what they became.

Kommune numbers repeat in name but never in number, and none has been used twice. Periods before 1.1.2020 are worked
out from the change table: 426 numbers in 2017, 422 in 2018 and 2019, 356 from 2020, 357 from 2024.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache

from core.places.followed import all_splits, became, fylke_became, segments, splits
from core.places.tables import tables
from core.places.values import Bydel, Fylke, Kommune, holds

__all__ = [
    "all_splits",
    "became",
    "bydel_name",
    "bydeler",
    "fylke",
    "fylke_became",
    "fylke_name",
    "fylke_of",
    "fylker_on",
    "is_bydel",
    "is_known",
    "kommune",
    "kommune_full_name",
    "kommune_label",
    "kommune_name",
    "kommuner_on",
    "segments",
    "splits",
]

FYLKER_FROM = date(2018, 1, 1)
"""The first day the table of fylker knows."""


def is_known(nummer: str) -> bool:
    """True for every kommune number there is or was since 2017, valid today or not."""
    return nummer in tables().kommuner


def kommune(nummer: str, on: date) -> Kommune | None:
    """The kommune with this number on a day, named as it was then; None if the number was not in use that day."""
    found = tables().kommuner.get(nummer)
    if found is None or not holds(found, on):
        return None
    return _named(found, on)


def kommune_name(nummer: str, on: date) -> str:
    """The Norwegian part of the name, as the screen shows it: "Kristiansand", "Kåfjord".

    A number not in use that day keeps the name it had when it was; an unknown number is given back as it is.
    """
    found = tables().kommuner.get(nummer)
    return _named(found, on).navn_norsk if found else nummer


def kommune_full_name(nummer: str, on: date) -> str:
    """The official name on a day, in every language adopted by then: "Trondheim - Tråante" from 1.1.2023."""
    found = tables().kommuner.get(nummer)
    return _named(found, on).navn if found else nummer


def kommune_label(nummer: str, on: date) -> str:
    """The name for a list to choose from: "Herøy (Nordland)" where more than one kommune has the name that day."""
    name = kommune_name(nummer, on)
    if name not in _shared_names(on):
        return name
    county = fylke_of(nummer, on)
    return f"{name} ({county.navn})" if county else f"{name} ({nummer})"


def kommuner_on(day: date) -> tuple[Kommune, ...]:
    """Every kommune that existed on a day, in order of number. Complete from 2017."""
    return tuple(_named(found, day) for found in tables().kommuner.values() if holds(found, day))


def fylke(nummer: str) -> Fylke | None:
    """The fylke with this number, in use today or not. No number has been used twice since 2018."""
    return tables().fylker.get(nummer)


def fylke_name(nummer: str) -> str:
    """The Norwegian name of a fylke; an unknown number is given back as it is."""
    found = fylke(nummer)
    return found.navn if found else nummer


def fylke_of(nummer: str, on: date) -> Fylke | None:
    """The fylke a kommune lay in on a day, the number followed to that day first; before 2018 as in 2018.

    A number not yet born that day has the fylke it was born into. None for an unknown number, or one whose split
    spread over several fylker (none has so far).
    """
    day = max(on, FYLKER_FROM)
    numbers = {tables().kommuner[now].fylke for now in became(nummer, day)} if is_known(nummer) else set()
    return fylke(numbers.pop()) if len(numbers) == 1 else None


def fylker_on(day: date) -> tuple[Fylke, ...]:
    """Every fylke that existed on a day, in order of number. Empty before 2018."""
    return tuple(found for found in tables().fylker.values() if holds(found, day))


def is_bydel(nummer: str) -> bool:
    """True for the six-digit number of a bydel in Oslo, Bergen, Trondheim or Stavanger."""
    return nummer in tables().bydeler


def bydel_name(nummer: str) -> str:
    """The name of a bydel; an unknown number is given back as it is."""
    found = tables().bydeler.get(nummer)
    return found.navn if found else nummer


def bydeler(nummer: str, on: date) -> tuple[Bydel, ...]:
    """The bydeler of a kommune on a day, in order of number. Empty for most kommuner."""
    return tuple(found for found in tables().bydeler.values() if found.kommune == nummer and holds(found, on))


def _named(found: Kommune, on: date) -> Kommune:
    """The kommune with the name it had on a day; outside its time, the name nearest in time."""
    names = tables().navn.get(found.nummer, ())
    begun = [name for name in names if name.gyldig_fra is None or name.gyldig_fra <= on]
    if not names:
        return found
    name = begun[-1] if begun else names[0]
    return replace(found, navn=name.navn, navn_norsk=name.navn_norsk)


@lru_cache(maxsize=64)
def _shared_names(on: date) -> frozenset[str]:
    """The names that more than one kommune has on a day."""
    counted = Counter(found.navn_norsk for found in kommuner_on(on))
    return frozenset(name for name, times in counted.items() if times > 1)
