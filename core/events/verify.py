"""Checks the chain of the event log and names the place where it breaks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.events.models import Event, EventHead, EventText
from core.events.record import START, line_hash, text_digest


@dataclass(frozen=True)
class Verdict:
    """The log's state: `number` of lines and the last `hash` (the anchor), or the line where it breaks and why."""

    number: int
    hash: str
    broken_at: int | None = None
    why: str = ""


def verify(session: Session) -> Verdict:
    """Reads the whole log in pieces, as it stood at one moment; stops at the first line that does not fit.

    Give it a session that has not been used: on PostgreSQL its transaction must begin here.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    before, number = START, 0
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
    return _against_head(session, number, before)


def _fault(before: str, expected: int, row) -> str:  # type: ignore[no-untyped-def]
    if row["id"] != expected:
        return "linjen mangler"
    if row["salt"] is not None and text_digest(row["salt"], row["summary"], row["data"]) != row["text_digest"]:
        return "teksten er endret"
    if line_hash(before, row) != row["hash"]:
        return "linjen er endret, byttet eller satt inn"
    return ""


def _against_head(session: Session, number: int, before: str) -> Verdict:
    head = session.scalar(select(EventHead).where(EventHead.id == 1))
    if head is None and number == 0:
        return Verdict(0, before)
    if head is None or (head.number, head.hash) != (number, before):
        return Verdict(number, before, number + 1, "slutten av loggen mangler")
    return Verdict(number, before)
