"""Ages, hours and lengths that law decides: values with the days they hold, their source, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


def N_(text: str) -> str:
    """The text as it is, marked for the catalogs: it stands in a value here, and is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Value(Generic[T]):
    """One value of a parameter: `fra` and `til` are both days it holds (None: without beginning or end)."""

    value: T
    source: str
    fra: date | None = None
    til: date | None = None
    doubt: str = ""

    def holds(self, day: date) -> bool:
        """True on every day from `fra` to `til`, both included."""
        return (self.fra is None or self.fra <= day) and (self.til is None or day <= self.til)


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """A number or date that a rule uses, with every value it has had."""

    key: str
    values: tuple[Value[T], ...]

    def on(self, day: date) -> T:
        """The value that holds on a day. Raises LookupError where none does: a rule must not guess."""
        for value in self.values:
            if value.holds(day):
                return value.value
        raise LookupError(f"{self.key} has no value on {day.isoformat()}")


LATE_REGISTRATION_MONTHS = Parameter(
    "etterregistrering_maneder",
    (
        Value(
            2,
            "IMDi, NIR: registering skjer senest to måneder etter at opplysningen finnes",
            doubt="som regel for flytting: valg",
        ),
    ),
)
"""Months a former kommune may still register tiltak from its time (domain facts, section 0, who sees whom)."""
