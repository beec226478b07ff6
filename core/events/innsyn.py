"""Reads the access log: who has seen a person, and what a user has seen and done, newest first, a page at a time."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import Session

from core.access.models import AppUser, UserRole
from core.access.scope import Scope, reached, scope_of, unshielded, wholly_reached
from core.db import Moment
from core.events.days import bounds
from core.events.models import AccessLog, AccessLogPerson, Event, EventText
from core.persons.merging.models import SammenslattPerson
from core.persons.models import Person

PAGE = 50
SORTED = (Person.etternavn_sok, Person.fornavn_sok)
"""The order of names."""


@dataclass(frozen=True)
class Sought:
    """What is looked for: a period whose days both count, one user (of a person's), and what comes after an answer.

    `after` is the moment and id of the last answer that was shown.
    """

    fra: date | None = None
    til: date | None = None
    user_id: uuid.UUID | None = None
    after: tuple[datetime, uuid.UUID] | None = None


@dataclass(frozen=True)
class Who:
    """A user as a log names her; `units` are those of her roles today."""

    navn: str
    brukernavn: str
    units: tuple[str, ...]


def seen_by(session: Session, ids: Sequence[uuid.UUID], sought: Sought, most: int = PAGE) -> Sequence[Row[Any]]:
    """Answers that showed a person (at, log_id, user_id, endpoint), newest first; one more than `most` if there are.

    `ids` are all she has had (core.persons.merging.former). The caller has asked for her reach first.
    """
    row = AccessLogPerson
    statement = (
        select(row.at, row.log_id, row.user_id, AccessLog.endpoint)
        .join(AccessLog, AccessLog.id == row.log_id)
        .where(_one_of(row.person_id, ids), *_narrowed(row.at, row.log_id, sought))
        .order_by(row.at.desc(), row.log_id.desc())
        .limit(most + 1)
    )
    if sought.user_id is not None:
        statement = statement.where(row.user_id == sought.user_id)
    if len(ids) > 1:  # an answer may have shown two of them
        statement = statement.distinct()
    return session.execute(statement).all()


def _one_of(column: Any, ids: Sequence[uuid.UUID]) -> ColumnElement[bool]:
    """SQL: one id, as almost everyone has, is asked for so that an index gives the order too."""
    found: ColumnElement[bool] = column == ids[0] if len(ids) == 1 else column.in_(ids)
    return found


def users_who_saw(session: Session, ids: Sequence[uuid.UUID]) -> Sequence[uuid.UUID]:
    """Every user that has been shown this person, under any of her ids."""
    row = AccessLogPerson
    return session.scalars(select(row.user_id).where(_one_of(row.person_id, ids)).distinct()).all()


def answer_shown(session: Session, log_id: uuid.UUID, *conditions: ColumnElement[bool]) -> datetime | None:
    """When an answer was given that a page ended with; None where it is none of those the conditions allow."""
    return session.scalar(select(AccessLog.at).where(AccessLog.id == log_id, *conditions))


def showed(ids: Sequence[uuid.UUID]) -> ColumnElement[bool]:
    """SQL: the answer showed this person, under any of her ids."""
    row = AccessLogPerson
    shown = select(row.log_id).where(row.log_id == AccessLog.id, _one_of(row.person_id, ids))
    return exists(shown.correlate(AccessLog))


def names_of(session: Session, user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Who]:
    """Users by id, with the units of their roles."""
    ids = sorted(set(user_ids))
    units: dict[uuid.UUID, list[str]] = {}
    held = select(UserRole.user_id, UserRole.unit_id).where(UserRole.user_id.in_(ids), UserRole.unit_id != "")
    for user_id, unit_id in session.execute(held.distinct().order_by(UserRole.unit_id)):
        units.setdefault(user_id, []).append(unit_id)
    rows = session.execute(select(AppUser.id, AppUser.navn, AppUser.brukernavn).where(AppUser.id.in_(ids)))
    return {row.id: Who(row.navn, row.brukernavn, tuple(units.get(row.id, ()))) for row in rows}


def views_of(session: Session, user_id: uuid.UUID, units: Collection[str], sought: Sought) -> Sequence[Row[Any]]:
    """Answers that showed a user someone within these units' reach (at, id, endpoint), newest first."""
    row = AccessLogPerson
    found = (
        select(row.at, row.log_id)
        .where(row.user_id == user_id)
        .where(or_(and_(_near(scope_of(session), row.person_id, units), _open(session)), _merged(session, row, units)))
        .where(*_narrowed(row.at, row.log_id, sought))
        .distinct()
        .order_by(row.at.desc(), row.log_id.desc())
        .limit(PAGE + 1)
        .subquery()
    )
    statement = select(found.c.at, AccessLog.id, AccessLog.endpoint).join(AccessLog, AccessLog.id == found.c.log_id)
    return session.execute(statement.order_by(found.c.at.desc(), AccessLog.id.desc())).all()


def persons_in(
    session: Session, log_ids: Collection[uuid.UUID], units: Collection[str]
) -> Mapping[uuid.UUID, list[Row[Any]]]:
    """Whom each answer showed of those within these units' reach, by name."""
    found: dict[uuid.UUID, list[Row[Any]]] = {}
    statement = (
        select(AccessLogPerson.log_id, Person.id, Person.fornavn, Person.etternavn, *SORTED)
        .outerjoin(SammenslattPerson, SammenslattPerson.tidligere_id == AccessLogPerson.person_id)
        .join(Person, Person.id == _she_now(AccessLogPerson))
        .where(AccessLogPerson.log_id.in_(log_ids), _within(session, units))
        .distinct()
        .order_by(*SORTED, Person.id)
    )
    for row in session.execute(statement):
        found.setdefault(row.log_id, []).append(row)
    return found


def events_by(
    session: Session, actor: str, units: Collection[str], sought: Sought, before: int | None = None
) -> Sequence[Row[Any]]:
    """What a user did about persons within these units' reach, newest first, before a line's number when given."""
    scope = scope_of(session)
    statement = (
        select(
            Event.text_digest.label("token"),
            Event.at,
            Event.type,
            EventText.summary,
            EventText.data,
            Person.id.label("person_id"),
            Person.fornavn,
            Person.etternavn,
        )
        .join(EventText, EventText.event_id == Event.id)
        .outerjoin(SammenslattPerson, SammenslattPerson.tidligere_id == Event.person_id)
        .join(Person, Person.id == _she_now(Event))
        .where(Event.actor == actor, *_period(Event.at, sought))
        .where(or_(_near(scope, Event.person_id, units), _merged(session, Event, units)))
        .where(unshielded(Person.skjermet, Person.id, sorted(scope.opened)))
        .order_by(Event.id.desc())
        .limit(PAGE + 1)
    )
    if before is not None:
        statement = statement.where(Event.id < before)
    return session.execute(statement).all()


def _within(session: Session, units: Collection[str]) -> ColumnElement[bool]:
    """SQL: the person is wholly within these units' reach today, and not shielded or opened."""
    scope = scope_of(session)
    near = true() if _everyone(scope, units) else reached(Person.id, _own(scope, units), scope.day, True)
    return and_(near, unshielded(Person.skjermet, Person.id, sorted(scope.opened)))


def _near(scope: Scope, person_id: Any, units: Collection[str]) -> ColumnElement[bool]:
    """SQL: this person is wholly within these units' reach today; for what may pass thousands before it finds fifty.

    Said as a set that is found once: asked for each of 20,000 views of strangers it takes ten times as long.
    """
    return true() if _everyone(scope, units) else person_id.in_(wholly_reached(_own(scope, units), scope.day))


def _everyone(scope: Scope, units: Collection[str]) -> bool:
    return scope.everyone and "imdi" in units


def _own(scope: Scope, units: Collection[str]) -> list[str]:
    """Those of the units where the session sees persons."""
    return sorted(scope.units & set(units))


def _merged(session: Session, row: Any, units: Collection[str]) -> ColumnElement[bool]:
    """SQL: the row tells of a record that was merged into someone wholly within these units' reach."""
    near = _near(scope_of(session), SammenslattPerson.person_id, units)
    found: ColumnElement[bool] = row.person_id.in_(select(SammenslattPerson.tidligere_id).where(near))
    return found


def _she_now(row: Any) -> ColumnElement[uuid.UUID]:
    """SQL: the id of her whom the row tells of, also where its record was merged into hers."""
    return func.coalesce(SammenslattPerson.person_id, row.person_id)


def _open(session: Session) -> ColumnElement[bool]:
    """SQL: the person an answer showed is not shielded, or opened."""
    opened = sorted(scope_of(session).opened)
    person = select(Person.id).where(Person.id == AccessLogPerson.person_id)
    return exists(person.where(unshielded(Person.skjermet, Person.id, opened)).correlate(AccessLogPerson))


def _narrowed(at: Any, id: Any, sought: Sought) -> list[ColumnElement[bool]]:
    conditions = _period(at, sought)
    if sought.after is not None:
        moment, last = sought.after
        conditions.append(tuple_(at, id) < tuple_(literal(moment, Moment()), literal(last)))
    return conditions


def _period(at: Any, sought: Sought) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if sought.fra is not None:
        conditions.append(at >= bounds(sought.fra, sought.fra)[0])
    if sought.til is not None:
        conditions.append(at < bounds(sought.til, sought.til)[1])
    return conditions
