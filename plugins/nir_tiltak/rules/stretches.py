"""From a question about one day to the stretches of a life: the helper every rule about ordninger stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from core.api import Parameter

T = TypeVar("T")


@dataclass(frozen=True)
class Stretch(Generic[T]):
    """Days in a row with the same answer; `fra` and `til` are both days in it, `til` None is without end."""

    fra: date
    til: date | None
    value: T


def stretches(days: Iterable[date], value: Callable[[date], T | None]) -> tuple[Stretch[T], ...]:
    """The stretches where `value(day)` is not None, oldest first; neighbours with equal values are one.

    `days` are all the days on which the answer can change, in any order. It is asked for on each of them and holds
    until the next; before the first there is nothing.
    """
    found: list[Stretch[T]] = []
    current: tuple[date, T] | None = None
    for day in sorted(set(days)):
        answer = value(day)
        if current is not None and current[1] != answer:
            found.append(Stretch(current[0], day - timedelta(days=1), current[1]))
            current = None
        if current is None and answer is not None:
            current = (day, answer)
    if current is not None:
        found.append(Stretch(current[0], None, current[1]))
    return tuple(found)


def next_day(day: date | None) -> date | None:
    """The day after; None for None (no end), and after the last day there is."""
    return None if day is None or day == date.max else day + timedelta(days=1)


def change_days(*parameters: Parameter[Any]) -> frozenset[date]:
    """The days on which one of the parameters gets another value."""
    values = [value for parameter in parameters for value in parameter.values]
    starts = {value.fra for value in values} | {next_day(value.til) for value in values}
    return frozenset(day for day in starts if day is not None)
