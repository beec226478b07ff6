"""A tiltak as the month table sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.api import Month


@dataclass(frozen=True)
class Tiltak:
    """What one tiltak counts: `fra` and `til` are both days in it; an *erstattende* one replaces the ordinary.

    Only tiltak of the ordning shown are given, never deleted ones; whether it was carried out plays no part.
    """

    fra: date
    til: date
    timer_per_uke: Decimal
    erstattende: bool = False


def touches(tiltak: Tiltak, month: Month) -> bool:
    """Whether the tiltak stands in the month: one day in it, weekend or holiday too, is enough."""
    return tiltak.fra <= month.last_day and tiltak.til >= month.first_day


def covered(spans: Iterable[tuple[date, date | None]], fra: date, til: date) -> bool:
    """Whether every day from `fra` to `til` lies in one of the spans; two that follow each other are as one."""
    day = fra
    for start, end in sorted(spans, key=lambda span: span[0]):
        if start > day:
            return False
        if end is None or end >= til:
            return True
        day = max(day, end + timedelta(days=1))
    return False
