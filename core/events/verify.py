"""Checks the chain of the event log, the days of the access log it covers, and the anchor; names where it broke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.clock import OSLO
from core.events.days import ONE, Locked, bounds, digests, locked
from core.events.models import AccessLog, Event, EventHead, EventText
from core.events.record import START, line_hash, text_digest


@dataclass(frozen=True)
class Verdict:
    """The log's state: `number` of lines and the last `hash` (the anchor), and `days` of the access log that it covers.

    Broken: the line (`broken_at`), or the day of the access log (`day`), and why.
    """

    number: int
    hash: str
    broken_at: int | None = None
    why: str = ""
    day: date | None = None
    days: int = 0


def verify(session: Session, anchors: Mapping[int, str] | None = None) -> Verdict:
    """Reads both logs in pieces, as they stood at one moment; stops at the first line or day that does not fit.

    Give it a session that has not been used: on PostgreSQL its transaction must begin here.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    chain = _chain(session, anchors or {})
    return chain if chain.broken_at is not None else _days(session, chain)


def _chain(session: Session, anchors: Mapping[int, str]) -> Verdict:
    before, number, anchored = START, 0, 0
    rows = session.execute(
        select(Event.__table__, EventText.__table__)
        .outerjoin(EventText.__table__, Event.__table__.c.id == EventText.__table__.c.event_id)
        .order_by(Event.__table__.c.id)
        .execution_options(yield_per=2000)
    )
    for row in rows.mappings():
        fault = _fault(before, number + 1, row)
        if fault:
            return Verdict(number, before, number + 1, fault)
        before, number = row["hash"], row["id"]
        if number in anchors:
            if anchors[number] != before:
                why = f"loggen er skrevet om, for linje {number} er en annen enn i ankeret"
                return Verdict(number, before, anchored + 1, why)
            anchored = number
    return _against_end(session, Verdict(number, before), max(anchors, default=0))


def _fault(before: str, expected: int, row) -> str:  # type: ignore[no-untyped-def]
    if row["id"] != expected:
        return "linjen mangler"
    if row["salt"] is not None and text_digest(row["salt"], row["summary"], row["data"]) != row["text_digest"]:
        return "teksten er endret"
    if line_hash(before, row) != row["hash"]:
        return "linjen er endret, byttet eller satt inn"
    return ""


def _against_end(session: Session, found: Verdict, anchored: int) -> Verdict:
    """The end of the log is where its head says, and not before the last anchor."""
    number, before = found.number, found.hash
    if anchored > number:
        return Verdict(number, before, number + 1, f"slutten av loggen mangler, for ankeret har linje {anchored}")
    head = session.scalar(select(EventHead).where(EventHead.id == 1))
    if head is None and number == 0:
        return found
    if head is None or (head.number, head.hash) != (number, before):
        return Verdict(number, before, number + 1, "slutten av loggen mangler")
    return found


def _days(session: Session, chain: Verdict) -> Verdict:
    """The access log, day for day, against the digests the chain covers."""
    lines = locked(session)
    for one, nearest in zip(lines, [None, *lines], strict=False):
        if fault := _line_fault(one, nearest):
            return Verdict(chain.number, chain.hash, one.number, fault)
    kept = [one.kept for one in lines if one.kept is not None]
    if not kept:
        return chain
    if early := _before(session, kept[0].day):
        return Verdict(chain.number, chain.hash, day=early, why="det er kommet til innsyn før loggen begynte")
    for found, wanted in zip(digests(session, kept[0].day, kept[-1].day), kept, strict=True):
        if found != wanted:
            why = f"da den ble låst, sto det {wanted.antall} visninger, og nå {found.antall}"
            return Verdict(chain.number, chain.hash, day=found.day, why=why)
    return Verdict(chain.number, chain.hash, days=len(kept))


def _line_fault(one: Locked, nearest: Locked | None) -> str:
    if one.kept is None:
        return "teksten med sammendraget av innsynsloggen er borte"
    if nearest is not None and nearest.kept is not None and one.kept.day != nearest.kept.day + ONE:
        return "sammendraget gjelder ikke dagen etter det forrige"
    return ""


def _before(session: Session, first: date) -> date | None:
    at = session.scalar(select(func.min(AccessLog.at)).where(AccessLog.at < bounds(first, first)[0]))
    return at.astimezone(OSLO).date() if at is not None else None
