"""A search for a name: whole words and beginnings first, then names that are alike.

What it gives depends on nothing but the persons the user may see, and nothing is cut before the walls. For one typed
word the words of names are asked for from the nearest on, until enough persons are found. For several, persons are told
from each other by how near their words are in all, in bands with fixed borders; within a band the order is that of the
names.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from core.access.kept import kept_rows
from core.access.scope import scope_of
from core.persons.search.nearness import by_name, in_turn, nearness, whole_name
from core.persons.search.statements import (
    AMONG,
    BEGINS,
    IS,
    Shape,
    by_few_and_many,
    by_words,
    day_values,
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
BANDS = (0.96, 0.88, ENOUGH)
"""Borders of nearness between the bands of likely names; they are fixed, whoever else is in the register. In the first
are those where each word is one slip or another spelling away.
"""
READ_LIKELY = 100


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
        found = sorted(self.rows.values(), key=lambda row: (not whole_name(words, row), *by_name(row)))
        self.more = self.more or len(found) > self.most
        return found[: self.most]

    def likely(self) -> list[Row[Any]]:
        """Those not found already whose names are alike, the nearest first."""
        near, known = wanted(self.session, self.typed.words), set(self.rows)
        return self._nearest(near[0], known) if len(near) == 1 else self._by_bands(near, known)

    def _by_bands(self, near: Sequence[Wanted], known: set[uuid.UUID]) -> list[Row[Any]]:
        """Those who have a word that is alike for each typed word."""
        if not self._among(near, LEAST, ""):
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

    def _nearest(self, near: Wanted, known: set[uuid.UUID]) -> list[Row[Any]]:
        """Those whose word is nearest come first, and nobody nearer is left out."""
        found: list[Row[Any]] = []
        for step in near.steps(ENOUGH):
            statement = by_few_and_many(len(step.many), bool(self.typed.days), scope_of(self.session).everyone)
            values = {"few": step.few, "most": MOST_LIKELY + len(self.rows)}
            self._execute(statement, values | {f"many{at}": word for at, word in enumerate(step.many)})
            found = in_turn(near, [row for id, row in self.rows.items() if id not in known])
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
                scored.append((names[name], by_name(row), row))
        return [row for _rank, _name, row in sorted(scored, key=lambda one: one[:2])]

    def _read(self, wishes: Sequence[tuple[str, Any]], driver: int, order: str, most: int) -> Sequence[Row[Any]]:
        """Persons who have a word for each wish."""
        values = dict[str, Any](most=most)
        for at, (kind, value) in enumerate(wishes):
            values |= word_values(kind, at, value)
        kinds = tuple(kind for kind, _value in wishes)
        shape = Shape(kinds, driver, order, bool(self.typed.days), scope_of(self.session).everyone)
        rows = self._execute(by_words(shape), values)
        self.more = self.more or (order != "" and wishes[0][0] != AMONG and len(rows) == most)
        return rows

    def _execute(self, statement: Any, values: dict[str, Any]) -> Sequence[Row[Any]]:
        """The rows, kept among those found. The statements are built once, and so are they within the walls."""
        values |= scope_values(scope_of(self.session))
        if self.typed.days:
            values |= day_values(self.typed.days)
        rows = kept_rows(self.session, statement, values, listed=self.listed).all()
        for row in rows:
            self.rows.setdefault(row.id, row)
        return rows


def _rank(best: Sequence[float]) -> tuple[int, float]:
    """The band of the typed word that fits worst, and how near they are in all, nearest first."""
    band = next((number for number, border in enumerate(BANDS) if min(best) >= border), len(BANDS))
    return band, -sum(best) / len(best)
