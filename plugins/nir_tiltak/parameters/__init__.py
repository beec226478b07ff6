"""The ages, dates and limits of the rules here, each with the days it holds, its source and its doubt.

After a change: `fotfeste rules run --dry-run` tells whom it touches, and `fotfeste rules run` does it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from core.api import Parameter, Value

from . import introduksjonsprogram, law, loven_2003, mottak, norsk, tiltak
from .tiltak import (
    AR_FRAM,
    FORSTE_DAG,
    GJENNOMFORING_FRIST_MANEDER,
    MANED_OVER,
    TIMER_HOYEST,
    TIMER_LAVEST,
    TIMER_STEG,
)

__all__ = [
    "ALL",
    "AR_FRAM",
    "FORSTE_DAG",
    "GJENNOMFORING_FRIST_MANEDER",
    "MANED_OVER",
    "TIMER_HOYEST",
    "TIMER_LAVEST",
    "TIMER_STEG",
    "value_on",
]

ALL: dict[str, Parameter[Any]] = {
    one.key: one
    for module in (law, mottak, introduksjonsprogram, norsk, loven_2003, tiltak)
    for one in vars(module).values()
    if isinstance(one, Parameter)
}
"""Every parameter by its key."""


def value_on(key: str, day: date) -> Value[Any] | None:
    """The value of a parameter that holds on a day, with its source and doubt; None for one nobody knows."""
    known = ALL.get(key)
    return next((value for value in known.values if value.holds(day)), None) if known else None
