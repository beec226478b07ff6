"""The statements of a name search, built once for each shape and given their values when they run.

Persons stand in each of them, so the walls do too; what is asked of `person_navn` only narrows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, case, func, or_, select, true, union_all
from sqlalchemy.orm import aliased

from core.access.models import Reach
from core.access.scope import Scope, reached, unshielded
from core.db import Unit
from core.persons.models import NameKey, NameWord, Person
from core.persons.search.born import Days

END = "\U0010ffff"
EVERYONE, MANY, FEW = "everyone", "many", "few"
IS, BEGINS, AMONG = "is", "begins", "among"
"""How a word of a name answers a typed word: the same, begins so, or is one of a set."""
MOST_DAYS = 2


@lru_cache(maxsize=8)
def columns(everyone: bool) -> tuple[Any, ...]:
    """What a list of persons shows of each; `statsborgerskap` is None where she is not wholly seen."""
    whole = case((wholly_seen(everyone), Person.statsborgerskap)).label("statsborgerskap")
    names = (Person.fornavn, Person.etternavn, Person.fornavn_sok, Person.etternavn_sok)
    return (Person.id, Person.duf, Person.regnr, *names, Person.fodselsdato, whole, Person.skjermet)


@lru_cache(maxsize=8)
def open_to() -> ColumnElement[bool]:
    """SQL: not shielded, or opened by the user today: more than her name may be told."""
    opened: Any = bindparam("opened", expanding=True, type_=Uuid())
    return unshielded(Person.skjermet, Person.id, opened)


@lru_cache(maxsize=8)
def in_whole_reach(everyone: bool) -> ColumnElement[bool]:
    """SQL: she is wholly within the user's reach."""
    units: Any = bindparam("units", expanding=True, type_=Unit)
    day: Any = bindparam("day")
    return true() if everyone else reached(Person.id, units, day, True)


@lru_cache(maxsize=8)
def wholly_seen(everyone: bool) -> ColumnElement[bool]:
    """SQL: all of her may be seen, not only her name and the unit's own rows."""
    return and_(open_to(), in_whole_reach(everyone))


def scope_values(scope: Scope) -> dict[str, Any]:
    """The values of the conditions above."""
    within = {} if scope.everyone else {"units": sorted(scope.units), "day": scope.day}
    return {"opened": sorted(scope.opened), **within}


@lru_cache(maxsize=8)
def born() -> ColumnElement[bool]:
    """SQL: she was born on one of the days of `day_values`."""
    spans = (Person.fodselsdato.between(bindparam(f"first{at}"), bindparam(f"last{at}")) for at in range(MOST_DAYS))
    return or_(*spans)


def day_values(days: Days) -> dict[str, Any]:
    """The values of `born`."""
    both = [days[min(at, len(days) - 1)] for at in range(MOST_DAYS)]
    return {f"{name}{at}": span[end] for at, span in enumerate(both) for end, name in enumerate(("first", "last"))}


@dataclass(frozen=True)
class Shape:
    """What a name search asks: `kinds` say how a word of the name answers each typed word, values by `word_values`.

    `driver` is the word to begin with. `order` is `ord` (by that word of the name, then by name), `navn`, or empty.
    `reach` is how many the user sees: EVERYONE, MANY, or FEW, who are then gone through one by one.
    """

    kinds: tuple[str, ...]
    driver: int
    order: str
    dated: bool
    reach: str


@lru_cache(maxsize=200)
def by_words(shape: Shape) -> Select[Any]:
    """Persons whose names have a word for each typed word."""
    name, kinds, driver = aliased(NameWord), shape.kinds, shape.driver
    statement = select(*columns(shape.reach == EVERYONE)).join(name, name.person_id == Person.id)
    statement = statement.where(*_near_by(name, shape.reach), _answers(name, kinds[driver], driver, shape.reach == FEW))
    for at, kind in enumerate(kinds):
        if at != driver:
            also = aliased(NameWord)
            hers = select(also.ord).where(also.person_id == name.person_id, _answers(also, kind, at, kind == AMONG))
            statement = statement.where(hers.exists())
    if shape.dated:
        statement = statement.where(born(), open_to())
    by_name = (name.etternavn_sok, name.fornavn_sok, name.person_id)
    ordered = {"ord": (name.ord, *by_name), "navn": by_name, "": ()}[shape.order]
    return statement.order_by(*ordered).limit(bindparam("most"))


def _near_by(name: Any, reach: str) -> list[ColumnElement[bool]]:
    """SQL: within reach, said of the name's row: the walls say it of the person, who is then looked up in vain."""
    units: Any = bindparam("units", expanding=True, type_=Unit)
    day: Any = bindparam("day")
    if reach == EVERYONE:
        return []
    if reach == MANY:
        return [reached(name.person_id, units, day, False)]
    here = select(Reach.person_id).where(Reach.unit_id.in_(units), Reach.fra <= day)
    return [name.person_id.in_(here)]


def _answers(name: Any, kind: str, at: int, by_person: bool) -> ColumnElement[bool]:
    """`by_person`: her few words are gone through, and the index on words is left alone."""
    column = name.ord.concat("") if by_person else name.ord
    word: Any = bindparam(f"word{at}", expanding=kind == AMONG)
    if kind == BEGINS:
        return and_(column >= word, column < bindparam(f"end{at}"))
    return column.in_(word) if kind == AMONG else column == word


def few_reached(limit: int) -> Select[tuple[int]]:
    """How many rows of reach the units have, counted up to a limit."""
    units: Any = bindparam("units", expanding=True, type_=Unit)
    rows = select(Reach.person_id).where(Reach.unit_id.in_(units)).limit(limit)
    return select(func.count()).select_from(rows.subquery())


def word_values(kind: str, at: int, value: Any) -> Mapping[str, Any]:
    """The values of one typed word."""
    return {f"word{at}": value, **({f"end{at}": value + END} if kind == BEGINS else {})}


@lru_cache(maxsize=50)
def by_keys(ranges: int) -> Select[tuple[str]]:
    """Every word with one of the keys `keys`, or with a key in one of so many ranges; once for each such key."""
    parts = [select(NameKey.ord).where(NameKey.nokkel.in_(bindparam("keys", expanding=True)))]
    for at in range(ranges):
        first: Any = bindparam(f"from{at}")
        last: Any = bindparam(f"to{at}")
        parts.append(select(NameKey.ord).where(NameKey.nokkel >= first, NameKey.nokkel < last))
    return parts[0] if not ranges else select(union_all(*parts).subquery().c.ord)


def range_values(beginnings: Sequence[str]) -> dict[str, str]:
    """The values of the ranges of `by_keys`: keys that begin so."""
    found = {f"from{at}": text for at, text in enumerate(beginnings)}
    return {**found, **{f"to{at}": text + END for at, text in enumerate(beginnings)}}
