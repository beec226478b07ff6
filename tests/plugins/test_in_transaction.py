"""In a transaction that writes, a plugin that fails undoes all; one that does not is told of everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from core.access.models import Reach
from core.access.scope import Scope, set_scope, system_scope, writable
from core.db import Base
from core.events.models import Event
from core.events.record import Recorded, record
from core.facts import facts_changed
from core.house import House
from core.items import EventType, FactType, ReachGrant
from core.ordninger.models import OrdningPeriode
from core.persons.models import Person, Tillatelse
from core.testing import TODAY
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives


def raises(*arguments: Any, **named: Any) -> Any:
    """Fails as code does."""
    raise ZeroDivisionError


def count(house: House, model: type[Base], *conditions: Any) -> int:
    """Rows there are."""
    with house.session() as session, system_scope(session, "test"):
        return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def test_every_line_of_the_log_is_told(world: Callable[..., World]) -> None:
    told: list[Recorded] = []
    alfa = fake(
        "alfa",
        on_event=lambda session, event: told.append(event),
        register_event_types=gives(EventType("alfa_gjort", "Gjort")),
    )
    here = world(alfa)
    person = here.make_person()
    told.clear()
    with here.house.session(write=True) as session:
        record(session, "alfa_gjort", "Noe er gjort", person_id=person.id, unit_id="imdi", data={"a": 1})
        session.commit()
    assert [(event.type, event.person_id, event.unit_id, event.data) for event in told] == [
        ("alfa_gjort", person.id, "imdi", {"a": 1})
    ]


def test_a_line_of_a_kind_nobody_registered_is_refused(world: Callable[..., World]) -> None:
    here = world()
    with here.house.session(write=True) as session, pytest.raises(KeyError):
        record(session, "alfa_gjort", "Noe er gjort")


def test_on_event_that_fails_undoes_all(world: Callable[..., World]) -> None:
    here = world(fake("alfa", on_event=lambda session, event: event.type == "logg_ut" and raises()))
    here.caseworker()
    before = count(here.house, Event)
    answer = here.client.submit("/", action="/logg-ut")
    assert answer.status_code == 500
    assert count(here.house, Event) == before
    assert here.client.get("/").status_code == 200, "the session was ended all the same"


@pytest.mark.parametrize("hook", ["person_facts", "person_reach"])
def test_what_fails_about_persons_undoes_all(hook: str, world: Callable[..., World]) -> None:
    failing = {"now": False}

    def ask(**arguments: Any) -> list[Any]:
        return raises() if failing["now"] else []

    def person_facts(session: Any, person_ids: Any, keys: Any) -> list[Any]:
        return ask() if hook == "person_facts" else []

    def person_reach(session: Any, person_ids: Any) -> list[Any]:
        return ask() if hook == "person_reach" else []

    facts = gives(FactType("alfa.vet", "Vet"))
    here = world(fake("alfa", person_facts=person_facts, person_reach=person_reach, register_facts=facts))
    person = here.make_person()
    before = count(here.house, Reach)
    failing["now"] = True
    with here.house.session(write=True) as session, system_scope(session, "test"):
        session.add(Tillatelse(person_id=person.id, type="arbeid", vedtaksdato=TODAY))
        with pytest.raises(ZeroDivisionError):
            facts_changed(session, [person.id])
    assert count(here.house, Tillatelse, Tillatelse.type == "arbeid") == 0
    assert count(here.house, Reach) == before > 0


def test_a_plugins_reach_opens_a_person(world: Callable[..., World]) -> None:
    """Whole reach shows all of her, own reach her name and the unit's own rows; both for their time."""
    given: dict[str, str] = {}

    def person_reach(session: Any, person_ids: Any) -> list[ReachGrant]:
        return [ReachGrant(one, "kommune:0301", given["kind"], TODAY, TODAY, "alfa") for one in person_ids if given]

    here = world(fake("alfa", person_reach=person_reach))
    person = here.make_person(fornavn="Amina", fnr="15839040188")
    oslo = here.caseworker(unit="kommune:0301")
    assert oslo.get(f"/personer/{person.id}/").status_code == 404

    for kind, sees_number in (("hel", True), ("egne", False)):
        given["kind"] = kind
        with here.house.session(write=True) as session:
            facts_changed(session, [person.id])
            session.commit()
        page = here.page_of(person)
        assert "Amina" in page
        with here.house.session() as session:
            set_scope(session, Scope(TODAY, frozenset({"kommune:0301"})))
            assert writable(session, {person.id}) == ({person.id} if kind == "hel" else set())
        assert ("158390" in page.replace(" ", "")) is sees_number


def test_the_event_log_reads_when_the_plugin_is_gone(world: Callable[..., World]) -> None:
    alfa = fake("alfa", register_event_types=gives(EventType("alfa_gjort", "Gjort")))
    here = world(alfa)
    person = here.make_person()
    with here.house.session(write=True) as session:
        record(session, "alfa_gjort", "Alfa gjorde noe", person_id=person.id, data={"verdi": "rest av alfa"})
        session.commit()
    bare = world()
    bare.caseworker("kommune_administrativ")
    page = bare.client.get(f"/personer/{person.id}/hendelser/")
    assert "Alfa gjorde noe" in page.text and "rest av alfa" in page.text


def test_periods_of_a_plugin_that_is_gone_go_when_rules_run(world: Callable[..., World]) -> None:
    from tests.plugins.fakes import ordning, period

    alfa = fake("alfa", register_ordninger=gives(ordning("norsk", lambda facts: (period("norsk", facts.ankommet),))))
    here = world(alfa)
    person = here.make_person(fornavn="Amina")
    assert count(here.house, OrdningPeriode) == 1
    bare = world()
    bare.caseworker()
    assert "Amina" in bare.page_of(person)
    with bare.house.session(write=True) as session:
        facts_changed(session, [person.id])
        session.commit()
    assert count(here.house, OrdningPeriode) == 0
    assert count(here.house, Person) == 1


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_plugin_does_not_end_the_transaction(end: str, world: Callable[..., World]) -> None:
    """Else half of a change would stand, or be told of as saved when it is not."""
    here = world(fake("alfa", on_event=lambda session, event: event.type == "logg_ut" and getattr(session, end)()))
    here.caseworker()
    before = count(here.house, Event)
    assert here.client.submit("/", action="/logg-ut").status_code == 500
    assert count(here.house, Event) == before
