"""A kommune that was divided: whose home is not yet placed in one of the new ones, and IMDi's answer."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from core.events.record import record
from core.facts import facts_changed
from core.persons.models import Bosted
from core.places.followed import all_splits, became, splits
from core.places.tables import tables


@cache
def divided_numbers() -> frozenset[str]:
    """Every number that meets a split, also by renumbering before it."""
    known = {split.gammelt for split in all_splits()}
    return frozenset(number for number in (*known, *tables().endringer) if splits(number))


def undecided(session: Session, day: date, most: int) -> Sequence[Row[Any]]:
    """Homes of today (id, person, number, from) in a divided kommune that nobody has placed, at most so many."""
    numbers = sorted(number for number in divided_numbers() if len(became(number, day)) > 1)
    statement = (
        select(Bosted.id, Bosted.person_id, Bosted.kommune, Bosted.fra)
        .where(Bosted.kommune.in_(numbers), Bosted.kommune_valgt.is_(None), Bosted.mottak.is_(None))
        .where(Bosted.fra <= day, or_(Bosted.til.is_(None), Bosted.til >= day))
        .order_by(Bosted.fra, Bosted.id)
        .limit(most)
    )
    return session.execute(statement).all()


def home_to_decide(session: Session, person_id: uuid.UUID, bosted_id: uuid.UUID) -> Bosted | None:
    """The home when it is hers and its kommune was divided."""
    home = session.scalar(select(Bosted).where(Bosted.id == bosted_id, Bosted.person_id == person_id))
    return home if home is not None and home.kommune in divided_numbers() else None


def choices(number: str, day: date) -> tuple[str, ...]:
    """The kommuner it was divided into, as they are numbered when it happened. Empty before the day of the split."""
    return next((split.nye for split in splits(number) if split.dato <= day), ())


def choose_kommune(session: Session, home: Bosted, number: str) -> None:
    """Says which of the new kommuner she lives in, and logs it. Raises ValueError for one it did not become."""
    if not any(number in split.nye for split in splits(home.kommune or "")):
        raise ValueError(f"{home.kommune} did not become {number}")
    before, home.kommune_valgt = home.kommune_valgt, number
    session.flush()
    data = {"for": {"Kommune": before or home.kommune}, "etter": {"Kommune": number}}
    record(session, "bosted_kommune_valgt", "Kommune valgt etter deling", person_id=home.person_id, data=data)
    facts_changed(session, [home.person_id])
