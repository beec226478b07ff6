"""The words of names by unit: they follow reach and names, and a unit's search stands on them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from core.access.models import Reach
from core.access.scope import system_scope
from core.db import is_sqlite
from core.house import House
from core.persons.models import NameWord, UnitName
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser, standard_line
from tests.persons.test_name_search import UNIT, named, parts
from tests.plans import caught, plan


def kept(house: House) -> set[tuple[Any, ...]]:
    """The rows there are. Raises AssertionError where they are not what reach and names say."""
    with house.session() as session, system_scope(session, "test"):
        rows = session.execute(select(UnitName.unit_id, UnitName.person_id, UnitName.ord, UnitName.etternavn_sok)).all()
        said = select(Reach.unit_id, Reach.person_id, NameWord.ord, NameWord.etternavn_sok)
        wanted = session.execute(said.join(NameWord, NameWord.person_id == Reach.person_id)).all()
    assert len(rows) == len(set(rows)) and set(rows) == set(wanted)
    return {tuple(row) for row in rows}


def test_they_follow_where_she_lives_and_what_she_is_called(
    make_person: MakePerson, client: Client, make_user: MakeUser, house: House
) -> None:
    person = make_person(fornavn="Amina", etternavn="Moe")
    assert {(unit, word) for unit, _id, word, _last in kept(house)} == {
        (unit, word) for unit in (UNIT, "mottak:M102") for word in ("amina", "moe")
    }
    homes = [{**standard_line(1)["bosted"][0], "til": "2021-03-01"}]
    moved = {**standard_line(1), "fornavn": "Amina", "etternavn": "Plugh"}
    moved["bosted"] = [*homes, {"type": "kommune", "kommune": "1151", "fra": "2021-03-02", "avtale": True}]
    assert not make_person.read(moved).refused
    assert {word for unit, _id, word, _last in kept(house) if unit == "kommune:1151"} == {"amina", "plugh"}
    assert parts(client.as_user(make_user("kommune_introbruker", "kommune:1151")), "plugh") == (["Amina Plugh"], [])
    assert parts(client.as_user(make_user("kommune_introbruker", UNIT)), "plugh")[0] == [], "the walls say so"
    with house.session(write=True) as session, system_scope(session, "test"):
        session.delete(session.merge(person))
        session.commit()
    assert kept(house) == set()


def test_a_unit_reads_its_own_words_and_the_country_its_own(
    make_person: MakePerson, client: Client, make_user: MakeUser, house: House
) -> None:
    """However many others there are: told by the plan."""
    if not is_sqlite(house.engine):
        pytest.skip("on so few rows PostgreSQL reads what it likes")
    make_person()
    names = [f"{first}{at % 40} {last}{at % 7}" for at in range(300) for first, last in (("Yor", "Danos"), ("A", "Be"))]
    away = [{"type": "privat", "kommune": "1151", "fra": "2020-12-01"}]
    assert not make_person.read(*named("Yordanos Moe"), *named(*names, start=3000, bosted=away)).refused
    for role, unit, index in (
        ("kommune_introbruker", UNIT, "ix_enhet_navn_ord"),
        ("imdi_saksbehandler", "imdi", "ix_person_navn_ord"),
    ):
        client.as_user(make_user(role, unit))
        for typed in ("yor", "yordanos", "yodranos"):
            with caught(house, "_navn") as asked:
                assert parts(client, typed) != ([], [])
            assert asked
            plans = [plan(house, *one) for one in asked]
            assert all(index in one for one in plans), plans
            assert not [one for one in plans if "SCAN person" in one or "Seq Scan on person" in one], plans
