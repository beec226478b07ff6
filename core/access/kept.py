"""Reads by statements that are kept: worked out once, with the walls in them, for as long as the process runs.

Half of what a small statement costs is SQLAlchemy finding out what it has found out before (0.30 -> 0.15 ms each). Here
it stands ready for each kind of scope: the walls are put on for an example, and the values of the scope in use take
the place of the example's.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import Dialect, Result, Row, inspect
from sqlalchemy.orm import Session

from core.access.scope import OutOfScope, Scope, scope_of
from core.access.walls import AROUND, criteria

UNIT, HELD, DAY, PERSON = "an example", "another", date(1, 1, 1), uuid.UUID(int=0)
"""Values of an example, told from all others by being these very objects. One that was left in would show nobody."""
T = TypeVar("T")


@dataclass(frozen=True)
class Ready:
    """A statement in the words of a database, and which of the scope's values the walls' parameters stand for."""

    compiled: Any
    walls: Mapping[str, str]


def kept_rows(
    session: Session, statement: Any, values: Mapping[str, Any] | None = None, *, listed: bool = False
) -> Result[Any]:
    """The rows of a statement of columns, as `session.execute` gives them. Build the statement once.

    It is said of the models like any other, else OutOfScope; `listed` as in `criteria`.
    """
    if scope_of(session).system:
        return session.execute(statement, values, execution_options={"listed": listed})
    ready = _kept(statement, _example(scope_of(session)), listed, session.get_bind().dialect)
    return _executed(session, ready, values or {}, listed)


def rows_in_pieces(session: Session, statement: Any, size: int) -> Iterator[Sequence[Row[Any]]]:
    """All rows of a long statement of columns, so many at a time.

    The ORM would handle each of them once more (a file of 129,000 lines: 0.4 s). The statement is not kept.
    """
    options = {"yield_per": size}
    if scope_of(session).system:
        return session.execute(statement, execution_options=options).partitions()
    ready = _ready(statement, _example(scope_of(session)), False, session.get_bind().dialect)
    return _executed(session, ready, {}, False, options).partitions()


def columns_of(model: type[Any]) -> list[Any]:
    """All columns of a model, for a statement whose rows are read by the same names as its objects."""
    return [getattr(model, name) for name in inspect(model).column_attrs.keys()]


def kept_like(session: Session, model: type[T], statement: Any, values: Mapping[str, Any]) -> Sequence[T]:
    """The rows of a statement of `columns_of` a model, which are read like its objects, but cannot be changed."""
    return cast("Sequence[T]", kept_rows(session, statement, values).all())


def _executed(
    session: Session, ready: Ready, values: Mapping[str, Any], listed: bool, options: Mapping[str, Any] | None = None
) -> Result[Any]:
    session.flush()
    session.info["listed"] = listed  # PostgreSQL's own wall is told of it
    scope = scope_of(session)
    given = {parameter: _value(scope, of) for parameter, of in ready.walls.items()}
    return session.connection().execute(ready.compiled, {**values, **given}, execution_options=options)


def _value(scope: Scope, of: str) -> Any:
    return scope.day if of == "day" else sorted(getattr(scope, of))


@lru_cache(maxsize=2_000)
def _example(scope: Scope) -> Scope:
    """A scope for which the walls say the same sentences."""
    held = {UNIT} if scope.holds >= scope.units else {"imdi"} & scope.holds or ({HELD} if scope.holds else ())
    opened = {PERSON} if scope.opened else ()
    return Scope(DAY, frozenset({UNIT}), scope.everyone, frozenset(opened), frozenset(held))


def _ready(statement: Any, example: Scope, listed: bool, dialect: Dialect) -> Ready:
    if not statement.is_select or statement._propagate_attrs.get("compile_state_plugin") != "orm":
        raise OutOfScope(AROUND)  # the criteria would not reach it
    compiled = statement.options(*criteria(example, listed)).compile(dialect=dialect)
    marks = ((UNIT, "units"), (HELD, "holds"), (PERSON, "opened"), (DAY, "day"))
    ones = {name: value[0] if isinstance(value, list) and value else value for name, value in compiled.params.items()}
    return Ready(compiled, {name: of for name, one in ones.items() for mark, of in marks if one is mark})


_kept = lru_cache(maxsize=500)(_ready)
