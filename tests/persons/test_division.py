"""A kommune that was divided: IMDi says which of the new ones a home belongs to, and that kommune sees her."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.events.models import Event, EventText
from core.house import House
from core.persons.division import choices, choose_kommune, divided_numbers
from core.persons.models import Bosted, Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

HOME = {"type": "kommune", "kommune": "1507", "fra": "2022-05-01"}


@pytest.fixture
def person(make_person: MakePerson) -> Person:
    """One who lives in Ålesund as it was before Haram went its own way."""
    return make_person(fornavn="Amina", bosted=[HOME])


@pytest.fixture
def address(person: Person, all_seen: Callable[..., Any]) -> str:
    """Where IMDi answers."""
    return address_of(person, all_seen)


def address_of(person: Person, all_seen: Callable[..., Any]) -> str:
    """The page of her first home."""
    with all_seen() as session:
        home = session.scalars(select(Bosted.id).where(Bosted.person_id == person.id)).first()
    return f"/personer/{person.id}/bosted/{home}/deling/"


@pytest.fixture
def imdi(client: Client, make_user: MakeUser) -> Client:
    """IMDi's caseworker."""
    return client.as_user(make_user("imdi_saksbehandler", "imdi"))


def sees(client: Client, make_user: MakeUser, person: Person, number: str) -> int:
    """What the kommune is answered."""
    client.as_user(make_user("kommune_introbruker", f"kommune:{number}"))
    return client.get(f"/personer/{person.id}/").status_code


def test_it_is_a_task_for_imdi_and_for_nobody_else(
    person: Person, address: str, imdi: Client, make_user: MakeUser
) -> None:
    page = imdi.get("/").text
    assert address in page and "Amina" in page
    for role, unit in (("kommune_introbruker", "kommune:1508"), ("imdi_fordeler", "imdi")):
        other = Client(imdi.app).as_user(make_user(role, unit))
        assert address not in other.get("/").text
        assert other.get(address).status_code == 404


@pytest.mark.parametrize("chosen", ["1508", "1580"])
def test_the_chosen_one_sees_her(
    chosen: str, person: Person, address: str, imdi: Client, make_user: MakeUser, house: House
) -> None:
    answer = imdi.submit(address, {"kommune": chosen})
    assert (answer.status_code, answer.location) == (303, f"/personer/{person.id}/")
    assert "Kommunen er valgt" in imdi.get(answer.location).text
    assert address not in imdi.get("/").text
    for number in ("1507", "1508", "1580"):
        assert sees(Client(imdi.app), make_user, person, number) == (200 if number == chosen else 404)
    with house.session() as session:
        lines = select(EventText.data).join(Event, Event.id == EventText.event_id)
        told = session.scalars(lines.where(Event.type == "bosted_kommune_valgt", Event.person_id == person.id)).all()
    assert len(told) == 1 and told[0]["etter"]


def test_it_can_be_chosen_anew(person: Person, address: str, imdi: Client, make_user: MakeUser) -> None:
    imdi.submit(address, {"kommune": "1508"})
    imdi.submit(address, {"kommune": "1580"})
    assert [sees(Client(imdi.app), make_user, person, number) for number in ("1508", "1580")] == [404, 200]


@pytest.mark.parametrize("forged", ["", "0301", "1507", "x"])
def test_no_other_kommune_can_be_chosen(
    forged: str, person: Person, address: str, imdi: Client, make_user: MakeUser
) -> None:
    assert imdi.submit(address, {"kommune": forged}).status_code == 422
    assert sees(Client(imdi.app), make_user, person, "0301") == 404


def test_nor_by_code_that_asks_for_it(person: Person, all_seen: Callable[..., Any]) -> None:
    with all_seen(write=True) as session:
        home = session.scalars(select(Bosted).where(Bosted.person_id == person.id)).one()
        with pytest.raises(ValueError, match="1507 did not become 0301"):
            choose_kommune(session, home, "0301")


def test_a_home_that_was_not_divided_and_anothers_home(
    person: Person, address: str, imdi: Client, make_person: MakePerson, all_seen: Callable[..., Any]
) -> None:
    other = make_person(bosted=[{**HOME, "kommune": "4204"}])
    assert imdi.get(address_of(other, all_seen)).status_code == 404
    assert imdi.get(address.replace(str(person.id), str(other.id))).status_code == 404
    assert imdi.get(f"/personer/{person.id}/bosted/{uuid.uuid4()}/deling/").status_code == 404


def test_reading_the_same_file_again_keeps_the_answer(
    person: Person, address: str, imdi: Client, make_person: MakePerson, make_user: MakeUser
) -> None:
    imdi.submit(address, {"kommune": "1580"})
    make_person(fornavn="Amina", duf=person.duf, bosted=[HOME])
    assert sees(Client(imdi.app), make_user, person, "1580") == 200


def test_before_the_day_of_the_split_there_is_nothing_to_answer(
    make_app: Callable[..., Flask], person: Person, address: str, make_user: MakeUser
) -> None:
    early = Client(make_app(today=date(2023, 12, 31))).as_user(make_user("imdi_saksbehandler", "imdi"))
    assert address not in early.get("/").text
    assert sees(Client(early.app), make_user, person, "1507") == 200
    imdi = Client(early.app).as_user(make_user("imdi_saksbehandler", "imdi"))
    assert 'value="1508"' not in imdi.get(address).text


def test_numbers_that_meet_a_split() -> None:
    """Directly, or renumbered first: 1504 became 1507, 1613 became 5012."""
    assert {"1507", "1504", "1534", "1850", "5012", "1613"} <= divided_numbers()
    assert "4204" not in divided_numbers()
    assert choices("1507", date(2024, 1, 1)) == ("1508", "1580")
    assert choices("1504", date(2024, 1, 1)) == ("1508", "1580")
    assert choices("1507", date(2023, 12, 31)) == ()
    assert choices("5012", date(2020, 1, 1)) == ("5055", "5056", "5059")
