"""The statement that gives words of names by their keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select, union

from core.persons.models import NameKey
from core.persons.search.statements import END, here, names_of

MANY = 20
"""From so many persons a word is a common one. They are counted no further."""


@lru_cache(maxsize=50)
def by_keys(ranges: int, everyone: bool) -> Select[tuple[str, int]]:
    """Every word with one of the keys `keys`, or with a key in one of so many ranges, and how many have it in a name.

    They are counted up to MANY, whether they are to be seen or not: it tells how to ask for them, never who is found.
    """
    parts = [select(NameKey.ord).where(NameKey.nokkel.in_(bindparam("keys", expanding=True)))]
    for at in range(ranges):
        first: Any = bindparam(f"from{at}")
        last: Any = bindparam(f"to{at}")
        parts.append(select(NameKey.ord).where(NameKey.nokkel >= first, NameKey.nokkel < last))
    found = union(*parts).subquery() if ranges else parts[0].distinct().subquery()
    name = names_of(everyone)
    some: Select[Any] = select(name.ord).where(*here(name, everyone), name.ord == found.c.ord).limit(MANY)
    counted = select(func.count()).select_from(some.correlate(found).subquery()).scalar_subquery()
    return select(found.c.ord, counted)


def range_values(beginnings: Sequence[str]) -> dict[str, str]:
    """The values of the ranges of `by_keys`: keys that begin so."""
    found = {f"from{at}": text for at, text in enumerate(beginnings)}
    return {**found, **{f"to{at}": text + END for at, text in enumerate(beginnings)}}
