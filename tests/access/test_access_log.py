"""Every answer that shows persons is a row in the access log, written before the answer leaves; a refusal is none."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import event, select

from core.events.models import AccessLog, AccessLogPerson
from core.house import House
from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

UNIT = "kommune:4204"
Row = tuple[str, frozenset[uuid.UUID]]


def log(house: House) -> list[Row]:
    """What was shown: endpoint, and whom."""
    with house.session() as session:
        rows = session.execute(select(AccessLog.id, AccessLog.endpoint).order_by(AccessLog.at, AccessLog.id)).all()
        people = session.execute(select(AccessLogPerson.log_id, AccessLogPerson.person_id)).all()
    return [(endpoint, frozenset(person for log_id, person in people if log_id == id)) for id, endpoint in rows]


@pytest.fixture
def two(make_person: MakePerson) -> list[Person]:
    """Two of a household."""
    family = {"referanse": "F1", "rolle": "hovedperson"}
    return [make_person(fornavn=name, familie=family) for name in ("Amina", "Amira")]


def test_each_kind_of_answer(house: House, client: Client, make_user: MakeUser, two: list[Person]) -> None:
    first, other = (one.id for one in two)
    client.as_user(make_user("kommune_administrativ", UNIT))
    found = client.submit("/personer/", {"q": "Ami"}).location or ""
    assert log(house) == [], "keeping the words shows nobody"
    client.get(found)
    client.get(f"/personer/{first}/")
    client.get(f"/personer/{first}/hendelser/")
    client.get(f"/personer/{first}/nir/norsk/")
    client.fragment(f"/personer/{first}/nir/norsk/2021-04/", "maned--2021-04")
    assert log(house) == [
        ("persons.search", {first, other}),
        ("persons.person", {first, other}),
        ("persons.events", {first}),
        ("nir_tiltak.ordning", {first}),
        ("nir_tiltak.month", {first}),
    ]


def test_who_when_and_which_request(house: House, client: Client, make_user: MakeUser, two: list[Person]) -> None:
    name = make_user("kommune_introbruker", UNIT)
    client.as_user(name)
    client.get(f"/personer/{two[0].id}/")
    from core.access.changes import find_user

    with house.session() as session:
        row = session.scalars(select(AccessLog)).one()
        assert row.user_id == find_user(session, name).id
        assert row.at.date() == house.clock.today()
        assert uuid.UUID(row.request_id)


def test_tasks_on_the_arbeidsflate(house: House, client: Client, make_user: MakeUser, make_person: MakePerson) -> None:
    person = make_person(bosted=[{"type": "kommune", "kommune": "1507", "fra": "2022-01-01"}])
    client.as_user(make_user("imdi_saksbehandler", "imdi"))
    page = client.get("/")
    assert "Person" in page.text
    assert log(house) == [("start.arbeidsflate", {person.id})]


def test_a_refusal_is_no_row(house: House, client: Client, make_user: MakeUser, two: list[Person]) -> None:
    client.as_user(make_user("kommune_introbruker", "kommune:0301"))
    for path in ("", "nir/", "hendelser/", "nir/norsk/legg-til/"):
        client.get(f"/personer/{two[0].id}/{path}")
    client.submit("/personer/", {"q": "Ami"}, follow_redirects=True)
    client.get("/")
    assert log(house) == []


def test_a_page_of_hers_that_is_not_there_shows_nobody(
    house: House, client: Client, make_user: MakeUser, two: list[Person]
) -> None:
    client.as_user(make_user("kommune_introbruker", UNIT))
    here = f"/personer/{two[0].id}/nir/introduksjonsprogram"
    for path in (f"tiltak/{uuid.uuid4()}/rediger/", f"tiltak/{uuid.uuid4()}/slett/"):
        assert client.get(f"{here}/{path}").status_code == 404
    assert log(house) == []


def test_a_form_that_is_shown_again_shows_her_too(
    house: House, client: Client, make_user: MakeUser, two: list[Person]
) -> None:
    client.as_user(make_user("kommune_introbruker", UNIT))
    address = f"/personer/{two[0].id}/nir/introduksjonsprogram/legg-til/"
    assert client.submit(address, {"fra": "tull"}).status_code == 422
    assert log(house) == [("nir_tiltak.add_form", {two[0].id}), ("nir_tiltak.add", {two[0].id})]


def test_the_row_is_there_before_the_answer(
    house: House, client: Client, make_user: MakeUser, two: list[Person]
) -> None:
    """Where the log cannot be written, nothing is shown."""
    client.as_user(make_user("kommune_introbruker", UNIT))

    def fails(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if "INTO access_log" in statement:
            raise ZeroDivisionError

    event.listen(house.engine, "before_cursor_execute", fails)
    try:
        answer = client.get(f"/personer/{two[0].id}/")
    finally:
        event.remove(house.engine, "before_cursor_execute", fails)
    assert answer.status_code == 500
    assert "Amina" not in answer.text
