"""What one may not see is answered like what does not exist, to the last sign; and nothing passes without its token."""

from __future__ import annotations

import gzip
import re
import uuid
from typing import Any

import pytest
from werkzeug.test import TestResponse

from core.persons.identifiers import duf_control
from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from tests.matrix.cells import SECRET

RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOT_COMPARED = {"Date", "Set-Cookie"}


def plain(answer: TestResponse) -> tuple[int, dict[str, str], str]:
    """Everything of an answer that could tell two apart."""
    headers = {key: value for key, value in answer.headers if key not in NOT_COMPARED}
    body = gzip.decompress(answer.data) if headers.get("Content-Encoding") == "gzip" else answer.data
    return answer.status_code, headers, RANDOM.sub("X", body.decode())


PAGES = [
    "",
    "hendelser/",
    "nir/",
    "nir/norsk/",
    "nir/norsk/2021-04/",
    "nir/norsk/legg-til/",
    "nir/ukjent/",
    "finnes-ikke/",
]
OTHERS = {
    "introbruker": ("kommune_introbruker", "kommune:0301"),
    "admin": ("kommune_administrativ", "kommune:0301"),
    "mottak": ("mottaksansatt", "mottak:M101"),
    "system": ("systemadministrator", ""),
}


@pytest.mark.parametrize("other", OTHERS)
def test_a_foreign_person_is_nobody(other: str, client: Client, make_person: MakePerson, make_user: MakeUser) -> None:
    person = make_person()
    client.as_user(make_user(*OTHERS[other]))
    for path in PAGES:
        for headers in ({}, {"HX-Request": "true", "HX-Target": "body"}):
            foreign, nobody = (
                client.get(f"/personer/{one}/{path}", headers=headers) for one in (person.id, uuid.uuid4())
            )
            assert plain(foreign) == plain(nobody), path
            assert foreign.status_code == 404
    never = plain(client.get(f"/en/adresse/som/aldri/var/{uuid.uuid4()}"))
    assert plain(client.get(f"/personer/{person.id}/")) == never


def test_a_foreign_person_is_nobody_to_who_would_change(
    client: Client, make_person: MakePerson, make_user: MakeUser
) -> None:
    person = make_person()
    client.as_user(make_user("kommune_introbruker", "kommune:0301"))
    token = client.form("/personer/")["csrf_token"]
    for path in ("nir/introduksjonsprogram/legg-til/", f"nir/introduksjonsprogram/tiltak/{uuid.uuid4()}/slett/"):
        answers = [
            client.http.post(f"/personer/{one}/{path}", data={"csrf_token": token}) for one in (person.id, uuid.uuid4())
        ]
        assert plain(answers[0]) == plain(answers[1])
        assert answers[0].status_code == 404


def test_a_search_for_one_out_of_reach_finds_nobody(
    client: Client, make_person: MakePerson, make_user: MakeUser
) -> None:
    person = make_person(fornavn="Amina")
    client.as_user(make_user("kommune_introbruker", "kommune:0301"))

    def answer(words: str) -> str:
        page = client.submit("/personer/", {"q": words}, follow_redirects=True)
        return re.sub(r'value="[^"]*"|content="[^"]*"', "", SECRET.sub(r"\1", RANDOM.sub("X", page.text)))

    assert answer("Amina") == answer("Xerxes")
    assert answer(str(person.duf)) == answer("2020999999" + duf_control("2020999999"))


def test_another_sessions_search_is_none(client: Client, make_person: MakePerson, make_user: MakeUser) -> None:
    make_person(fornavn="Amina")
    name = make_user("kommune_introbruker", "kommune:4204")
    client.as_user(name)
    found = client.submit("/personer/", {"q": "Amina"}).location or ""
    assert "Amina" not in found and "Amina" in client.get(found).text
    other = Client(client.app).as_user(name)
    page = other.get(found)
    assert page.status_code == 200 and "Amina" not in page.text


def test_not_signed_in_is_asked_to_whoever_she_is(client: Client, make_person: MakePerson) -> None:
    person = make_person()
    answers = [client.get(f"/personer/{one}/") for one in (person.id, uuid.uuid4())]
    assert {answer.status_code for answer in answers} == {303}


@pytest.mark.parametrize("token", [None, "", "galt"])
@pytest.mark.parametrize("path", ["/personer/", "/logg-ut", "/sprak", "/logg-inn"])
def test_a_form_without_its_token(token: str | None, path: str, client: Client, make_user: MakeUser) -> None:
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    data: dict[str, Any] = {"q": "Amina", "sprak": "nn"}
    answer = client.http.post(path, data=data if token is None else {**data, "csrf_token": token})
    assert answer.status_code == 400
    assert "Skjemaet kunne ikke leses" in answer.text
    assert client.get("/").status_code == 200, "still signed in"
    assert '<html lang="nb"' in client.get("/").text


def test_anothers_token_is_none(client: Client, make_user: MakeUser) -> None:
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    other = Client(client.app).as_user(make_user("kommune_introbruker", "kommune:4204"))
    token = other.form("/personer/")["csrf_token"]
    assert client.http.post("/personer/", data={"q": "Amina", "csrf_token": token}).status_code == 400


def test_htmx_sends_the_token_in_a_header(client: Client, make_user: MakeUser, make_person: MakePerson) -> None:
    person: Person = make_person()
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    token = client.form("/personer/")["csrf_token"]
    address = f"/personer/{person.id}/nir/introduksjonsprogram/legg-til/"
    data = {"nokkel": "k" * 32, "versjon": "0"}
    assert client.http.post(address, data=data, headers={"X-CSRFToken": token}).status_code == 422
    assert client.http.post(address, data=data).status_code == 400
