"""Ways to tamper with the logs past Fotfeste, and where verifying must say that it was done."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from core.clock import OSLO
from core.events.days import lock_days
from core.events.models import AccessLog, AccessLogPerson, Event, EventHead
from core.events.record import NewLine, line_hash, record_many
from core.house import House, today

LINES, LOCKED, ANCHORED = 12, 3, 5
"""Lines before the days are locked, days locked after them, and the line the older of two anchors holds."""
DAY = timedelta(days=1)
SECOND = AccessLogPerson.person_id == uuid.UUID(int=1)
OTHER = {"person_id": uuid.UUID(int=9)}


@dataclass(frozen=True)
class Tampering:
    """What is done in the database, the line or the day where it must be found, and whether only the anchor knows."""

    name: str
    do: Callable[[Session], None]
    line: int | None = None
    day: int | None = None
    anchor: bool = False


def write_logs(house: House) -> None:
    """Twelve lines, and answers on three days before today, which are then locked."""
    with house.session(write=True) as session:
        session.info["actor"] = "kari"
        record_many(session, [NewLine("logg_inn", f"Linje {number}") for number in range(LINES)])
        for back in range(LOCKED, 0, -1):
            for minute in range(4):
                _answer(session, house.clock.today() - back * DAY, minute)
        session.commit()
    lock_days(house)


def anchors_of(house: House) -> dict[int, str]:
    """The anchors that were kept outside: the fifth line, and the last."""
    with house.session() as session:
        kept = select(Event.id, Event.hash).where(Event.id.in_([ANCHORED, LINES + LOCKED]))
        return dict(session.execute(kept).tuples().all())


def day_of(house: House, tampering: Tampering) -> date | None:
    """The day where it must be found: the first of the locked is number 1, the day before it 0."""
    if tampering.day is None:
        return None
    return house.clock.today() - (LOCKED + 1 - tampering.day) * DAY


def _answer(session: Session, day: date, minute: int) -> None:
    log_id, user_id = uuid.uuid4(), uuid.UUID(int=1)
    at = datetime.combine(day, time(12, minute), OSLO)
    log = {"id": log_id, "at": at, "user_id": user_id, "endpoint": "persons.person", "request_id": ""}
    session.execute(insert(AccessLog).values(log))
    for number in range(2):
        row = {"log_id": log_id, "person_id": uuid.UUID(int=number), "at": at, "user_id": user_id}
        session.execute(insert(AccessLogPerson).values(row))


def _sql(*statements: str) -> Callable[[Session], None]:
    def do(session: Session) -> None:
        for statement in statements:
            session.execute(text(statement))

    return do


def _moved(*numbers: tuple[int, int]) -> list[str]:
    return [f"UPDATE event SET id = {new} WHERE id = {old}" for old, new in numbers]  # noqa: S608  numbers


def _copied_to_the_end(session: Session) -> None:
    row = session.execute(select(Event.__table__).where(Event.id == 5)).mappings().one()
    head = session.get_one(EventHead, 1)
    session.execute(insert(Event).values({**row, "id": head.number + 1}))
    head.number += 1
    session.flush()


def _cut(session: Session) -> None:
    """The tail is cut off, and a new end made that fits."""
    _sql("DELETE FROM event WHERE id > 8", "DELETE FROM event_text WHERE event_id > 8")(session)
    last = session.scalar(select(Event.hash).where(Event.id == 8))
    session.execute(update(EventHead).values(number=8, hash=last))


def _rewritten(session: Session) -> None:
    """A line is changed, and every hash after it made anew."""
    table: Any = Event.__table__
    before = session.scalar(select(Event.hash).where(Event.id == 6)) or ""
    for row in session.execute(select(table).where(table.c.id > 6).order_by(table.c.id)).mappings().all():
        changed = {**row, "actor": "en annen"} if row["id"] == 7 else dict(row)
        before = line_hash(before, changed)
        session.execute(update(table).where(table.c.id == row["id"]).values(actor=changed["actor"], hash=before))
    session.execute(update(EventHead).values(hash=before))


def _on(back: int, change: Callable[[AccessLog], Any]) -> Callable[[Session], None]:
    """Changes one answer of the day so many days before today."""

    def do(session: Session) -> None:
        rows = session.scalars(select(AccessLog).order_by(AccessLog.at)).all()
        session.execute(change(rows[(LOCKED - back) * 4 + 1]))

    return do


def _added(back: int) -> Callable[[Session], None]:
    def do(session: Session) -> None:
        _answer(session, today(session) - back * DAY, 30)

    return do


TAMPERINGS = (
    Tampering("en linje er endret", _sql("UPDATE event SET actor = 'en annen' WHERE id = 5"), 5),
    Tampering("en tekst er endret", _sql("UPDATE event_text SET summary = 'Annet' WHERE event_id = 5"), 5),
    Tampering("en linje er slettet", _sql("DELETE FROM event WHERE id = 5"), 5),
    Tampering("to linjer er byttet", _sql(*_moved((5, 99), (6, 5), (99, 6))), 5),
    Tampering(
        "en linje er slettet, og resten har fått nye numre",
        _sql("DELETE FROM event WHERE id = 5", *_moved(*((old, old - 1) for old in range(6, LINES + LOCKED + 1)))),
        5,
    ),
    Tampering("en linje er satt inn på slutten", _copied_to_the_end, LINES + LOCKED + 1),
    Tampering("slutten er kuttet", _sql("DELETE FROM event WHERE id > 8"), 9),
    Tampering("slutten er kuttet, med en ny slutt som stemmer", _cut, 9, anchor=True),
    Tampering("en linje er endret, og alle hashene etter er regnet ut på nytt", _rewritten, ANCHORED + 1, anchor=True),
    Tampering("sammendraget av en dag er borte", _sql("DELETE FROM event_text WHERE event_id = 14"), 14),
    Tampering(
        "en annen bruker står på et innsyn",
        _on(2, lambda row: update(AccessLog).where(AccessLog.id == row.id).values(user_id=uuid.UUID(int=9))),
        day=2,
    ),
    Tampering(
        "en person er tatt ut av et innsyn",
        _on(3, lambda row: delete(AccessLogPerson).where(AccessLogPerson.log_id == row.id, SECOND)),
        day=1,
    ),
    Tampering(
        "en annen person står på et innsyn",
        _on(1, lambda row: update(AccessLogPerson).where(AccessLogPerson.log_id == row.id, SECOND).values(OTHER)),
        day=3,
    ),
    Tampering("et innsyn er lagt til", _added(2), day=2),
    Tampering("et innsyn er lagt til før loggen begynte", _added(4), day=0),
)
