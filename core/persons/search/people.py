"""Finds persons within reach: by a whole number, a birth date, or a name. Exact first, then likely.

A birth date is not told of one who is shielded and not opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from core.access.scope import scope_of
from core.access.users import SHIELDED, SignedIn
from core.house import today
from core.persons.merging.former import Number, by_number
from core.persons.models import Person
from core.persons.search.by_name import MOST_LIKELY, NameSearch
from core.persons.search.statements import born, columns, day_values, in_whole_reach, open_to, scope_values
from core.persons.search.typed import Typed, read

MOST = 25


@dataclass(frozen=True)
class Found:
    """What a search gave, how the text was understood, and whether there were more than are shown.

    `exact` have the number, the date, or the words as typed in their names; `likely` have names that are alike.
    `statsborgerskap` is None where she is not wholly within the user's reach.
    """

    typed: Typed
    exact: Sequence[Row[Any]]
    likely: Sequence[Row[Any]] = ()
    more: bool = False

    @property
    def rows(self) -> list[Row[Any]]:
        """All of them, in the order they are shown."""
        return [*self.exact, *self.likely]


def find(session: Session, user: SignedIn, text: str, most: int = MOST) -> Found:
    """Persons in the user's reach whom the text may mean, at most so many."""
    typed = read(text, today(session))
    listed = user.can(SHIELDED)
    numbered = _by_number_or_date(session, typed, most, listed)
    if not typed.words:
        return Found(typed, numbered[:most], more=len(numbered) > most)
    search = NameSearch(session, typed, most, listed, {row.id: row for row in numbered})
    exact = search.exact()
    room = 0 if search.more else min(most - len(exact), MOST_LIKELY)
    return Found(typed, exact, search.likely()[:room] if room else [], search.more)


def _by_number_or_date(session: Session, typed: Typed, most: int, listed: bool) -> list[Row[Any]]:
    """Those with the number or the date; of a name with a digit in it, those who have it as a number."""
    values = scope_values(scope_of(session)) | {"most": most + 1}
    rows: list[Row[Any]] = []
    if typed.days and not typed.words:
        rows += _read(session, and_(born(), open_to()), values | day_values(typed.days), listed)
    condition = numbered(session, typed)
    return rows if condition is None else rows + _read(session, condition, values, listed)


def _read(session: Session, condition: ColumnElement[bool], values: dict[str, Any], listed: bool) -> list[Row[Any]]:
    statement = select(*columns(scope_of(session).everyone)).where(condition)
    ordered = statement.order_by(Person.etternavn_sok, Person.fornavn_sok, Person.id).limit(bindparam("most"))
    return list(session.execute(ordered, values, execution_options={"listed": listed}).all())


def numbered(session: Session, typed: Typed) -> ColumnElement[bool] | None:
    """SQL: she has the number, or a record merged into hers had it. None where no number was typed.

    DUF stands beside the name. The others are seen with the whole person, and so a search must not tell them.
    """
    numbers = _numbers(typed)
    if not numbers:
        return None
    has: list[ColumnElement[bool]] = [getattr(Person, kind) == number for kind, number in numbers]
    merged = {one.person_id for one in by_number(session, numbers).values()}
    known = or_(*has, Person.id.in_(sorted(merged))) if merged else or_(*has)
    return known if typed.kind == "duf" else and_(known, in_whole_reach(scope_of(session).everyone))


def _numbers(typed: Typed) -> list[Number]:
    """The numbers a text may be. Eleven digits may also be a UNHCR-number without its dash."""
    if typed.kind == "fnr":
        return [("fnr", typed.value), ("unhcr", f"{typed.value[:3]}-{typed.value[3:]}")]
    if typed.value:
        return [(typed.kind, typed.value)]
    return [("regnr", typed.raw), ("unhcr", typed.raw)] if typed.raw else []
