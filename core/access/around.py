"""What the ORM's criteria do not reach: SQL as text, and tables instead of models.

On SQLite a session refuses it where it names a table about a person. On PostgreSQL the third wall answers, with no more
than the session may see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.sql import visitors

from core.db import AboutPerson, Base
from core.persons.models import Person

WORD = re.compile(r"\w+")


def goes_around(state: ORMExecuteState) -> bool:
    """True for a statement on SQLite that names a table about a person in other words than the ORM's."""
    if state.is_orm_statement and not state.is_from_statement:
        return False
    if state.session.get_bind().dialect.name != "sqlite":
        return False
    return not _tables(len(Base.metadata.tables)).isdisjoint(_names(state))


@lru_cache(maxsize=1)
def _tables(known: int) -> frozenset[str]:
    """The names of the tables about persons; asked for anew when another number of tables is known."""
    mappers: Iterator[Any] = iter(Base.registry.mappers)
    return frozenset(str(mapper.local_table.name) for mapper in mappers if _of_persons(mapper))


def _of_persons(mapper: Any) -> bool:
    return issubclass(mapper.class_, (AboutPerson, Person)) or "with_her" in mapper.local_table.info


def _names(state: ORMExecuteState) -> Iterator[str]:
    """The names of tables in a statement; of SQL as text every word, which may be one."""
    if state.is_from_statement and state.bind_mapper is not None:
        yield str(state.bind_mapper.local_table.name)  # type: ignore[attr-defined]
    statement: Any = state.statement
    part: Any
    for part in visitors.iterate(statement):
        if isinstance(part, TextClause) or part.__visit_name__ == "textual_label_reference":
            yield from WORD.findall(part.text.lower())
        elif part.__visit_name__ == "table":
            yield str(part.name).lower()
