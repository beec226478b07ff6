"""What a run would change is told, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from core.access.scope import system_scope
from core.house import House
from core.items import Period, PersonFacts
from core.ordninger.dry_run import Tried, try_all, try_persons
from core.ordninger.models import OrdningPeriode
from core.ordninger.run import run_all
from core.persons.models import Person
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives, ordning, period

START, LATER = date(2021, 1, 1), date(2021, 2, 1)
KATEGORIER = {"norsk_k": "Rett og plikt norsk"}


def alfa(*periods: Period) -> Any:
    """A plugin whose rule gives these periods to everyone."""

    def rule(facts: PersonFacts) -> tuple[Period, ...]:
        return periods

    return fake("alfa", register_ordninger=gives(ordning("norsk", rule, kategorier=KATEGORIER)))


def tried(house: House, *persons: Person) -> Tried:
    """What a run would change."""
    with house.session() as session:
        return try_persons(session, [one.id for one in persons]) if persons else try_all(session, lambda done: None)


def stored(house: House) -> list[tuple[Any, ...]]:
    """Every period there is."""
    with house.session() as session, system_scope(session, "test"):
        rows = session.scalars(select(OrdningPeriode).order_by(OrdningPeriode.id))
        return [(row.id, row.fra, row.til, row.frist, row.beregnet) for row in rows]


def test_how_each_period_would_differ(world: Callable[..., World]) -> None:
    here = world(alfa(period("norsk", START)))
    person, _other = here.make_person(), here.make_person()
    before = stored(here.house)
    for periods, ways in (
        ((period("norsk", START),), {}),
        ((), {"borte": 2}),
        ((period("norsk", START), period("norsk", LATER, LATER)), {"ny": 2}),
        ((period("norsk", START, LATER),), {"datoer": 2}),
        ((period("norsk", LATER),), {"datoer": 2}),
        ((period("norsk", START, frist=LATER),), {"frist": 2}),
        ((period("norsk", START, status="mangler_opplysning", mangler="vedtak"),), {"status": 2}),
        ((period("norsk", START, rule_version="2"),), {"forklaring": 2}),
    ):
        newer = world(alfa(*periods))
        found = tried(newer.house)
        assert {way: count for (_ordning, _kategori, way), count in found.periods.items()} == ways
        assert (found.looked_at, found.persons) == (2, 2 if ways else 0)
        assert tried(newer.house, person).persons == (1 if ways else 0)
        assert stored(here.house) == before, "nothing is written"


def test_it_tells_what_a_run_then_does(world: Callable[..., World]) -> None:
    here = world(alfa(period("norsk", START)))
    here.make_person()
    newer = world(alfa(period("norsk", START, frist=LATER), period("norsk", LATER, LATER)))
    found = tried(newer.house)
    assert found.text().splitlines() == [
        "Sett på 1 person. Endringer for 1. Ingenting er skrevet.",
        "      1  Rett og plikt norsk: annen frist",
        "      1  Rett og plikt norsk: ny periode",
    ]
    with newer.house.session(write=True) as session:
        assert run_all(session, lambda done: None).changed == found.persons
    assert tried(newer.house).persons == 0


def test_progress_is_told(world: Callable[..., World]) -> None:
    here = world(alfa(period("norsk", START)))
    for _ in range(3):
        here.make_person()
    done: list[int] = []
    with here.house.session() as session:
        try_all(session, done.append)
    assert done == [3]
