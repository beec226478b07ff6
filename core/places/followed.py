"""What a number became: followed through the reforms at their dates, never by name (names repeat)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from core.places.tables import tables
from core.places.values import Endring, Segment, Split

Endringer = Mapping[str, tuple[Endring, ...]]
NO_CHOICES: Mapping[str, str] = {}


def became(nummer: str, on: date) -> tuple[str, ...]:
    """What a kommune number had become on a day, in order of number.

    One: it was followed, or is itself where nothing had happened yet (also for a number not yet born, or unknown).
    More than one: it was split on the way, and someone must choose.
    """
    return _became(tables().endringer, nummer, on)


@lru_cache(maxsize=1000)
def former(nummer: str, on: date) -> tuple[str, ...]:
    """The numbers that had become this one, and no other, by a day: 3024 and 0219 for Bærum's 3201. In order."""
    endringer = tables().endringer
    return tuple(sorted(old for old in endringer if old != nummer and _became(endringer, old, on) == (nummer,)))


def fylke_became(nummer: str, on: date) -> tuple[str, ...]:
    """As `became`, for the number of a fylke: Viken ("30") is three from 1.1.2024."""
    return _became(tables().fylke_endringer, nummer, on)


def segments(nummer: str, fra: date, til: date | None, choices: Mapping[str, str] = NO_CHOICES) -> tuple[Segment, ...]:
    """Which number held when, for a stay registered under `nummer` from `fra` to `til` (both days there; None: open).

    A number already dead on `fra` is followed at once; one not yet born is kept. `choices` answers splits: the split
    number and the one chosen. From the day of an unanswered split `nummer` is None. A `til` before `fra` gives nothing.
    Raises ValueError for a choice that the split does not offer.
    """
    if til is not None and til < fra:
        return ()
    found: list[Segment] = []
    held: str | None = nummer
    start = fra
    while held is not None:
        split = _next(tables().endringer, held)
        if split is None or (til is not None and til < split.dato):
            break
        if start < split.dato:
            found.append(Segment(held, start, split.dato - timedelta(days=1)))
            start = split.dato
        held = _chosen(split, choices)
    return (*found, Segment(held, start, til))


def splits(nummer: str) -> tuple[Split, ...]:
    """The splits that a stay under `nummer` meets, also through renumbering: 1613 became 5012, which became three.

    After a split each of the new numbers is followed too. Empty for most numbers.
    """
    change = _next(tables().endringer, nummer)
    if change is None:
        return ()
    later = tuple(split for nytt in change.nye for split in splits(nytt))
    return (change, *later) if len(change.nye) > 1 else later


def all_splits() -> tuple[Split, ...]:
    """Every split of a kommune there has been, in order of date and number."""
    endringer = tables().endringer
    changes = [change for nummer in endringer if (change := _next(endringer, nummer))]
    return tuple(sorted((change for change in changes if len(change.nye) > 1), key=lambda c: (c.dato, c.gammelt)))


def _became(endringer: Endringer, nummer: str, on: date) -> tuple[str, ...]:
    change = _next(endringer, nummer)
    if change is None or on < change.dato:
        return (nummer,)
    return tuple(sorted({last for nytt in change.nye for last in _became(endringer, nytt, on)}))


def _next(endringer: Endringer, nummer: str) -> Split | None:
    """The day a number ceased, and what it became. A row from a number to itself is no end: it lived on."""
    ended = [row for row in endringer.get(nummer, ()) if row.nytt != nummer]
    if not ended:
        return None
    return Split(nummer, tuple(sorted(row.nytt for row in ended)), ended[0].dato)


def _chosen(split: Split, choices: Mapping[str, str]) -> str | None:
    if len(split.nye) == 1:
        return split.nye[0]
    chosen = choices.get(split.gammelt)
    if chosen is not None and chosen not in split.nye:
        raise ValueError(f"{split.gammelt} did not become {chosen}")
    return chosen
