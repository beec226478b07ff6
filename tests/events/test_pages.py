"""Who has seen a person, and what a user has seen and done: for those with the right, about those within reach."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.access.changes import find_user, take_role
from core.events.models import AccessLog, AccessLogPerson
from core.house import House
from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from plugins.nir_tiltak.tests.tiltak import TILTAK
from tests.plans import caught

UNIT = "kommune:4204"
MOVED = [
    {"type": "mottak", "mottak": "M102", "kommune": "4204", "fra": "2020-12-01", "til": "2026-09-30"},
    {"type": "privat", "kommune": "0301", "fra": "2026-10-01"},
]
Seen = Callable[..., list[uuid.UUID]]


@pytest.fixture
def person(make_person: MakePerson) -> Person:
    """Lives in mottak M102, which lies in the kommune."""
    return make_person(fornavn="Amina")


@pytest.fixture
def kari(make_user: MakeUser) -> str:
    """Works in the kommune."""
    return make_user("kommune_introbruker", UNIT, name="kari")


@pytest.fixture
def admin(make_user: MakeUser) -> str:
    """Sees the log of the kommune."""
    return make_user("kommune_administrativ", UNIT, name="admin")


@pytest.fixture
def seen(house: House) -> Seen:
    """`seen(person, "kari", 3, at=...)`: so many answers a second apart that showed her; gives their ids in order."""

    def make(person: Person, name: str, count: int = 1, at: datetime | None = None) -> list[uuid.UUID]:
        ids = [uuid.uuid4() for _ in range(count)]
        first = at or datetime(2026, 10, 1, 12, tzinfo=UTC)
        with house.session(write=True) as session:
            user_id = find_user(session, name).id
            for number, log_id in enumerate(ids):
                moment = first + timedelta(seconds=number)
                row = {"id": log_id, "at": moment, "user_id": user_id, "endpoint": "persons.person", "request_id": ""}
                session.add(AccessLog(**row))
                session.flush()
                session.add(AccessLogPerson(log_id=log_id, person_id=person.id, at=moment, user_id=user_id))
            session.commit()
        return ids

    return make


def rows(html: str) -> list[str]:
    """The lines of the page's table, as text."""
    body = html.split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in html else ""
    return [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in body.split("</tr>") if row.strip()]


def user_page(house: House, name: str) -> str:
    """The address of what a user has seen."""
    with house.session() as session:
        return f"/logg/{find_user(session, name).id}/"


def test_who_when_and_which_page(client: Client, person: Person, kari: str, admin: str) -> None:
    client.as_user(kari)
    client.get(f"/personer/{person.id}/")
    client.get(f"/personer/{person.id}/nir/norsk/")
    client.as_user(admin)
    found = rows(client.get(f"/personer/{person.id}/innsyn/").text)
    assert [line.split("Kari", 1)[1].strip() for line in found] == [
        "kari · Kristiansand Tiltak",
        "kari · Kristiansand Grunndata",
    ]
    assert all(re.match(r"0[12]\.11\.2026 kl\. \d\d\.\d\d ", line) for line in found)  # late, it is the 2nd in Norway
    assert "Admin" in rows(client.get(f"/personer/{person.id}/innsyn/").text)[0], "this look is seen too"
    assert f"/personer/{person.id}/innsyn/" in client.get(f"/personer/{person.id}/").text, "it stands in her menu"


@pytest.mark.parametrize("page", ["innsyn/", "innsyn/utskrift/"])
@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("kommune_introbruker", UNIT),
        ("kommune_administrativ", "kommune:0301"),
        ("imdi_saksbehandler", "imdi"),
        ("mottaksansatt", "mottak:M102"),
    ],
)
def test_others_do_not_see_it(
    page: str, role: str, unit: str, client: Client, person: Person, make_user: MakeUser
) -> None:
    client.as_user(make_user(role, unit))
    assert client.get(f"/personer/{person.id}/{page}").status_code == 404
    assert "innsyn/" not in client.get(f"/personer/{person.id}/").text


def test_a_kommune_she_left_does_not_see_who_looks_at_her_now(
    client: Client, make_person: MakePerson, admin: str, kari: str
) -> None:
    """Who looks at her tells where she lives."""
    moved = make_person(bosted=MOVED, tiltak=[TILTAK])
    client.as_user(admin)
    grunndata = client.get(f"/personer/{moved.id}/")
    assert grunndata.status_code == 200
    assert "innsyn/" not in grunndata.text
    for page in ("innsyn/", "innsyn/utskrift/"):
        assert client.get(f"/personer/{moved.id}/{page}").status_code == 404


def test_a_shielded_person(
    client: Client, make_person: MakePerson, make_user: MakeUser, admin: str, kari: str, seen: Seen, house: House
) -> None:
    """Nothing without the right; with it, when she has been opened."""
    hidden = make_person(fornavn="Skjult", skjerming="fortrolig")
    seen(hidden, kari)
    client.as_user(admin)
    assert client.get(f"/personer/{hidden.id}/innsyn/").status_code == 404
    assert rows(client.get(user_page(house, kari)).text) == []
    make_user("skjermede_personer", UNIT, name=admin)
    client.as_user(admin)
    assert client.get(f"/personer/{hidden.id}/innsyn/").status_code == 303
    assert rows(client.get(user_page(house, kari)).text) == []
    client.submit(f"/skjermet/{hidden.id}/", {"grunn": "Sak 42"})
    assert len(rows(client.get(f"/personer/{hidden.id}/innsyn/").text)) >= 1
    assert "Skjult" in client.get(user_page(house, kari)).text


def test_by_user_and_period(client: Client, person: Person, kari: str, admin: str, seen: Seen, house: House) -> None:
    """A day is a day in Norway: an answer at 23.30 UTC on the 4th of May was given on the 5th."""
    seen(person, kari, at=datetime(2026, 5, 4, 21, 59, 59, tzinfo=UTC))
    seen(person, kari, at=datetime(2026, 5, 4, 23, 30, tzinfo=UTC))
    seen(person, admin, at=datetime(2026, 5, 5, 21, 59, 59, tzinfo=UTC))
    seen(person, admin, at=datetime(2026, 5, 5, 22, 0, tzinfo=UTC))
    client.as_user(admin)
    base = f"/personer/{person.id}/innsyn/"
    with house.session() as session:
        kari_id = find_user(session, kari).id
    day = "fra=05.05.2026&til=05.05.2026"
    assert [line[:20] for line in rows(client.get(f"{base}?{day}").text)] == [
        "05.05.2026 kl. 23.59",
        "05.05.2026 kl. 01.30",
    ]
    assert len(rows(client.get(f"{base}?{day}&bruker={kari_id}").text)) == 1
    assert len(rows(client.get(f"{base}?bruker={kari_id}").text)) == 2
    assert len(rows(client.get(f"{base}utskrift/?{day}&bruker={kari_id}").text)) == 1
    assert len(rows(client.get(f"{user_page(house, kari)}?{day}").text)) == 1
    assert len(rows(client.get(f"{user_page(house, kari)}?til=04.05.2026").text)) == 1


@pytest.mark.parametrize("asked", ["fra=tull", "til=31.04.2026", "fra=02.01.2026&til=01.01.2026", "bruker=tull"])
def test_what_cannot_be_asked(asked: str, client: Client, person: Person, kari: str, admin: str, seen: Seen) -> None:
    seen(person, kari)
    client.as_user(admin)
    answer = client.get(f"/personer/{person.id}/innsyn/?{asked}")
    assert (answer.status_code, rows(answer.text)) == (422, [])
    assert "Ett felt må rettes" in answer.text
    assert client.get(f"/personer/{person.id}/innsyn/utskrift/?{asked}").status_code == 404


def test_page_by_page(client: Client, person: Person, kari: str, admin: str, seen: Seen, house: House) -> None:
    """Fifty at a time, none twice and none left out, also when all were given at the same moment."""
    at = datetime(2026, 10, 1, 12, tzinfo=UTC)
    for _same in range(60):
        seen(person, kari, at=at)
    seen(person, kari, 60, at=at + timedelta(minutes=1))
    client.as_user(admin)
    for base in (f"/personer/{person.id}/innsyn/", user_page(house, kari)):
        url, counts, tokens = f"{base}?til=31.10.2026", [], []
        while url:
            page = client.get(url).text
            counts.append(len(rows(page)))
            older = re.search(r'href="([^"]*etter=([^"&]*)[^"]*)"', page)
            url = older[1].replace("&amp;", "&") if older else ""
            tokens += [older[2]] if older else []
        assert counts == [50, 50, 20]
        with house.session() as session:
            order = session.scalars(select(AccessLog.id).where(AccessLog.at < at + timedelta(hours=1)))
            newest = sorted(session.get_one(AccessLog, one).id for one in order)
        assert len(newest) == 120
        assert len(set(tokens)) == 2


def test_a_place_in_another_list_is_none(
    client: Client, person: Person, make_person: MakePerson, kari: str, admin: str, seen: Seen, house: House
) -> None:
    of_another = seen(make_person(), admin)[0]
    client.as_user(admin)
    for token in (of_another, uuid.uuid4(), "tull", ""):
        assert client.get(f"/personer/{person.id}/innsyn/?etter={token}").status_code == 404
        assert client.get(f"{user_page(house, kari)}?etter={token}").status_code == 404


def test_a_print_for_the_person_herself(client: Client, person: Person, kari: str, admin: str, seen: Seen) -> None:
    seen(person, kari)
    client.as_user(admin)
    page = client.get(f"/personer/{person.id}/innsyn/utskrift/").text
    assert rows(page) == ["01.10.2026 kl. 14.00 Kari Kristiansand Grunndata"]
    assert "Hvem har sett på opplysningene om Amina" in page
    printed = re.sub(r"<template.*?</template>|<form[^>]* hidden>.*?</form>", "", page, flags=re.S)  # the lock's own
    assert "<nav" not in printed and "<form" not in printed and "<button" not in printed


def test_what_a_user_has_seen_of_persons_within_reach(
    client: Client, person: Person, make_person: MakePerson, make_user: MakeUser, kari: str, admin: str, house: House
) -> None:
    make_user("kommune_introbruker", "kommune:0301", name=kari)
    far = make_person(fornavn="Fjern", bosted=[{"type": "kommune", "kommune": "0301", "fra": "2021-01-01"}])
    client.as_user(kari)
    for one in (person, far):
        assert client.get(f"/personer/{one.id}/").status_code == 200
    client.as_user(admin)
    page = client.get(user_page(house, kari)).text
    assert len(rows(page)) == 1
    assert "Amina" in page and "Fjern" not in page and str(far.id) not in page


def test_what_a_user_has_done(client: Client, make_person: MakePerson, kari: str, admin: str, house: House) -> None:
    near, other = (make_person(fornavn=name, tiltak=[TILTAK]) for name in ("Amina", "Samira"))
    client.as_user(kari)
    values = {"gruppe": TILTAK["gruppe"], "type": TILTAK["type"], "fra": "01.12.2020", "til": "30.12.2020"}
    url = f"/personer/{near.id}/nir/kvalifisering_i_mottak/legg-til/"
    assert client.submit(url, {**values, "timer_per_uke": "10"}).status_code == 303
    client.as_user(admin)
    page = client.get(f"{user_page(house, kari)}hendelser/").text
    assert len(rows(page)) == 1
    assert "Amina" in page and "Samira" not in page and str(other.id) not in page
    assert rows(client.get(f"{user_page(house, kari)}hendelser/?til=01.10.2026").text) == []
    for none in ("1", "0", str(2**31), "-1", "a" * 64):
        assert rows(client.get(f"{user_page(house, kari)}hendelser/?for={none}").text) == []


def test_only_users_of_ones_own_unit(
    client: Client, make_user: MakeUser, kari: str, admin: str, house: House, all_seen: Any
) -> None:
    other = make_user("kommune_introbruker", "kommune:0301", name="ola")
    client.as_user(admin)
    found = client.get("/logg/").text
    assert "Kari" in found and "Ola" not in found
    for path in ("", "hendelser/"):
        assert client.get(f"{user_page(house, other)}{path}").status_code == 404
        assert client.get(f"/logg/{uuid.uuid4()}/{path}").status_code == 404
    with all_seen(write=True) as session:
        take_role(session, find_user(session, kari), "kommune_introbruker", UNIT)
    assert "Kari" in client.get("/logg/").text, "one who had a role is answered for too"
    client.as_user(kari)
    assert client.get("/logg/").status_code == 404


def test_whoever_is_named_is_logged(
    client: Client, person: Person, kari: str, admin: str, seen: Seen, house: House
) -> None:
    seen(person, kari)
    client.as_user(admin)
    for url in (user_page(house, kari), f"/personer/{person.id}/innsyn/", f"/personer/{person.id}/innsyn/utskrift/"):
        client.get(url)
    with house.session() as session:
        logged = session.scalars(
            select(AccessLog.endpoint)
            .join(AccessLogPerson, AccessLogPerson.log_id == AccessLog.id)
            .where(AccessLogPerson.person_id == person.id, AccessLog.user_id == find_user(session, admin).id)
        )
        assert sorted(logged) == ["logs.person", "logs.person_print", "logs.user_views"]


def test_the_pages_stand_on_their_indexes(
    client: Client, person: Person, kari: str, admin: str, seen: Seen, house: House, database: str
) -> None:
    """Millions of rows are not read for fifty."""
    last = seen(person, kari, 60)[30]
    client.as_user(admin)
    with caught(house, "FROM access_log") as asked:
        for base in (f"/personer/{person.id}/innsyn/", user_page(house, kari)):
            assert client.get(f"{base}?fra=01.01.2026&til=31.12.2026&etter={last}").status_code == 200
    plans = [plan_of_many(house, *one) for one in asked]
    assert len(plans) >= 4
    assert not [one for one in plans if re.search(r"SCAN access_log|Seq Scan on access_log", one)]
    pages = [one for one, (statement, _values) in zip(plans, asked, strict=True) if " LIMIT " in statement]
    assert len(pages) == 2
    # The fifty that were found may be put in order; what they were found among may not.
    assert not [one for one in pages if one.count("TEMP B-TREE") > one.count("MATERIALIZE")]
    for name in ("ix_access_log_person_person", "ix_access_log_person_user"):
        assert [one for one in plans if name in one], name


def plan_of_many(house: House, statement: str, parameters: Any) -> str:
    """How the database would answer, were the tables large."""
    with house.engine.connect() as connection:
        if house.engine.dialect.name == "sqlite":
            return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return str(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).all())
