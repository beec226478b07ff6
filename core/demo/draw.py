"""What situations draw from: chance with a fixed seed, and today."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from core.dates import add_years
from core.demo.lives import Draft, Life
from core.demo.numbers import Numbers


@dataclass
class Draw:
    """Chance and today. Everything drawn follows from the seed and the day alone."""

    random: random.Random
    today: date
    numbers: Numbers = field(init=False)

    def __post_init__(self) -> None:
        """Numbers are dealt from the same chance."""
        self.numbers = Numbers(self.random)

    def ago(self, least: int, most: int) -> date:
        """A day so many days before today."""
        return self.today - timedelta(days=self.random.randint(least, most))

    def after(self, day: date, least: int, most: int) -> date:
        """A day so many days after another, but never after today."""
        return min(day + timedelta(days=self.random.randint(least, most)), self.today)

    def born(self, youngest: int, oldest: int, on: date | None = None) -> date:
        """The birth date of someone whose age on a day (today) lies between these."""
        day = add_years(on or self.today, -self.random.randint(youngest, oldest))
        return day - timedelta(days=self.random.randint(1, 360))

    def kjonn(self) -> str:
        """Mostly K and M."""
        return self.random.choices(("K", "M", "X"), (49, 50, 1))[0]

    def uuid(self) -> uuid.UUID:
        """A random id that is the same for the same seed."""
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def arrived(self, least: int, most: int, *, applies: bool = True) -> Life:
        """A life that begins with arriving so many days ago, and an application within the week."""
        day = self.ago(least, most)
        return Life(day, self.after(day, 0, 6) if applies else None)

    def adult(self, life: Life, youngest: int = 19, oldest: int = 54, **more: object) -> Draft:
        """Someone of an age on the day she arrived, with this life."""
        draft = Draft(life, self.born(youngest, oldest, life.ankommet), self.kjonn())
        return replace(draft, **more)  # type: ignore[arg-type]

    def family(self, life: Life, size: int, **more: object) -> list[Draft]:
        """Two adults and children who share a life."""
        first = self.adult(life, 25, 45, **more)
        other = "M" if first.kjonn == "K" else "K"
        spouse = replace(first, rolle="ektefelle", kjonn=other, fodselsdato=self.born(25, 45, life.ankommet))
        return [first, spouse, *(self._child(first) for _ in range(size - 2))]

    def _child(self, parent: Draft) -> Draft:
        return replace(parent, rolle="barn", kjonn=self.kjonn(), fodselsdato=self.born(1, 15, parent.life.ankommet))
