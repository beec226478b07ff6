"""Fills a demonstration's database: mottak, persons, what follows from them, and the plugins' rows about them."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from sqlalchemy.orm import Session

from core.access.reach import refresh_reach
from core.access.scope import system_scope
from core.access.shielding import refresh_shielding
from core.demo.build import Rows, household_rows
from core.demo.draw import Draw
from core.demo.places import mottak_rows
from core.demo.situations import households
from core.events.record import record
from core.house import house_of
from core.ordninger.run import run_rules
from core.persons.models import Person
from core.persons.name_rows import new_names

CHUNK = 500
"""Persons a statement names at most."""


def fill(session: Session, count: int, seed: int) -> int:
    """Adds so many persons; the same seed on the same day gives the same rows. Gives how many there are now.

    Only what core computes (reach, ordninger) has ids of its own each time. The caller commits.
    """
    house = house_of(session)
    draw = Draw(random.Random(seed), house.clock.today())  # noqa: S311 - names for a demonstration
    with system_scope(session, "demo"):
        session.add_all(mottak_rows())
        persons = _add_persons(session, draw, count)
        ids = [person.id for person in persons]
        _each(ids, lambda part: refresh_shielding(session, part))
        _each(ids, lambda part: run_rules(session, part, dependents=False))
        house.plugins.strict("demo_data", session=session, persons=persons, random=draw.random)
        session.flush()
        _each(ids, lambda part: refresh_reach(session, part))
        _each(ids, lambda part: run_rules(session, part, dependents=False))
    return len(persons)


def _add_persons(session: Session, draw: Draw, count: int) -> list[Person]:
    made = list(islice(_rows(draw), count))
    session.add_all(person for person, _ in made)
    session.flush()
    new_names(session, [(person.id, person.fornavn, person.etternavn) for person, _ in made])
    session.add_all(row for _, rows in made for row in rows)
    session.flush()
    for person, _ in made:
        record(session, "person_lest_inn", "Person lest inn", person_id=person.id)
    return [person for person, _ in made]


def _rows(draw: Draw) -> Iterator[Rows]:
    for number, drafts in enumerate(filter(None, households(draw)), start=1):
        yield from household_rows(draw, number, drafts)


def _each(ids: Sequence[uuid.UUID], do: Callable[[Sequence[uuid.UUID]], object]) -> None:
    for start in range(0, len(ids), CHUNK):
        do(ids[start : start + CHUNK])
