"""Reads open lines by their frist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, or_, select
from sqlalchemy.orm import Session

from core.access.users import SignedIn
from core.house import house_of
from core.months import month_of
from core.ordninger.lists.facets import open_now
from core.ordninger.lists.registered import laws
from core.ordninger.lists.whose import whose
from core.ordninger.models import NEVER, OrdningLinje

SHOWN = 50
VERBS = {"meg": "endre", "enheten": "se"}
"""Whose deadlines: in the ordninger one registers in oneself, or in all the unit follows up."""


@dataclass(frozen=True)
class Due:
    """A stretch of days: its first and last day (None: without beginning), how many lines fall due in it, and the first
    of them.
    """

    key: str
    fra: date | None
    til: date
    number: int
    rows: Sequence[Row[Any]]


def stretches_of(day: date) -> list[tuple[str, date | None, date]]:
    """Overdue, the rest of this week (to Sunday), and the rest of this month; each day stands in one alone."""
    sunday, last = day + timedelta(days=6 - day.weekday()), month_of(day).last_day
    found: list[tuple[str, date | None, date]] = [("forfalt", None, day - timedelta(days=1)), ("uke", day, sunday)]
    return [*found, ("maned", sunday + timedelta(days=1), last)] if last > sunday else found


def due(session: Session, user: SignedIn, verb: str) -> list[Due]:
    """What is overdue and falls due this week and this month, soonest first; the first 50 of each."""
    day = house_of(session).clock.today()
    mine = _mine(session, user, verb, day)
    if mine is None:
        return []
    parts = stretches_of(day)
    counts = select(*(func.sum(case((_within(fra, til), 1), else_=0)) for _key, fra, til in parts))
    numbers = session.execute(counts.where(*mine, OrdningLinje.frist <= parts[-1][2])).one()
    return [
        Due(key, fra, til, number or 0, soonest(session, mine, _within(fra, til), SHOWN) if number else ())
        for (key, fra, til), number in zip(parts, numbers, strict=True)
    ]


def due_by(session: Session, user: SignedIn, last: date, most: int) -> Sequence[Row[Any]]:
    """What is overdue or falls due by a day in the ordninger the user registers in, soonest first."""
    mine = _mine(session, user, "endre", house_of(session).clock.today())
    return soonest(session, mine, OrdningLinje.frist <= last, most) if mine is not None else ()


def soonest(
    session: Session, mine: Sequence[ColumnElement[bool]], more: ColumnElement[bool], most: int
) -> Sequence[Row[Any]]:
    """The lines with the first frist."""
    line = OrdningLinje
    about = (line.id, line.person_id, line.duf, line.fornavn, line.etternavn, line.unit_id, line.bydel)
    statement = select(*about, line.ordning, line.kategori, line.frist, line.frist_grunn).where(*mine, more)
    return session.execute(statement.order_by(line.frist, line.id).limit(most)).all()


def _within(fra: date | None, til: date) -> ColumnElement[bool]:
    frist = OrdningLinje.frist
    return frist <= til if fra is None else frist.between(fra, til)


def _mine(session: Session, user: SignedIn, verb: str, day: date) -> list[ColumnElement[bool]] | None:
    """SQL for the open lines of every law where the user may do this; None where there is none."""
    line, registry = OrdningLinje, house_of(session).plugins.registry
    parts = []
    for lov in laws(registry):
        held = whose(registry, user, lov, day, verb)
        every = [one for one in registry.ordninger.values() if one.law == lov]
        if held.groups:
            parts.append((line.lov == lov) & held.condition(line, every))
    if not parts:
        return None
    return [or_(*parts), line.skjermet.is_(False), open_now(line, day), line.frist < NEVER]
