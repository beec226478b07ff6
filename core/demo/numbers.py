"""Numbers that nobody has: DUF of the year 2099, fødselsnummer with 80 added to the month, and others made up."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

from core.persons.identifiers import duf_control, fnr_control

FIRST_SERIAL = 10_000
"""Lower ones stand in guides and tests."""


class Numbers:
    """Deals numbers, each once."""

    def __init__(self, draw: random.Random) -> None:
        """Serials run on with small gaps, so that there are always more."""
        self._draw = draw
        self._serial = FIRST_SERIAL
        self._given: set[str] = set()

    def duf(self) -> str:
        """Twelve digits with right control digits and a year that has not come."""
        self._serial += self._draw.randint(1, 8)
        ten = f"2099{self._serial:06d}"
        return ten + duf_control(ten)

    def regnr(self) -> str:
        """R and seven digits."""
        return self._once(lambda: f"R{self._draw.randrange(10**7):07d}")

    def unhcr(self) -> str:
        """An individual number."""
        return self._once(lambda: f"{self._draw.randrange(100, 1000)}-{self._draw.randrange(10**8):08d}")

    def fnr(self, born: date, kjonn: str) -> str:
        """A synthetic fødselsnummer, one in eight a D-number."""
        day = born.day + (40 if self._draw.random() < 0.125 else 0)
        first = f"{day:02d}{born.month + 80:02d}{born.year % 100:02d}"
        low, high = (500, 1000) if born.year >= 2000 else (0, 500)
        return self._once(lambda: self._controlled(first, low, high, kjonn))

    def _controlled(self, first: str, low: int, high: int, kjonn: str) -> str:
        while True:
            serial = self._draw.randrange(low, high)
            nine = f"{first}{serial:03d}"
            control = fnr_control(nine)
            if control is not None and (kjonn == "X" or serial % 2 == (kjonn == "M")):
                return nine + control

    def _once(self, make: Callable[[], str]) -> str:
        number = make()
        while number in self._given:
            number = make()
        self._given.add(number)
        return number
