"""The month table: which months it has, and the average of each.

Source: the guide to NIR of 2021, *Visning av tiltak*; its April 2021 (25.53) is the one figure known. That the month
is whole, and that an erstattende tiltak replaces the others day by day, is decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from core.api import Month, month_of, months_between, working_days

from ..parameters.tiltak import MANED_OVER
from .tiltak import Tiltak

_HUNDREDTH = Decimal("0.01")


def month_average(tiltak: Iterable[Tiltak], month: Month) -> Decimal:
    """Hours offered per week in the month, two decimals, half up.

    For each working day the hours per week of the erstattende tiltak that run that day, if any do, else of the
    ordinary ones; the sum of these is divided by all working days of the month.
    """
    days = working_days(month)
    ordinary, replacing = _in_month(tiltak, days)
    total = sum((hours * len(span) for span, hours in replacing), Decimal(0))
    replaced = {index for span, _ in replacing for index in span}
    for span, hours in ordinary:
        total += hours * (sum(index not in replaced for index in span) if replaced else len(span))
    return (total / len(days)).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


_Spans = list[tuple[range, Decimal]]


def _in_month(tiltak: Iterable[Tiltak], days: tuple[date, ...]) -> tuple[_Spans, _Spans]:
    """The ordinary and the erstattende tiltak, each as the working days it covers (their numbers) and its hours."""
    spans: tuple[_Spans, _Spans] = ([], [])
    for one in tiltak:
        span = range(bisect_left(days, one.fra), bisect_right(days, one.til))
        if span:
            spans[one.erstattende].append((span, one.timer_per_uke))
    return spans


def months_shown(start: date | None, tiltak: Collection[Tiltak], today: date, end: date | None) -> tuple[Month, ...]:
    """The months of the table, newest first; those with nothing in them too.

    They run from the ordning's `start`, or the first tiltak if earlier, to the later of the last tiltak's month and
    the earlier of today's month and the ordning's `end`. Without a period (`start` None) only the tiltak decide.
    """
    firsts = [one.fra for one in tiltak]
    lasts = [one.til for one in tiltak]
    if start is not None:
        firsts.append(start)
        lasts.append(today if end is None else min(today, end))
    if not firsts:
        return ()
    return tuple(reversed(months_between(month_of(min(firsts)), month_of(max(lasts)))))


def overlong(average: Decimal, month: Month) -> bool:
    """Whether the month's average is above what full time is (37.5 hours per week): a warning, never a stop."""
    return average > MANED_OVER.on(month.first_day)


def hours_text(average: Decimal) -> str:
    """A month's average as the guide writes it, in every language: two decimals and a decimal point, `25.53`."""
    return f"{average:.2f}"
