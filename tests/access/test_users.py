"""Users and roles on pages: who gives and takes what, where, and that nobody gets further by a forged form."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from core.access.changes import find_user
from core.access.models import AppUser, UserRole
from core.access.signin import authenticate
from core.events.models import Event, EventText
from core.house import House
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

KOMMUNE, OSLO, MOTTAK = "kommune:4204", "kommune:0301", "mottak:M102"
ADMIN, INTRO, NORSK = "kommune_administrativ", "kommune_introbruker", "kommune_norskbruker"
SHIELDED = "skjermede_personer"


@pytest.fixture
def admin(make_user: MakeUser) -> str:
    """The administrator of Kristiansand."""
    return make_user(ADMIN, KOMMUNE, name="admin.k")


@pytest.fixture
def worker(make_user: MakeUser) -> str:
    """A caseworker there who works in Oslo as well."""
    make_user(INTRO, OSLO, name="saksbehandler.k")
    return make_user(INTRO, KOMMUNE, name="saksbehandler.k")


@pytest.fixture
def stranger(make_user: MakeUser) -> str:
    """A caseworker of Oslo."""
    return make_user(INTRO, OSLO, name="saksbehandler.o")


def page_of(house: House, name: str) -> str:
    """The address of a user's page."""
    with house.session() as session:
        return f"/brukere/{find_user(session, name).id}/"


def roles(house: House, name: str) -> set[tuple[str, str]]:
    """What she has now."""
    with house.session() as session:
        user = find_user(session, name)
        found = session.execute(select(UserRole.role, UserRole.unit_id).where(UserRole.user_id == user.id))
        return {(role, unit) for role, unit in found}


def give(client: Client, name: str, role: str, unit: str) -> Any:
    """Sends the form, with whatever it says."""
    form = {**client.form("/brukere/gi/"), "brukernavn": name, "rolle": role, "enhet": unit}
    return client.http.post("/brukere/gi/", data=form)


def take(client: Client, house: House, name: str, role: str, unit: str) -> Any:
    """Sends the question's answer; where the question is refused, with a form from elsewhere."""
    url = f"{page_of(house, name)}ta/{role}/{unit or '-'}/"
    asked = client.get(url)
    form = client.form(url) if asked.status_code == 200 else client.form("/brukere/gi/")
    return client.http.post(url, data=form)


def lines(house: House, type: str) -> list[tuple[str, dict[str, str]]]:
    """What the event log says: who, and about what."""
    with house.session() as session:
        statement = select(Event.actor, EventText.data).join(EventText, EventText.event_id == Event.id)
        return [(actor, data) for actor, data in session.execute(statement.where(Event.type == type))]


def test_who_has_the_page(client: Client, make_user: MakeUser) -> None:
    for role, unit, status in (
        (ADMIN, KOMMUNE, 200),
        ("mottaksadministrator", MOTTAK, 200),
        ("imdi_saksbehandler", "imdi", 200),
        ("systemadministrator", "", 200),
        (INTRO, KOMMUNE, 404),
        ("mottaksansatt", MOTTAK, 404),
        ("imdi_fordeler", "imdi", 404),
        (SHIELDED, KOMMUNE, 404),
    ):
        client.as_user(make_user(role, unit))
        for url in ("/brukere/", "/brukere/gi/"):
            assert client.get(url).status_code == status, role
        assert ("/brukere/" in client.get("/").text) is (status == 200)
        assert client.get("/brukere/ny/").status_code == (200 if role == "systemadministrator" else 404)


def test_an_administrator_sees_her_own_units_users(
    client: Client, house: House, admin: str, worker: str, stranger: str
) -> None:
    client.as_user(admin)
    listed = client.get("/brukere/").text
    assert worker in listed and admin in listed and stranger not in listed
    hers = client.get(page_of(house, worker)).text
    assert "Kristiansand" in hers and "Oslo" not in hers, "her other role is not told"
    for path in ("", "ta/kommune_introbruker/kommune:0301/", "okter/"):
        assert client.get(page_of(house, stranger) + path).status_code == 404
    assert client.get("/brukere/?enhet=kommune:0301").status_code == 404


def test_an_administrator_gives_and_takes(client: Client, house: House, admin: str, worker: str) -> None:
    client.as_user(admin)
    answer = give(client, worker.upper(), NORSK, KOMMUNE)
    assert answer.status_code == 303
    assert "har fått rollen NIR Kommune – norskbruker" in client.get(answer.location).text
    assert (NORSK, KOMMUNE) in roles(house, worker)
    assert lines(house, "rolle_gitt")[-1] == (admin, {"bruker": worker, "rolle": NORSK, "enhet": KOMMUNE})
    assert take(client, house, worker, INTRO, KOMMUNE).status_code == 303
    assert roles(house, worker) == {(NORSK, KOMMUNE), (INTRO, OSLO)}
    assert lines(house, "rolle_tatt") == [(admin, {"bruker": worker, "rolle": INTRO, "enhet": KOMMUNE})]


FORGED = [
    (INTRO, OSLO),
    ("mottaksansatt", MOTTAK),
    ("mottaksansatt", KOMMUNE),
    (SHIELDED, KOMMUNE),
    ("systemadministrator", ""),
    ("imdi_saksbehandler", "imdi"),
    (INTRO, ""),
    (INTRO, "kommune:9999"),
    ("tull", KOMMUNE),
    ("", ""),
]


@pytest.mark.parametrize(("role", "unit"), FORGED)
def test_an_administrator_gives_nothing_else(
    role: str, unit: str, client: Client, house: House, admin: str, worker: str
) -> None:
    client.as_user(admin)
    before = roles(house, worker)
    assert give(client, worker, role, unit).status_code == 422
    assert take(client, house, worker, role or "tull", unit).status_code == 404
    assert roles(house, worker) == before
    assert lines(house, "rolle_tatt") == []


def test_an_administrator_takes_only_what_she_gives(
    client: Client, house: House, admin: str, worker: str, make_user: MakeUser
) -> None:
    make_user(SHIELDED, KOMMUNE, name=worker)
    client.as_user(admin)
    for role, unit in ((SHIELDED, KOMMUNE), (INTRO, OSLO)):
        assert take(client, house, worker, role, unit).status_code == 404
        assert (role, unit) in roles(house, worker)
    page = client.get(page_of(house, worker)).text
    assert "Skjermede personer" in page and f"/ta/{SHIELDED}/" not in page


@pytest.mark.parametrize(
    ("role", "unit", "wanted"),
    [
        (ADMIN, KOMMUNE, (NORSK, KOMMUNE)),
        ("mottaksadministrator", MOTTAK, ("mottaksansatt", MOTTAK)),
        ("imdi_saksbehandler", "imdi", (SHIELDED, "imdi")),
        ("systemadministrator", "", (ADMIN, KOMMUNE)),
    ],
)
def test_nobody_changes_her_own_roles(
    role: str, unit: str, wanted: tuple[str, str], client: Client, house: House, make_user: MakeUser
) -> None:
    name = make_user(role, unit)
    client.as_user(name)
    assert give(client, name, *wanted).status_code == 422
    assert take(client, house, name, role, unit).status_code == 404
    assert roles(house, name) == {(role, unit)}
    for path in ("okter/", "steng/"):
        assert client.get(page_of(house, name) + path).status_code == 404


def test_a_mottak_has_its_own_administrator(client: Client, house: House, make_user: MakeUser) -> None:
    leader = make_user("mottaksadministrator", MOTTAK, name="leder.m")
    make_user("mottaksansatt", MOTTAK, name=leader)
    other = make_user("mottaksansatt", MOTTAK, name="ansatt.m")
    client.as_user(leader)
    assert give(client, other, "mottaksadministrator", MOTTAK).status_code == 303
    assert give(client, other, "mottaksansatt", "mottak:M101").status_code == 422
    assert give(client, other, INTRO, KOMMUNE).status_code == 422
    assert roles(house, other) == {("mottaksansatt", MOTTAK), ("mottaksadministrator", MOTTAK)}


def test_imdi_gives_and_takes_the_right_to_shielded_in_any_unit_and_nothing_else(
    client: Client, house: House, worker: str, make_user: MakeUser, make_person: MakePerson
) -> None:
    make_person()  # the mottak is there
    client.as_user(make_user("imdi_saksbehandler", "imdi"))
    for unit in (KOMMUNE, MOTTAK, "fylke:42", "imdi"):
        assert give(client, worker, SHIELDED, unit).status_code == 303, unit
        assert (SHIELDED, unit) in roles(house, worker)
        assert take(client, house, worker, SHIELDED, unit).status_code == 303
    assert roles(house, worker) == {(INTRO, KOMMUNE), (INTRO, OSLO)}
    for role, unit in ((NORSK, KOMMUNE), ("systemadministrator", ""), ("imdi_fordeler", "imdi"), (SHIELDED, "")):
        assert give(client, worker, role, unit).status_code == 422
    assert take(client, house, worker, INTRO, KOMMUNE).status_code == 404
    assert client.get(page_of(house, worker) + "okter/").status_code == 404, "nor does she end their sessions"
    assert client.get(page_of(house, worker) + "steng/").status_code == 404


def test_the_system_administrator_gives_every_other_role(
    client: Client, house: House, worker: str, make_user: MakeUser, make_person: MakePerson
) -> None:
    make_person()
    client.as_user(make_user("systemadministrator"))
    units = {"kommune": KOMMUNE, "mottak": MOTTAK, "fylke": "fylke:42", "imdi": "imdi", "": ""}
    for key, role in house.plugins.registry.roles.items():
        if key == SHIELDED:
            assert give(client, worker, key, KOMMUNE).status_code == 422
            continue
        assert give(client, worker, key, units[role.unit_kind]).status_code == 303, key
        assert (key, units[role.unit_kind]) in roles(house, worker)
        wrong = KOMMUNE if role.unit_kind != "kommune" else "imdi"
        assert give(client, worker, key, wrong).status_code == 422, key
    make_user(SHIELDED, KOMMUNE, name=worker)
    assert take(client, house, worker, SHIELDED, KOMMUNE).status_code == 404
    assert take(client, house, worker, "systemadministrator", "").status_code == 303


def test_a_role_taken_on_the_page_acts_on_the_next_request(
    client: Client, house: House, admin: str, worker: str
) -> None:
    hers = Client(client.app).as_user(worker)
    assert hers.get("/personer/").status_code == 200
    client.as_user(admin)
    take(client, house, worker, INTRO, KOMMUNE)
    Client(client.app).as_user(admin)
    with house.session() as session:
        assert session.scalar(select(func.count()).select_from(UserRole).where(UserRole.unit_id == OSLO)) == 1
    boss = Client(client.app).as_user(admin)
    assert boss.get("/brukere/").status_code == 200
    with house.session(write=True) as session:
        session.delete(session.get(UserRole, (find_user(session, admin).id, ADMIN, KOMMUNE)))
        session.commit()
    assert boss.get("/brukere/").status_code == 404
    assert client.http.post("/brukere/gi/", data={}).status_code in (400, 404)


def test_the_same_form_twice_is_once(client: Client, house: House, admin: str, make_user: MakeUser) -> None:
    name = make_user(INTRO, KOMMUNE, name="en.rolle")
    client.as_user(admin)
    form = {**client.form("/brukere/gi/"), "brukernavn": name, "rolle": NORSK, "enhet": KOMMUNE}
    assert [client.http.post("/brukere/gi/", data=form).status_code for _ in range(2)] == [303, 303]
    assert len([one for one in lines(house, "rolle_gitt") if one[0] == admin]) == 1
    take(client, house, name, NORSK, KOMMUNE)
    url = f"{page_of(house, name)}ta/{INTRO}/{KOMMUNE}/"
    last = client.form(url)
    answers = [client.http.post(url, data=last) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, "/brukere/")] * 2, "she is seen no longer"
    assert len(lines(house, "rolle_tatt")) == 2


def test_without_its_token_nothing_happens(client: Client, house: House, admin: str, worker: str) -> None:
    client.as_user(admin)
    before = roles(house, worker)
    typed = {"brukernavn": worker, "rolle": NORSK, "enhet": KOMMUNE, "nokkel": "x"}
    assert client.http.post("/brukere/gi/", data=typed).status_code == 400
    assert client.http.post(f"{page_of(house, worker)}ta/{INTRO}/{KOMMUNE}/").status_code == 400
    assert roles(house, worker) == before


def test_faults_are_told(client: Client, admin: str, make_user: MakeUser) -> None:
    client.as_user(admin)
    assert "Ingen bruker har dette brukernavnet" in give(client, "finnes.ikke", NORSK, KOMMUNE).text
    assert "Velg en rolle" in give(client, admin, "", KOMMUNE).text
    assert "Du kan ikke gi roller til deg selv" in give(client, admin, NORSK, KOMMUNE).text


def test_sessions_are_ended_by_her_administrator(client: Client, house: House, admin: str, worker: str) -> None:
    hers = [Client(client.app).as_user(worker) for _ in range(2)]
    client.as_user(admin)
    page, own = (client.get(page_of(house, name)).text for name in (worker, admin))
    assert "logget inn i 2 økter" in page and "Avslutt øktene" in page and "dine egne roller" not in page
    assert "dine egne roller" in own and "Avslutt øktene" not in own and "Gi en rolle" not in own
    assert client.submit(f"{page_of(house, worker)}okter/").status_code == 303
    assert [one.get("/").status_code for one in hers] == [303, 303]
    assert lines(house, "okter_avsluttet") == [(admin, {"bruker": worker})]
    assert client.get("/").status_code == 200


def test_a_new_user_gets_a_password_that_is_shown_once(client: Client, house: House, make_user: MakeUser) -> None:
    client.as_user(make_user("systemadministrator"))
    form = {**client.form("/brukere/ny/"), "brukernavn": " Ny.Bruker ", "navn": "Ny Bruker"}
    first, again = (client.http.post("/brukere/ny/", data=form) for _ in range(2))
    password = re.search(r"<code[^>]*>([a-z2-7-]{23})</code>", first.text)
    assert first.status_code == 200 and password is not None
    assert password[1] in again.text, "a double click shows it too"
    with house.session(write=True) as session:
        assert session.scalar(select(func.count()).where(AppUser.brukernavn == "ny.bruker")) == 1
        found = authenticate(session, "ny.bruker", password[1], "127.0.0.1")
        assert found is not None and found.navn == "Ny Bruker"
    assert password[1] not in client.get(page_of(house, "ny.bruker")).text
    assert len([one for one in lines(house, "bruker_ny") if one[1] == {"bruker": "ny.bruker"}]) == 1
    taken = {**client.form("/brukere/ny/"), "brukernavn": "ny.bruker", "navn": "En annen"}
    assert "er i bruk" in client.http.post("/brukere/ny/", data=taken).text


@pytest.mark.parametrize("name", ["", "to ord", "x" * 101, "null\u200b", "a\tb"])
def test_a_name_no_user_can_have(name: str, client: Client, make_user: MakeUser) -> None:
    client.as_user(make_user("systemadministrator"))
    assert client.submit("/brukere/ny/", {"brukernavn": name, "navn": "Navn"}).status_code == 422


def test_a_user_is_closed(client: Client, house: House, worker: str, make_user: MakeUser) -> None:
    hers = Client(client.app).as_user(worker)
    client.as_user(make_user("systemadministrator"))
    assert client.submit(f"{page_of(house, worker)}steng/").status_code == 303
    assert hers.get("/").status_code == 303
    assert "Stengt" in client.get(page_of(house, worker)).text
    assert "Brukeren er stengt" in give(client, worker, NORSK, KOMMUNE).text


def test_a_unit_where_nobody_may_open_a_shielded_person(
    client: Client, house: House, worker: str, make_user: MakeUser, make_person: MakePerson
) -> None:
    make_person(skjerming="fortrolig", bosted=[{"type": "kommune", "kommune": "4204", "fra": "2023-01-01"}])
    make_user("imdi_fordeler", "imdi", name="fordeler")
    client.as_user("fordeler")
    assert "Gi rollen Skjermede personer" not in client.get("/").text
    client.as_user(make_user("imdi_saksbehandler", "imdi"))
    tasks = client.get("/").text
    assert tasks.count("Gi rollen Skjermede personer") == 1 and "Ingen i Kristiansand har rollen" in tasks
    assert "følger opp en skjermet person" in client.get("/brukere/?enhet=kommune:4204").text
    assert "følger opp en skjermet person" not in client.get("/brukere/?enhet=kommune:0301").text
    give(client, worker, SHIELDED, KOMMUNE)
    assert "Gi rollen Skjermede personer" not in client.get("/").text
    take(client, house, worker, SHIELDED, KOMMUNE)
    assert "Gi rollen Skjermede personer" in client.get("/").text


def test_in_her_own_language(client: Client, make_user: MakeUser) -> None:
    for sprak, word in (("nn", "Brukarar"), ("en", "Users")):
        client.as_user(make_user(ADMIN, KOMMUNE, sprak=sprak))
        assert f">{word}" in client.get("/brukere/").text
