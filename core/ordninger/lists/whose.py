"""Whose lines a user's list holds: the kommuner and ordninger where her roles let her see the ordning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true

from core.access.users import SignedIn
from core.items import Ordning
from core.places.units import in_use
from core.registry import Registry


@dataclass(frozen=True)
class Whose:
    """Ordninger of a law by the numbers, in use today, of the kommuner where the user sees them; None: in all."""

    groups: tuple[tuple[frozenset[str] | None, tuple[Ordning, ...]], ...]

    @property
    def ordninger(self) -> tuple[Ordning, ...]:
        """All of them, by order."""
        return tuple(sorted((one for _, found in self.groups for one in found), key=lambda one: one.order))

    @property
    def kommuner(self) -> frozenset[str] | None:
        """Every kommune in it; None: all there are."""
        numbers = [kommuner for kommuner, _ in self.groups]
        if any(one is None for one in numbers):
            return None
        return frozenset().union(*(one or () for one in numbers))

    def condition(self, line: Any, every: Iterable[Ordning]) -> ColumnElement[bool]:
        """SQL: the line is one of these. `every` are the law's ordninger: where she sees them all, none is named."""
        whole = len(self.ordninger) == len(tuple(every))
        parts = [self._part(line, kommuner, found, whole) for kommuner, found in self.groups]
        return or_(*parts) if parts else false()

    def _part(self, line: Any, kommuner: Any, found: tuple[Ordning, ...], whole: bool) -> ColumnElement[bool]:
        where = true() if kommuner is None else followed_by(line, kommuner)
        if whole and len(self.groups) == 1:
            return where
        return and_(where, line.ordning.in_([ordning.key for ordning in found]))


def followed_by(line: Any, kommuner: Iterable[str]) -> ColumnElement[bool]:
    """SQL: one of these kommuner follows the line up. One is named alone: then an index gives the order too."""
    units = sorted(f"kommune:{number}" for number in kommuner)
    if not units:
        return false()
    return line.unit_id == units[0] if len(units) == 1 else line.unit_id.in_(units)


def whose(registry: Registry, user: SignedIn, lov: str, day: date, verb: str = "se") -> Whose:
    """What the user's list of a law holds; no group where she sees (`verb`: or edits) none of its ordninger."""
    groups: dict[frozenset[str] | None, list[Ordning]] = {}
    held, mine = user.permissions, user.units
    for ordning in registry.ordninger.values():
        units = held.get(f"{ordning.key}.{verb}", frozenset()) & mine
        if ordning.law == lov and units:
            groups.setdefault(None if "imdi" in units else in_use(units, day), []).append(ordning)
    return Whose(tuple((kommuner, tuple(found)) for kommuner, found in groups.items()))
