"""A search for a name: whole words and beginnings first, then names that are alike.

What it gives depends on nothing but the persons the user may see. Words of names are told from each other by how near
they are to what was typed, in bands with fixed borders; every band is read through the walls, and within it the order
is that of the names. Nothing is cut before the walls.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from core.access.scope import scope_of
from core.persons.search.nearness import nearness, whole_name
from core.persons.search.statements import (
    AMONG,
    BEGINS,
    EVERYONE,
    FEW,
    IS,
    MANY,
    Shape,
    by_words,
    day_values,
    few_reached,
    scope_values,
    word_values,
)
from core.persons.search.typed import Typed
from core.persons.search.words import LEAST, Wanted, wanted

MOST_LIKELY = 20
SPARE = 10
"""Rows read beyond the most: a person may have two words that begin alike."""
ENOUGH = 0.79
"""How near the words typed must be to her names in all; one of several may be as far off as LEAST."""
BANDS = (0.88, ENOUGH)
"""Borders of nearness between the bands of likely names; they are fixed, whoever else is in the register."""
READ_LIKELY = 100


FEW_ROWS = 500
_sizes: dict[tuple[str, frozenset[str], date], str] = {}


def size_of_reach(session: Session) -> str:
    """EVERYONE, MANY or FEW, asked once a day for the same units: it decides how the database looks, not what for."""
    scope = scope_of(session)
    if scope.everyone:
        return EVERYONE
    key = (str(session.get_bind().engine.url), scope.units, scope.day)
    if key not in _sizes:
        rows = session.execute(few_reached(FEW_ROWS), {"units": sorted(scope.units)}).scalar_one()
        _sizes[key] = FEW if rows < FEW_ROWS else MANY
    return _sizes[key]


@dataclass
class NameSearch:
    """One search. `rows` are those found so far; `more` that there were more exact ones than are read."""

    session: Session
    typed: Typed
    most: int
    listed: bool
    rows: dict[uuid.UUID, Row[Any]] = field(default_factory=dict)
    more: bool = False

    def exact(self) -> list[Row[Any]]:
        """Those who have the words in their names, whole words first; then words that begin so."""
        words = self.typed.words
        driver = max(range(len(words)), key=lambda at: len(words[at]))
        most = self.most + SPARE
        if len(words) > 1:
            self._read([(IS, word) for word in words], driver, "navn", most)
        if len(self.rows) <= self.most:  # the whole word comes before longer ones that begin with it
            self._read([(BEGINS, word) for word in words], driver, "ord" if len(words) == 1 else "navn", most)
        found = sorted(self.rows.values(), key=lambda row: (not whole_name(words, row), *_by_name(row)))
        self.more = self.more or len(found) > self.most
        return found[: self.most]

    def likely(self) -> list[Row[Any]]:
        """Those not found already whose names are alike: band by band, the nearest first."""
        near = wanted(self.session, self.typed.words)
        known = set(self.rows)
        if not self._among(near, LEAST if len(near) > 1 else ENOUGH, ""):
            return self._ranked(near, known)
        found: list[Row[Any]] = []
        for id in set(self.rows) - known:  # there are too many, and these were any of them
            del self.rows[id]
        for border in BANDS:
            before = set(self.rows)
            self._among(near, border, "navn")
            found += self._ranked(near, before)
            if len(found) >= MOST_LIKELY:
                break
        return found

    def _among(self, near: Sequence[Wanted], border: float, order: str) -> bool:
        """Reads those whose words are all so near. True when there were more than are read."""
        sets = [one.at_least(border) for one in near]
        if not all(sets):
            return False
        driver = min(range(len(sets)), key=lambda at: len(sets[at]))
        most = READ_LIKELY + len(self.rows)
        return len(self._read([(AMONG, words) for words in sets], driver, order, most)) == most

    def _ranked(self, near: Sequence[Wanted], known: set[uuid.UUID]) -> list[Row[Any]]:
        """The new ones by band, then the nearest first."""
        names: dict[tuple[str, str], tuple[int, float]] = {}
        scored = []
        for row in (row for id, row in self.rows.items() if id not in known):
            name = (row.fornavn, row.etternavn)
            if name not in names:
                names[name] = _rank(nearness(near, row))
            if -names[name][1] >= ENOUGH:
                scored.append((names[name], _by_name(row), row))
        return [row for _rank, _name, row in sorted(scored, key=lambda one: one[:2])]

    def _read(self, wishes: Sequence[tuple[str, Any]], driver: int, order: str, most: int) -> Sequence[Row[Any]]:
        """Persons who have a word for each wish."""
        scope, values = scope_of(self.session), dict[str, Any](most=most)
        for at, (kind, value) in enumerate(wishes):
            values |= word_values(kind, at, value)
        if self.typed.days:
            values |= day_values(self.typed.days)
        kinds = tuple(kind for kind, _value in wishes)
        shape = Shape(kinds, driver, order, bool(self.typed.days), size_of_reach(self.session))
        options = {"listed": self.listed}
        rows = self.session.execute(by_words(shape), values | scope_values(scope), execution_options=options).all()
        for row in rows:
            self.rows.setdefault(row.id, row)
        self.more = self.more or (order != "" and wishes[0][0] != AMONG and len(rows) == most)
        return rows


def _rank(best: Sequence[float]) -> tuple[int, float]:
    """The band of the typed word that fits worst, and how near they are in all, nearest first."""
    band = next((number for number, border in enumerate(BANDS) if min(best) >= border), len(BANDS))
    return band, -sum(best) / len(best)


def _by_name(row: Row[Any]) -> tuple[str, str, uuid.UUID]:
    return row.etternavn_sok, row.fornavn_sok, row.id
