"""Where she lived when: rows of bosted laid end to end, the newest `fra` counting where they overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from core.places.followed import segments, splits
from core.places.values import Segment

DAY = timedelta(days=1)
FIRST_WHERE_EQUAL = ("kommune", "privat", "amot", "mottak")
"""Of rows with the same `fra` a settlement counts before the others."""


class Home(Protocol):
    """What a stay needs of a row."""

    @property
    def type(self) -> str:
        """`kommune`, `privat`, `amot` or `mottak`."""

    @property
    def fra(self) -> date:
        """The first day there."""

    @property
    def til(self) -> date | None:
        """The last day there; None: still."""


H = TypeVar("H", bound=Home)


@dataclass(frozen=True)
class Stay(Generic[H]):
    """The days on which one row counted, both included; `til` None: still."""

    row: H
    fra: date
    til: date | None


def newest_first(rows: Iterable[H]) -> list[H]:
    """Rows in the order they count."""
    return sorted(rows, key=lambda row: (-row.fra.toordinal(), FIRST_WHERE_EQUAL.index(row.type)))


def stays(rows: Iterable[H]) -> list[Stay[H]]:
    """The rows laid end to end, oldest first; a row hidden by newer ones gives no stay."""
    ordered = newest_first(rows)
    days = sorted({row.fra for row in ordered} | {row.til + DAY for row in ordered if row.til is not None})
    found: list[Stay[H]] = []
    for i, day in enumerate(days):
        row = next((row for row in ordered if row.fra <= day and (row.til is None or day <= row.til)), None)
        last = days[i + 1] - DAY if i + 1 < len(days) else None
        if row is None:
            continue
        if found and found[-1].row is row and found[-1].til == day - DAY:
            found[-1] = Stay(row, found[-1].fra, last)
        else:
            found.append(Stay(row, day, last))
    return found


def kommuner_of(number: str | None, chosen: str | None, fra: date, til: date | None) -> Sequence[Segment]:
    """Which kommune a stay under this number belonged to when; `chosen` answers the split it meets."""
    if not number:
        return ()
    choices = {split.gammelt: chosen for split in splits(number) if chosen in split.nye} if chosen else {}
    return segments(number, fra, til, {old: new for old, new in choices.items() if new})
