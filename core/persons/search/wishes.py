"""Avansert søk: any of the fields together, as values. What is told of a person follows how much of her is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.access.scope import scope_of
from core.access.users import SHIELDED, SignedIn, same_unit
from core.codes.languages import language
from core.dates import add_years
from core.house import today
from core.persons.models import Bosted, NameWord, Person, Tillatelse
from core.persons.search.born import Days
from core.persons.search.people import numbered
from core.persons.search.statements import END, columns, open_to, scope_values, wholly_seen
from core.persons.search.typed import Typed
from core.persons.search.words import wanted
from core.places.models import Mottak

PAGE = 25
MOST_PAGES = 100
COUNTED = 10_000
NEAR = 0.78
"""How near a name must be here (core.persons.sounds): all that are alike stand in one list."""


@dataclass(frozen=True)
class Wishes:
    """What was asked for; empty is whoever it may be. `number` is a recognised number, `words` a name in a-z."""

    words: tuple[str, ...] = ()
    number: Typed | None = None
    days: Days = ()
    age_from: int | None = None
    age_to: int | None = None
    statsborgerskap: str = ""
    morsmal: str = ""
    mottak: str = ""
    kommune: str = ""
    tillatelse: str = ""


@dataclass(frozen=True)
class Page:
    """A page of what was found; `total` stops at 10,000 for one who sees everybody."""

    rows: Sequence[Row[Any]]
    total: int
    side: int

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return min(-(-self.total // PAGE), MOST_PAGES)


def search(session: Session, user: SignedIn, wishes: Wishes, side: int) -> Page:
    """One page of the persons within reach who have all that was asked for, by name."""
    statement = select(*columns(scope_of(session).everyone)).where(*_conditions(session, wishes))
    values, options = scope_values(scope_of(session)), {"listed": user.can(SHIELDED)}
    inner = statement.with_only_columns(Person.id).limit(COUNTED + 1)
    counting = select(func.count()).select_from(Person).where(Person.id.in_(inner))
    total = session.execute(counting, values, execution_options=options).scalar_one()
    ordered = statement.order_by(Person.etternavn_sok, Person.fornavn_sok, Person.id)
    rows = session.execute(ordered.limit(PAGE).offset((side - 1) * PAGE), values, execution_options=options).all()
    return Page(rows, total, side)


def _conditions(session: Session, wishes: Wishes) -> list[ColumnElement[bool]]:
    day, found = today(session), []
    if wishes.words:
        found += [_named(some.at_least(NEAR), some.typed) for some in wanted(session, wishes.words)]
    if wishes.number is not None:
        condition = numbered(session, wishes.number)
        found += [] if condition is None else [condition]
    if told := _told(wishes, day):
        found += [open_to(), *told]
    if whole := _whole(wishes, day):
        found += [wholly_seen(scope_of(session).everyone), *whole]
    return found


def _named(words: Sequence[str], typed: str) -> ColumnElement[bool]:
    name = aliased(NameWord)
    begins = and_(name.ord >= typed, name.ord < typed + END)
    return Person.id.in_(select(name.person_id).where(or_(begins, name.ord.in_(words))))


def _told(wishes: Wishes, day: date) -> list[ColumnElement[bool]]:
    """What stands beside the name: the birth date."""
    found: list[ColumnElement[bool]] = []
    if wishes.days:
        found.append(or_(*(Person.fodselsdato.between(first, last) for first, last in wishes.days)))
    if wishes.age_from is not None:
        found.append(Person.fodselsdato <= add_years(day, -wishes.age_from))
    if wishes.age_to is not None:
        found.append(Person.fodselsdato > add_years(day, -wishes.age_to - 1))
    return found


def _whole(wishes: Wishes, day: date) -> list[ColumnElement[bool]]:
    """What is seen with the whole person."""
    found: list[ColumnElement[bool]] = []
    if wishes.statsborgerskap:
        found.append(Person.statsborgerskap == wishes.statsborgerskap)
    if wishes.morsmal:
        found.append(Person.morsmal.in_(_spellings(wishes.morsmal)))
    if wishes.mottak:
        found.append(_lives(day, Bosted.mottak == wishes.mottak))
    if wishes.kommune:
        numbers = sorted(unit.removeprefix("kommune:") for unit in same_unit(f"kommune:{wishes.kommune}", day))
        there = func.coalesce(Bosted.kommune_valgt, Bosted.kommune, Mottak.kommune).in_(numbers)
        found.append(_lives(day, there))
    if wishes.tillatelse:
        found.append(_permitted(day, wishes.tillatelse))
    return found


def _spellings(code: str) -> list[str]:
    """A language by its two letters and by its three: a person's is kept as it came."""
    known = language(code)
    return [code] if known is None else [one for one in (known.key, known.more["iso639_1"]) if one]


def _lives(day: date, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    homes: Select[Any] = select(Bosted.person_id).outerjoin(Mottak, Mottak.kode == Bosted.mottak)
    return Person.id.in_(homes.where(Bosted.fra <= day, or_(Bosted.til.is_(None), Bosted.til >= day), condition))


def _permitted(day: date, type: str) -> ColumnElement[bool]:
    valid = or_(Tillatelse.gyldig_til.is_(None), Tillatelse.gyldig_til >= day)
    permits = select(Tillatelse.person_id).where(Tillatelse.type == type, Tillatelse.trukket.is_(None), valid)
    return Person.id.in_(permits)
