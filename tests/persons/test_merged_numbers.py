"""A merged record's number and address lead to the person who was kept: a run of the rules, a list, the shielded."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from flask import Flask

from core.cli import cli
from core.house import House
from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from tests.persons.merging import merged

LIST = "/personlister/integreringsloven/?vis=alle"


@pytest.fixture
def imdi(app: Flask, make_user: MakeUser) -> Client:
    """IMDi saksbehandler who may merge, and open shielded persons."""
    name = make_user("imdi_saksbehandler", "imdi")
    make_user("skjermede_personer", "imdi", name=name)
    return Client(app).as_user(name)


def pair(imdi: Client, make_person: MakePerson, **more: str) -> tuple[Person, Person]:
    """One who was kept, and the record that was merged into hers."""
    kept = make_person(fornavn="Amina", etternavn="Moe", **more)
    dropped = make_person(fornavn="Aamina", etternavn="Moe", **more)
    for person in (kept, dropped):
        if more:
            imdi.submit(f"/skjermet/{person.id}/", {"grunn": "42"})
    assert merged(imdi, kept, dropped.duf).status_code == 303
    return kept, dropped


def test_a_list_knows_the_number_she_had(imdi: Client, make_person: MakePerson) -> None:
    kept, dropped = pair(imdi, make_person)
    token = imdi.form(LIST, "/logg-ut")["csrf_token"]
    for number, there in ((kept.duf, True), (dropped.duf, True), ("209900000199", False)):
        page = imdi.http.post(LIST, data={"q": number, "csrf_token": token}, follow_redirects=True)
        assert page.status_code == 200
        assert ("Amina Moe" in page.text) == there, number


def test_the_rules_are_run_for_the_number_she_had(
    imdi: Client, make_person: MakePerson, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kept, dropped = pair(imdi, make_person)
    monkeypatch.setenv("FOTFESTE_DATABASE_URL", house.settings.database_url)
    monkeypatch.setenv("FOTFESTE_SECRET_KEY", "a secret for the tests, and long enough")
    for number, code in ((str(dropped.duf), 0), ("209900000199", 1)):
        for more in ([], ["--dry-run"]):
            ran = CliRunner().invoke(cli, ["rules", "run", "--person", number, *more])
            assert ran.exit_code == code, ran.output


def test_the_way_to_a_shielded_record_leads_to_the_one_who_was_kept(
    imdi: Client, make_person: MakePerson, app: Flask, make_user: MakeUser
) -> None:
    kept, dropped = pair(imdi, make_person, skjerming="fortrolig")
    answer = imdi.get(f"/skjermet/{dropped.id}/")
    assert (answer.status_code, answer.location) == (303, f"/skjermet/{kept.id}/")
    name = make_user("kommune_introbruker", "kommune:0301")
    make_user("skjermede_personer", "kommune:0301", name=name)
    assert Client(app).as_user(name).get(f"/skjermet/{dropped.id}/").status_code == 404
