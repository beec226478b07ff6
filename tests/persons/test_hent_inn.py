"""UDI-søk and *Hent inn*: a whole number, a reason, the other unit told, and an end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.access.models import Reach
from core.clock import Clock
from core.dates import add_months
from core.events.models import AccessLog, AccessLogPerson, Event, EventText
from core.house import House
from core.persons.hent_inn.models import HentetInn
from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

AWAY = {"type": "kommune", "kommune": "0301", "fra": "2026-01-01"}
FNR = "15839040188"


@pytest.fixture
def person(make_person: MakePerson) -> Person:
    """One who lives in Oslo."""
    return make_person(fornavn="Amina", etternavn="Yusuf", fnr=FNR, bosted=[AWAY])


@pytest.fixture
def kristiansand(app: Flask, make_user: MakeUser) -> Client:
    """A caseworker of another kommune."""
    return Client(app).as_user(make_user("kommune_norskbruker", "kommune:4204"))


@pytest.fixture
def oslo(app: Flask, make_user: MakeUser) -> Client:
    """A caseworker where she lives."""
    return Client(app).as_user(make_user("kommune_introbruker", "kommune:0301"))


def searched(client: Client, words: str | None) -> Any:
    """The answer to a UDI-søk."""
    answer = client.submit("/personer/udi-sok/", {"q": words or ""})
    return client.get(answer.location) if answer.status_code == 303 else answer


def bring_in(client: Client, words: str | None, **more: str) -> Any:
    """Searches and sends the form of the one that was found."""
    page = client.submit("/personer/udi-sok/", {"q": words or ""}).location
    return client.submit(page, {"grunn": "soknad", **more}, action="/personer/udi-sok/hent/")


def row_of(all_seen: Callable[..., Any], person: Person) -> HentetInn:
    """The one row there is."""
    with all_seen() as session:
        return session.scalars(select(HentetInn).where(HentetInn.person_id == person.id)).one()


@pytest.mark.parametrize("grouped", [True, False])
def test_a_whole_duf_finds_name_and_birth_date_and_no_more(
    grouped: bool, person: Person, kristiansand: Client, house: House
) -> None:
    duf = str(person.duf)
    answer = searched(kristiansand, f"{duf[:4]} {duf[4:10]} {duf[10:]}" if grouped else duf)
    assert "Amina" in answer.text and "Hent inn" in answer.text
    for secret in ("Oslo", person.statsborgerskap, FNR, f"/personer/{person.id}/"):
        assert secret not in answer.text
    with house.session() as session:
        logged = session.scalars(
            select(AccessLog.endpoint).join(AccessLogPerson, AccessLogPerson.log_id == AccessLog.id)
        ).all()
    assert logged == ["udi.search"]


def test_so_does_a_whole_fodselsnummer(person: Person, kristiansand: Client) -> None:
    assert "Amina" in searched(kristiansand, FNR).text


@pytest.mark.parametrize("words", ["", "Amina", "Amina Yusuf", "2026", FNR[:10], "x" * 201, "%", "R123456"])
def test_nothing_else_finds_anyone(words: str, person: Person, kristiansand: Client) -> None:
    answer = searched(kristiansand, words)
    assert answer.status_code == 422 and "aria-invalid" in answer.text
    assert "Yusuf" not in answer.text.replace(words, "")


def test_a_shielded_one_answers_as_one_that_does_not_exist(make_person: MakePerson, kristiansand: Client) -> None:
    hidden = make_person(fornavn="Skjult", skjerming="fortrolig", bosted=[AWAY])
    there, nowhere = searched(kristiansand, hidden.duf).text, searched(kristiansand, "209900000199").text
    assert "Ingen person har dette nummeret" in there and "Ingen person har dette nummeret" in nowhere
    assert "Skjult" not in there


def test_bringing_in_gives_reach_and_tells_the_other_unit(
    person: Person, kristiansand: Client, oslo: Client, house: House
) -> None:
    assert kristiansand.get(f"/personer/{person.id}/").status_code == 404
    answer = bring_in(kristiansand, person.duf)
    assert (answer.status_code, answer.location) == (303, f"/personer/{person.id}/")
    page = kristiansand.get(answer.location).text
    assert "Dere har hentet inn personen" in page and "Bosatt" in page
    with house.session() as session:
        line = session.execute(
            select(Event.unit_id, EventText.data)
            .join(EventText, EventText.event_id == Event.id)
            .where(Event.type == "hentet_inn", Event.person_id == person.id)
        ).one()
    assert line.unit_id == "kommune:4204" and line.data["Grunn"] == "Søknad"
    told = oslo.get("/").text
    assert (
        "Kristiansand har hentet inn personen" in told
        and "Kristiansand har hentet inn" not in kristiansand.get("/").text
    )
    why = oslo.get(f"/personer/{person.id}/hentet-inn/").text
    assert "Personen har søkt oss om noe" in why and "Lukk oppfølgingen" not in why


def test_the_other_unit_says_it_has_read_of_it(
    person: Person, kristiansand: Client, oslo: Client, all_seen: Callable[..., Any]
) -> None:
    bring_in(kristiansand, person.duf)
    own = f"/personer/{person.id}/hentet-inn/"
    row = row_of(all_seen, person)
    with pytest.raises(LookupError):
        kristiansand.submit(own, {}, action=f"{own}{row.id}/sett/")
    assert oslo.submit(own, {}, action=f"{own}{row.id}/sett/").status_code == 303
    assert "har hentet inn personen" not in oslo.get("/").text
    assert row_of(all_seen, person).sett is not None


def test_closing_it_ends_the_reach(
    person: Person, kristiansand: Client, oslo: Client, all_seen: Callable[..., Any]
) -> None:
    bring_in(kristiansand, person.duf)
    own = f"/personer/{person.id}/hentet-inn/"
    row = row_of(all_seen, person)
    with pytest.raises(LookupError):
        oslo.submit(own, {}, action=f"{own}{row.id}/lukk/")
    assert kristiansand.submit(own, {}, action=f"{own}{row.id}/lukk/").status_code == 303
    assert kristiansand.get(f"/personer/{person.id}/").status_code == 404
    assert "har hentet inn personen" not in oslo.get("/").text
    bring_in(kristiansand, person.duf)
    assert kristiansand.get(f"/personer/{person.id}/").status_code == 200


def test_it_lasts_six_months_and_no_longer(
    person: Person,
    kristiansand: Client,
    house: House,
    all_seen: Callable[..., Any],
    make_user: MakeUser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bring_in(kristiansand, person.duf)
    today = house.clock.today()
    with all_seen() as session:
        reach = session.scalars(
            select(Reach).where(Reach.person_id == person.id, Reach.unit_id == "kommune:4204")
        ).one()
    assert (reach.kind, reach.fra, reach.til) == ("hel", today, add_months(today, 6))
    assert reach.til is not None
    for days, status in ((0, 200), (1, 404)):
        monkeypatch.setattr(house, "clock", Clock(reach.til + timedelta(days=days)))
        later = Client(kristiansand.app).as_user(make_user("kommune_norskbruker", "kommune:4204"))
        assert later.get(f"/personer/{person.id}/").status_code == status


@pytest.mark.parametrize("forged", [{"grunn": ""}, {"grunn": "nysgjerrig"}, {"enhet": "kommune:0301"}, {"person": "x"}])
def test_a_forged_form_brings_in_nobody(forged: dict[str, str], person: Person, kristiansand: Client) -> None:
    answer = bring_in(kristiansand, person.duf, **forged)
    assert answer.status_code == 422
    assert kristiansand.get(f"/personer/{person.id}/").status_code == 404


def test_anothers_stored_search_is_nobodys(
    person: Person, kristiansand: Client, app: Flask, make_user: MakeUser
) -> None:
    page = kristiansand.submit("/personer/udi-sok/", {"q": person.duf or ""}).location
    other = Client(app).as_user(make_user("kommune_introbruker", "kommune:1103"))
    assert "Amina" not in other.get(page).text


def test_one_who_lives_here_is_not_brought_in(person: Person, oslo: Client) -> None:
    answer = searched(oslo, person.duf).text
    assert f"/personer/{person.id}/" in answer and "udi-sok/hent" not in answer


@pytest.mark.parametrize("role", [("kommune_administrativ", "kommune:4204"), ("mottaksansatt", "mottak:M102")])
def test_only_those_who_may(role: tuple[str, str], app: Flask, make_user: MakeUser) -> None:
    client = Client(app).as_user(make_user(*role))
    assert client.get("/personer/udi-sok/").status_code == 404
