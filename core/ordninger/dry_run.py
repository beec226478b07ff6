"""What `fotfeste rules run` would change, without changing it: how many persons, and how their periods would differ."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from core.access.scope import system_scope
from core.house import house_of
from core.items import Ordning
from core.ordninger.run import COLUMNS, Values, dependents_of, differing, next_ids

WAYS = {
    "ny": "ny periode",
    "borte": "periode faller bort",
    "datoer": "andre datoer",
    "frist": "annen frist",
    "status": "annen status",
    "forklaring": "bare forklaringen",
}
"""How a period can differ, and what it is called."""
ORDNING, KATEGORI, FRA, TIL, FRIST, STATUS, MANGLER = (
    COLUMNS.index(name) for name in ("ordning", "kategori", "fra", "til", "frist", "status", "mangler")
)


@dataclass
class Tried:
    """What would be another: persons, and periods by ordning, kategori and way."""

    ordninger: dict[str, Ordning]
    looked_at: int = 0
    persons: int = 0
    periods: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, stands: Sequence[Values], wanted: Sequence[Values]) -> None:
        """Counts one person."""
        self.persons += 1
        self.periods += Counter(_ways(stands, wanted))

    def text(self) -> str:
        """A line for each ordning, kategori and way, most first within the ordning."""
        looked_at = f"{self.looked_at} {'person' if self.looked_at == 1 else 'personer'}"
        heading = f"Sett på {looked_at}. Endringer for {self.persons}. Ingenting er skrevet."
        order = sorted(self.periods.items(), key=lambda one: (self._place(one[0][0]), one[0][1], -one[1]))
        return "\n".join([heading, *(f"{count:7}  {self._named(*key)}" for key, count in order)])

    def _place(self, ordning: str) -> int:
        return self.ordninger[ordning].order if ordning in self.ordninger else 0

    def _named(self, ordning: str, kategori: str, way: str) -> str:
        found = self.ordninger.get(ordning)
        title = str(found.kategorier.get(kategori, kategori)) if found else kategori
        return f"{title}: {WAYS[way]}"


def try_all(session: Session, progress: Callable[[int], None]) -> Tried:
    """Looks at everyone, a batch at a time; `progress` is told how many are done."""
    tried, last = Tried(_ordninger(session)), None
    with system_scope(session, "rules"):
        while ids := next_ids(session, last):
            _look(session, ids, tried)
            session.rollback()
            last = ids[-1]
            progress(tried.looked_at)
    return tried


def try_persons(session: Session, ids: Sequence[uuid.UUID]) -> Tried:
    """Looks at these, and those whose familie permit leans on them."""
    tried = Tried(_ordninger(session))
    with system_scope(session, "rules"):
        _look(session, sorted({*ids, *dependents_of(session, ids)}), tried)
        session.rollback()
    return tried


def _ordninger(session: Session) -> dict[str, Ordning]:
    return house_of(session).plugins.registry.ordninger


def _look(session: Session, ids: Sequence[uuid.UUID], tried: Tried) -> None:
    tried.looked_at += len(ids)
    for _person_id, stands, wanted in differing(session, ids):
        tried.add(stands, wanted)


def _ways(stands: Sequence[Values], wanted: Sequence[Values]) -> list[tuple[str, str, str]]:
    """How each period differs. One of the same kategori that begins or ends the same day is the same period."""
    left, new = list(stands), []
    found = []
    for period in wanted:
        same = next((one for one in left if _same(one, period)), None)
        if same is None:
            new.append(period)
            continue
        left.remove(same)
        if way := _way(same, period):
            found.append((period[ORDNING], period[KATEGORI], way))
    found += [(period[ORDNING], period[KATEGORI], "ny") for period in new]
    return found + [(period[ORDNING], period[KATEGORI], "borte") for period in left]


def _same(one: Values, other: Values) -> bool:
    named = (one[ORDNING], one[KATEGORI]) == (other[ORDNING], other[KATEGORI])
    return named and (one[FRA] == other[FRA] or one[TIL] == other[TIL])


def _way(stands: Values, wanted: Values) -> str:
    if (stands[FRA], stands[TIL]) != (wanted[FRA], wanted[TIL]):
        return "datoer"
    if stands[FRIST] != wanted[FRIST]:
        return "frist"
    if (stands[STATUS], stands[MANGLER]) != (wanted[STATUS], wanted[MANGLER]):
        return "status"
    return "forklaring" if stands != wanted else ""
