"""The statements of a name search, built once for each shape and given their values when they run.

Persons stand in each of them, so the walls do too; what is asked of `person_navn` and `enhet_navn` only narrows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, case, or_, select, true, union_all
from sqlalchemy.orm import aliased

from core.access.scope import Scope, reached, unshielded
from core.db import Unit
from core.persons.models import NameWord, Person, UnitName
from core.persons.search.born import Days

END = "\U0010ffff"
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
    `everyone`: the user sees the whole country; else the words of her units are gone through.
    """

    kinds: tuple[str, ...]
    driver: int
    order: str
    dated: bool
    everyone: bool


@lru_cache(maxsize=200)
def by_words(shape: Shape) -> Select[Any]:
    """Persons whose names have a word for each typed word."""
    name, kinds, driver = names_of(shape.everyone), shape.kinds, shape.driver
    statement = select(*columns(shape.everyone)).join(name, name.person_id == Person.id)
    statement = statement.where(*here(name, shape.everyone), _answers(name, kinds[driver], f"word{driver}"))
    for at, kind in enumerate(kinds):
        if at != driver:
            also = aliased(NameWord)
            hers = select(also.ord).where(also.person_id == name.person_id, _answers(also, kind, f"word{at}", True))
            statement = statement.where(hers.exists())
    if shape.dated:
        statement = statement.where(born(), open_to())
    by_name = (name.etternavn_sok, name.fornavn_sok, name.person_id)
    ordered = {"ord": (name.ord, *by_name), "navn": by_name, "": ()}[shape.order]
    return statement.order_by(*ordered).limit(bindparam("most"))


def names_of(everyone: bool) -> Any:
    """The table of words to begin with: the whole country's, or by unit, which `here` narrows."""
    return aliased(NameWord if everyone else UnitName)


def here(name: Any, everyone: bool) -> tuple[ColumnElement[bool], ...]:
    """SQL: the word stands in a name that one of the user's units has. The walls say the same of the person."""
    return () if everyone else (name.unit_id.in_(bindparam("units", expanding=True, type_=Unit)),)


def _answers(name: Any, kind: str, value: str, by_person: bool = False) -> ColumnElement[bool]:
    """`by_person`: her few words are gone through, and the index on words is left alone."""
    column = name.ord.concat("") if by_person else name.ord
    word: Any = bindparam(value, expanding=kind == AMONG)
    if kind == BEGINS:
        return and_(column >= word, column < bindparam(f"{value}_end"))
    return column.in_(word) if kind == AMONG else column == word


@lru_cache(maxsize=50)
def by_few_and_many(many: int, dated: bool, everyone: bool) -> Any:
    """Every person with one of the words `few`; and of each of so many common words, `many0` and on, the first by name.

    One statement, so that how many are asked does not hang on how many words are alike.
    """
    few = _with_word(AMONG, "few", dated, everyone)
    if not many:
        return few
    return union_all(*(select(one.subquery()) for one in (few, *(_first(at, dated, everyone) for at in range(many)))))


def _first(at: int, dated: bool, everyone: bool) -> Select[Any]:
    return _with_word(IS, f"many{at}", dated, everyone)


def _with_word(kind: str, value: str, dated: bool, everyone: bool) -> Select[Any]:
    name = names_of(everyone)
    statement = select(*columns(everyone)).join(name, name.person_id == Person.id)
    statement = statement.where(*here(name, everyone), _answers(name, kind, value))
    if dated:
        statement = statement.where(born(), open_to())
    if kind == AMONG:
        return statement
    return statement.order_by(name.etternavn_sok, name.fornavn_sok, name.person_id).limit(bindparam("most"))


def word_values(kind: str, at: int, value: Any) -> Mapping[str, Any]:
    """The values of one typed word."""
    return {f"word{at}": value, **({f"word{at}_end": value + END} if kind == BEGINS else {})}
