"""A line of an ordning is its unit's while the unit follows her up, before and after nobody's; both walls say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, aliased

from core.access.scope import Scope, set_scope, system_scope
from core.house import House
from core.ordninger.models import OrdningLinje
from core.testing.people import MakePerson
from tests.plugins.fakes import fake, gives, ordning, period

LIFE = [
    {"type": "mottak", "mottak": "M102", "fra": "2021-01-01", "til": "2022-06-30"},
    {"type": "kommune", "kommune": "0301", "fra": "2022-07-01"},
]
UNITS = ("kommune:4204", "kommune:0301", "mottak:M102", "kommune:1103")
WHOLE = {date(2022, 6, 30): {"kommune:4204", "mottak:M102"}, date(2022, 7, 1): {"kommune:0301"}}
"""Who sees all of her on the last day in the mottak, and on the first in the kommune: her lines with it."""
line = OrdningLinje
LOOKS: dict[str, Callable[[Session], list[Any]]] = {
    "columns": lambda session: list(session.scalars(select(line.id))),
    "entities": lambda session: [one.id for one in session.scalars(select(line))],
    "alias": lambda session: list(session.scalars(select(aliased(line).id))),
    "subquery": lambda session: list(session.scalars(select(select(line.id).subquery().c.id))),
    "counted": lambda session: [None] * (session.scalar(select(func.count(line.id))) or 0),
    "sql": lambda session: list(session.scalars(text("SELECT id FROM ordning_linje"))),
}


@pytest.fixture
def house(make_app: Callable[..., Flask], tmp_path: Path) -> House:
    """A house with one person whose norsk runs from 2021, and her two lines."""
    rule = ordning("norsk", lambda facts: (period("norsk", date(2021, 1, 2)),))
    made: House = make_app([fake("alfa", register_ordninger=gives(rule))]).extensions["fotfeste"]
    MakePerson(made, tmp_path)(bosted=LIFE)
    return made


@pytest.mark.parametrize("look", LOOKS)
def test_through_the_unit_on_its_days_alone(house: House, look: str, database: str) -> None:
    if look == "sql" and database.startswith("sqlite"):
        pytest.skip("SQLite has no row level security")
    for day, whole in WHOLE.items():
        for unit in UNITS:
            with house.session() as session:
                set_scope(session, Scope(day, frozenset({unit})))
                assert len(LOOKS[look](session)) == (2 if unit in whole else 0), (day, unit)


def test_on_a_day_when_nobody_sees_her_wholly(house: House) -> None:
    """The stretch itself lets the unit in: with reach gone, each sees the line of its own days and no other."""
    from core.access.models import Reach

    with house.session(write=True) as session, system_scope(session, "test"):
        for row in session.scalars(select(Reach)):
            session.delete(row)
        session.commit()
    seen = {}
    for day in WHOLE:
        for unit in UNITS:
            with house.session() as session:
                set_scope(session, Scope(day, frozenset({unit})))
                seen[day, unit] = list(session.scalars(select(line.unit_id)))
    own = {date(2022, 6, 30): "kommune:4204", date(2022, 7, 1): "kommune:0301"}
    assert seen == {(day, unit): [unit] if own[day] == unit else [] for day in WHOLE for unit in UNITS}
