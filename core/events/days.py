"""Each day's digest of the access log: a line of the event log, so that the chain covers what was seen too.

The access log is not chained itself: every answer would wait for the one before. A day is a day in Norway.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.access.scope import system_scope
from core.clock import OSLO
from core.events.models import AccessLog, AccessLogPerson, Event, EventText
from core.events.record import NewLine, locked_head, record_many
from core.house import House, house_of

TYPE = "innsyn_dag"
"""The lines that hold a day's digest."""
GRACE = timedelta(minutes=10)
"""So long after midnight the last answers of a day are surely written."""
ONE = timedelta(days=1)


@dataclass(frozen=True)
class DayDigest:
    """What a day of the access log comes to: how many persons were shown, and the hash of all of it."""

    day: date
    antall: int
    digest: str


@dataclass(frozen=True)
class Locked:
    """A line of the event log that holds a day's digest; `kept` is None where its text is gone."""

    number: int
    kept: DayDigest | None


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The moment (UTC) at which the first day begins in Norway, and the one at which the last has ended."""
    begins, ends = (datetime.combine(day, time(), OSLO).astimezone(UTC) for day in (first, last + ONE))
    return begins, ends


def lock_days(house: House) -> int:
    """Writes the digest of every whole day that has none; gives how many. Running it again changes nothing.

    The digests are computed before the log is held, so that nobody waits for them.
    """
    with house.session() as session:
        wanted = _without_digest(session)
        found = list(digests(session, *wanted)) if wanted else []
    if not found:
        return 0
    with house.session(write=True) as session, system_scope(session, "innsynslogg"):
        session.info["actor"] = "jobb"
        locked_head(session)
        standing = {one.kept.day for one in locked(session) if one.kept is not None}
        lines = [_line(one) for one in found if one.day not in standing]
        record_many(session, lines)
        session.commit()
    return len(lines)


def _line(one: DayDigest) -> NewLine:
    data = {"dag": one.day.isoformat(), "antall": one.antall, "digest": one.digest}
    return NewLine(TYPE, "Innsynsloggen for dagen er låst", data=data)


def _without_digest(session: Session) -> tuple[date, date] | None:
    """The first and last whole day without a digest: from the first answer there is, or the last day that has one."""
    days = [one.kept.day for one in locked(session) if one.kept is not None]
    first = max(days) + ONE if days else _first_day(session)
    last = _last_whole_day(house_of(session))
    return (first, last) if first is not None and first <= last else None


def _first_day(session: Session) -> date | None:
    at = session.scalar(select(func.min(AccessLog.at)))
    return at.astimezone(OSLO).date() if at is not None else None


def _last_whole_day(house: House) -> date:
    """Yesterday; the day before it in the first minutes after midnight."""
    return min(house.clock.today(), (house.clock.now() - GRACE).astimezone(OSLO).date()) - ONE


def locked(session: Session) -> list[Locked]:
    """The days that have a digest, as they stand in the event log."""
    rows = session.execute(
        select(Event.id, EventText.data)
        .outerjoin(EventText, EventText.event_id == Event.id)
        .where(Event.type == TYPE)
        .order_by(Event.id)
    )
    return [Locked(number, _kept(data)) for number, data in rows]


def _kept(data: Any) -> DayDigest | None:
    return DayDigest(date.fromisoformat(data["dag"]), data["antall"], data["digest"]) if data else None


def digests(session: Session, first: date, last: date) -> Iterator[DayDigest]:
    """What each day comes to, from the first to the last, also those on which nobody was shown."""
    expected = first
    for day, rows in groupby(_rows(session, first, last), key=lambda row: row.at.astimezone(OSLO).date()):
        yield from (_digest(empty, ()) for empty in _days(expected, day))
        yield _digest(day, rows)
        expected = day + ONE
    yield from (_digest(empty, ()) for empty in _days(expected, last + ONE))


def _days(first: date, end: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((end - first).days))


def _rows(session: Session, first: date, last: date) -> Any:
    begins, ends = bounds(first, last)
    log, person = AccessLog, AccessLogPerson
    copies = (person.at.label("copied_at"), person.user_id.label("copied_user"))
    return session.execute(
        select(log.at, log.id, log.user_id, log.endpoint, log.request_id, person.person_id, *copies)
        .outerjoin(person, person.log_id == log.id)
        .where(log.at >= begins, log.at < ends)
        .order_by(log.at, log.id, person.person_id)
        .execution_options(yield_per=5000)
    )


def _digest(day: date, rows: Any) -> DayDigest:
    whole, number = hashlib.sha256(), 0
    for row in rows:
        whole.update(json.dumps([str(value) for value in row]).encode())
        number += 1
    return DayDigest(day, number, whole.hexdigest())
