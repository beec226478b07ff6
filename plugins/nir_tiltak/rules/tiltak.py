"""A tiltak as the month table sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
