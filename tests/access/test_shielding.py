"""A shielded member shields the household; a holder of the right sees the name, and opens with a reason for the day."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.access.changes import find_user, open_shielded, take_role
from core.access.models import Opened
from core.access.scope import system_scope
from core.access.shielding import about_models
from core.commands.common import require_migrated
from core.commands.errors import CommandError
from core.events.models import AccessLogPerson, Event, EventText
from core.house import House
from core.migrate import uncovered_rows, upgrade
from core.persons.models import Person
from core.testing import TODAY
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

UNIT = "kommune:4204"
REASON = "Hun har bedt om en samtale."
TILTAK = {
    "ordning": "kvalifisering_i_mottak",
    "gruppe": "norsk_og_samfunnskunnskap",
    "type": "norskopplaering",
    "fra": "2021-01-10",
    "til": "2021-01-20",
    "timer_per_uke": 10,
}


@pytest.fixture
def holder(make_user: MakeUser) -> str:
    """One who may open shielded persons in 4204."""
    name = make_user("kommune_administrativ", UNIT)
    return make_user("skjermede_personer", UNIT, name=name)


@pytest.fixture
def shielded(make_person: MakePerson) -> Person:
    """A shielded person of 4204, alone."""
    return make_person(fornavn="Amina", skjerming="fortrolig")


def copies(house: House, person_id: uuid.UUID) -> set[bool]:
    """`skjermet` as it stands with the person and on every row about her."""
    with house.session() as session, system_scope(session, "test"):
        found = set(session.scalars(select(Person.skjermet).where(Person.id == person_id)))
        for model in about_models(session):
            rows: Any = model
            found |= set(session.scalars(select(rows.skjermet).where(rows.person_id == person_id)))
        return found


def family(make_person: MakePerson, skjerming: str, number: int) -> dict[str, Any]:
    """A line of a household of four."""
    return {
        "duf": f"2099000{number:03d}{['03', '08', '02', '07'][number - 1]}" if number < 4 else "202050000905",
        "fornavn": f"Medlem{number}",
        "familie": {"referanse": "F1", "rolle": "hovedperson" if number == 1 else "barn"},
        "skjerming": skjerming,
    }


@pytest.mark.parametrize("skjerming", ["fortrolig", "ingen"])
def test_rows_of_a_plugin_that_was_off_follow_when_it_is_back(
    skjerming: str, make_person: MakePerson, house: House, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    before = "ingen" if skjerming == "fortrolig" else "fortrolig"
    person = make_person(skjerming=before, tiltak=[TILTAK])
    other = make_person(tiltak=[TILTAK])
    without: House = make_app(()).extensions["fotfeste"]
    MakePerson(without, tmp_path)(duf=person.duf, skjerming=skjerming)
    assert copies(house, person.id) == {True, False}, "the plugin's rows stand as they stood"
    assert uncovered_rows(house) == (["skjerming"] if skjerming == "fortrolig" else [])
    if skjerming == "fortrolig":
        with pytest.raises(CommandError, match="skjerming"):
            require_migrated(house)
    assert upgrade(house) == ["skjerming"]
    assert copies(house, person.id) == {skjerming == "fortrolig"}
    assert copies(house, other.id) == {False}
    assert (uncovered_rows(house), upgrade(house)) == ([], [])
    require_migrated(house)


def test_one_of_four_shields_all(make_person: MakePerson, house: House, client: Client, make_user: MakeUser) -> None:
    people = [make_person(**family(make_person, "ingen", n)) for n in (1, 2, 3)]
    other = make_person(fornavn="Nabo")
    client.as_user(make_user("kommune_introbruker", UNIT))
    assert all(client.get(f"/personer/{one.id}/").status_code == 200 for one in people)

    people.append(make_person(**family(make_person, "strengt_fortrolig", 4)))
    for one in people:
        assert copies(house, one.id) == {True}
        assert client.get(f"/personer/{one.id}/").status_code == 404
    assert copies(house, other.id) == {False}
    assert client.get(f"/personer/{other.id}/").status_code == 200

    make_person(**family(make_person, "ingen", 4))  # the shielding ends, and everyone is seen again
    for one in people:
        assert copies(house, one.id) == {False}
        assert client.get(f"/personer/{one.id}/").status_code == 200


def test_who_leaves_the_household_is_shielded_no_more(make_person: MakePerson, house: House) -> None:
    first = make_person(**family(make_person, "ingen", 1))
    make_person(**family(make_person, "fortrolig", 2))
    assert copies(house, first.id) == {True}
    make_person(**{**family(make_person, "ingen", 1), "familie": None})
    assert copies(house, first.id) == {False}


def test_when_the_shielded_one_leaves_the_others_are_shielded_no_more(make_person: MakePerson, house: House) -> None:
    first = make_person(**family(make_person, "ingen", 1))
    hidden = make_person(**family(make_person, "fortrolig", 2))
    make_person(**{**family(make_person, "fortrolig", 2), "familie": {"referanse": "F2", "rolle": "hovedperson"}})
    assert copies(house, first.id) == {False}
    assert copies(house, hidden.id) == {True}


def test_others_see_nothing_of_her(shielded: Person, client: Client, make_user: MakeUser) -> None:
    for role, unit in (("kommune_introbruker", UNIT), ("mottaksansatt", "mottak:M102"), ("imdi_saksbehandler", "imdi")):
        client.as_user(make_user(role, unit))
        page = client.submit("/personer/", {"q": "Amina"}, follow_redirects=True)
        assert page.status_code == 200 and "Nummer1" not in page.text, role
        assert client.get(f"/personer/{shielded.id}/").status_code == 404
        assert client.get(f"/skjermet/{shielded.id}/").status_code == 404


def test_a_holder_sees_the_name_and_must_say_why(shielded: Person, client: Client, holder: str, house: House) -> None:
    client.as_user(holder)
    found = client.submit("/personer/", {"q": "Amina"}, follow_redirects=True).text
    assert "Amina" in found and "Skjermet" in found and "Syria" not in found

    for page in ("", "hendelser/", "nir/"):
        closed = client.get(f"/personer/{shielded.id}/{page}")
        assert (closed.status_code, closed.location) == (303, f"/skjermet/{shielded.id}/")
    asking = client.get(f"/skjermet/{shielded.id}/").text
    assert "Amina" in asking and "15.03.1990" not in asking

    for reason in ("", "   "):
        refused = client.submit(f"/skjermet/{shielded.id}/", {"grunn": reason})
        assert refused.status_code == 422 and "Skriv hvorfor" in refused.text
    assert client.get(f"/personer/{shielded.id}/").status_code == 303

    opened = client.submit(f"/skjermet/{shielded.id}/", {"grunn": REASON})
    assert (opened.status_code, opened.location) == (303, f"/personer/{shielded.id}/")
    page = client.get(f"/personer/{shielded.id}/").text
    assert "15.03.1990" in page and "Syria" in page
    assert client.get(f"/skjermet/{shielded.id}/").status_code == 303, "asked once a day"
    assert reasons(house, shielded) == [REASON]


def reasons(house: House, person: Person) -> list[str]:
    """The reasons that the log keeps."""
    with house.session() as session:
        lines = select(EventText.data).join(Event, Event.id == EventText.event_id)
        return [
            data["grunn"]
            for data in session.scalars(lines.where(Event.type == "skjermet_apnet", Event.person_id == person.id))
        ]


def test_a_reason_is_good_for_the_day_and_for_one(
    shielded: Person, client: Client, holder: str, make_app: Callable[..., Flask], make_user: MakeUser
) -> None:
    client.as_user(holder)
    client.submit(f"/skjermet/{shielded.id}/", {"grunn": REASON})
    assert client.get(f"/personer/{shielded.id}/").status_code == 200
    tomorrow = Client(make_app(today=TODAY + timedelta(days=1))).as_user(holder)
    assert tomorrow.get(f"/personer/{shielded.id}/").status_code == 303
    other = make_user("kommune_introbruker", UNIT)
    make_user("skjermede_personer", UNIT, name=other)
    assert client.as_user(other).get(f"/personer/{shielded.id}/").status_code == 303


def test_nothing_is_changed_while_she_is_closed(
    shielded: Person, client: Client, holder: str, make_user: MakeUser
) -> None:
    client.as_user(make_user("kommune_norskbruker", UNIT, name=holder))
    token = client.form("/personer/")["csrf_token"]
    answer = client.http.post(f"/personer/{shielded.id}/nir/norsk/legg-til/", data={"csrf_token": token})
    assert answer.status_code == 404


def test_the_right_counts_in_its_own_unit(shielded: Person, client: Client, make_user: MakeUser) -> None:
    """A holder in Oslo who also works in Kristiansand opens nobody in Kristiansand."""
    name = make_user("kommune_introbruker", UNIT)
    make_user("kommune_introbruker", "kommune:0301", name=name)
    make_user("skjermede_personer", "kommune:0301", name=name)
    client.as_user(name)
    assert "Nummer1" not in client.submit("/personer/", {"q": "Amina"}, follow_redirects=True).text
    assert client.get(f"/personer/{shielded.id}/").status_code == 404
    assert client.get(f"/skjermet/{shielded.id}/").status_code == 404


@pytest.mark.parametrize(("unit", "status"), [("imdi", 303), (UNIT, 303), ("kommune:0301", 404)])
def test_the_right_at_imdi(unit: str, status: int, shielded: Person, client: Client, make_user: MakeUser) -> None:
    """IMDi's own holder reaches all; one who holds it for a kommune reaches what that kommune does."""
    name = make_user("imdi_saksbehandler", "imdi")
    make_user("kommune_introbruker", UNIT, name=name)
    make_user("skjermede_personer", unit, name=name)
    assert client.as_user(name).get(f"/personer/{shielded.id}/").status_code == status


def test_the_right_alone_sees_nobody(shielded: Person, client: Client, make_user: MakeUser) -> None:
    client.as_user(make_user("skjermede_personer", UNIT))
    assert client.get(f"/skjermet/{shielded.id}/").status_code == 404
    assert client.get("/personer/").status_code == 404


def test_a_right_taken_closes_what_was_opened(shielded: Person, client: Client, holder: str, house: House) -> None:
    client.as_user(holder)
    client.submit(f"/skjermet/{shielded.id}/", {"grunn": REASON})
    with house.session(write=True) as session:
        take_role(session, find_user(session, holder), "skjermede_personer", UNIT)
        session.commit()
    assert client.get(f"/personer/{shielded.id}/").status_code == 404


def test_names_in_lists_and_the_question_are_logged(
    shielded: Person, client: Client, holder: str, house: House
) -> None:
    client.as_user(holder)
    for ask in (
        lambda: client.submit("/personer/", {"q": "Amina"}, follow_redirects=True),
        lambda: client.get(f"/skjermet/{shielded.id}/"),
    ):
        before = seen_of(house, shielded)
        ask()
        assert seen_of(house, shielded) == before + 1


def seen_of(house: House, person: Person) -> int:
    """Answers that showed her."""
    with house.session() as session:
        return len(session.scalars(select(AccessLogPerson.log_id).where(AccessLogPerson.person_id == person.id)).all())


def test_opening_twice_is_one(shielded: Person, client: Client, holder: str, house: House) -> None:
    client.as_user(holder)
    form = {**client.form(f"/skjermet/{shielded.id}/"), "grunn": REASON}
    for _ in range(2):
        assert client.http.post(f"/skjermet/{shielded.id}/", data=form).status_code == 303
    with house.session() as session:
        (kept,) = session.scalars(select(Opened)).all()
    with house.session(write=True) as session:
        open_shielded(session, kept.user_id, shielded.id, kept.dag, "En annen grunn")
        session.commit()
    assert reasons(house, shielded) == [REASON]
