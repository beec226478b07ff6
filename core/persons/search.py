"""Finds persons by a whole number or by the beginning of a name, and keeps the words out of addresses."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, delete, false, or_, select
from sqlalchemy.orm import Session

from core.access.scope import in_reach, scope_of, unshielded
from core.access.users import SHIELDED, SignedIn
from core.digits import plain
from core.house import house_of
from core.persons.identifiers import recognise
from core.persons.models import Person, StoredSearch
from core.persons.names import folded

MOST = 50
LONGEST = 200
KEPT = timedelta(hours=1)
END = "\U0010ffff"


@dataclass(frozen=True)
class Found:
    """What a search gave: at most 50 rows, whether there were more, and how the words were understood.

    `remark` is what is odd about a number (core.persons.identifiers); `statsborgerskap` is None where she is not
    wholly within the user's reach.
    """

    words: str
    kind: str
    rows: Sequence[Row[Any]]
    more: bool
    remark: str = ""


def store_search(session: Session, user: SignedIn, words: str) -> uuid.UUID:
    """Keeps the words an hour with the session; gives the random id that stands in the address."""
    now = house_of(session).clock.now()
    session.execute(delete(StoredSearch).where(StoredSearch.utloper < now))
    row = StoredSearch(id=uuid.uuid4(), session_id=user.session_id, ord=words[:LONGEST], utloper=now + KEPT)
    session.add(row)
    session.flush()
    return row.id


def stored_words(session: Session, user: SignedIn, search_id: uuid.UUID) -> str | None:
    """The words of a search of this very session; None when it is another's or an hour has gone."""
    row = session.scalar(
        select(StoredSearch).where(StoredSearch.id == search_id, StoredSearch.session_id == user.session_id)
    )
    return row.ord if row is not None and row.utloper > house_of(session).clock.now() else None


def find(session: Session, user: SignedIn, words: str) -> Found:
    """Persons in the user's reach whose whole number, or beginning of a name, was typed; by name."""
    known = recognise(words)
    kind = known.kind if known is not None else "navn"
    whole = in_reach(Person.id, scope_of(session), whole=True)
    condition = _number(kind, known.value, whole) if known is not None and kind != "navn" else _other(words, whole)
    statement = (
        select(
            Person.id,
            Person.duf,
            Person.regnr,
            Person.fornavn,
            Person.etternavn,
            Person.fodselsdato,
            _if_whole(session, Person.statsborgerskap).label("statsborgerskap"),
            Person.skjermet,
        )
        .where(condition)
        .order_by(Person.etternavn_sok, Person.fornavn_sok, Person.id)
        .limit(MOST + 1)
        .execution_options(listed=user.can(SHIELDED))
    )
    rows = session.execute(statement).all()
    remark = known.remark if known is not None else None
    return Found(words, kind, rows[:MOST], len(rows) > MOST, remark or "")


def _if_whole(session: Session, column: Any) -> Any:
    """The column where all of her may be seen; None where only her name and the unit's own rows are."""
    scope = scope_of(session)
    return case(
        (
            and_(unshielded(Person.skjermet, Person.id, sorted(scope.opened)), in_reach(Person.id, scope, whole=True)),
            column,
        )
    )


def _number(kind: str, value: str, whole: ColumnElement[bool]) -> ColumnElement[bool]:
    """DUF stands beside the name. The others are seen with the whole person, and so a search must not tell them."""
    if kind == "duf":
        return Person.duf == value
    columns: dict[str, Any] = {"fnr": Person.fnr, "regnr": Person.regnr, "unhcr": Person.unhcr}
    return and_(columns[kind] == value, whole) if kind in columns else false()


def _other(words: str, whole: ColumnElement[bool]) -> ColumnElement[bool]:
    """A name; with a digit in it also a reg-number or UNHCR number that looks like none we know, kept as it came."""
    if not any(sign.isdigit() for sign in words):
        return _name(words)
    typed = plain(words).upper()
    return or_(_name(words), and_(or_(Person.regnr == typed, Person.unhcr == typed), whole))


def _name(words: str) -> ColumnElement[bool]:
    """Each word begins the first name or the last name; two words in either order."""
    parts = folded(words).split()
    if not parts:
        return false()
    whole = " ".join(parts)
    ways = [_begins(Person.fornavn_sok, whole), _begins(Person.etternavn_sok, whole)]
    for cut in range(1, len(parts)):
        first, last = " ".join(parts[:cut]), " ".join(parts[cut:])
        ways.append(and_(_begins(Person.fornavn_sok, first), _begins(Person.etternavn_sok, last)))
        ways.append(and_(_begins(Person.etternavn_sok, first), _begins(Person.fornavn_sok, last)))
    return or_(*ways)


def _begins(column: Any, text: str) -> ColumnElement[bool]:
    return and_(column >= text, column < text + END)
