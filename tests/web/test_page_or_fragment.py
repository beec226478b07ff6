"""The id that htmx targets, up to its first `--`, is the block that is answered; everything else is the whole page."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

BY = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request")


@pytest.fixture
def person(make_person: MakePerson, make_user: MakeUser, client: Client) -> Person:
    """Someone, and a caseworker who is signed in."""
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    return make_person(fornavn="Amina")


def ask(client: Client, address: str, **headers: str) -> TestResponse:
    """As htmx asks."""
    sent = {f"HX-{name.replace('_', '-')}": value for name, value in headers.items()}
    return client.get(address, headers={"HX-Request": "true", **sent})


def whole(answer: TestResponse) -> bool:
    """True for a whole page."""
    return answer.status_code == 200 and answer.text.lstrip().startswith("<!doctype html>")


def test_a_block_is_what_the_target_names(client: Client, person: Person) -> None:
    address = f"/personer/{person.id}/"
    part = ask(client, address, Target="personalia")
    assert part.status_code == 200
    assert "<html" not in part.text and "Amina" in part.text and "Tillatelser" not in part.text
    page = client.get(address)
    assert whole(page) and part.text.strip() in page.text, "the same as in the whole page"


def test_what_follows_two_dashes_is_the_row(client: Client, person: Person) -> None:
    address = f"/personer/{person.id}/nir/kvalifisering_i_mottak/2021-04/"
    part = ask(client, address, Target="maned--2021-04")
    assert re.findall(r'id="(maned--[0-9-]+)"', part.text) == ["maned--2021-04"]
    assert "<html" not in part.text and "April 2021" in part.text


@pytest.mark.parametrize("target", ["ukjent", "ukjent--1", "", "--", "heading2", "self", "__init__", "../page", "'\"<"])
def test_a_block_nobody_has_is_the_whole_page(target: str, client: Client, person: Person) -> None:
    assert whole(ask(client, f"/personer/{person.id}/", Target=target))


def test_boosted_restored_and_plain_requests_get_the_whole_page(client: Client, person: Person) -> None:
    address = f"/personer/{person.id}/"
    assert whole(ask(client, address, Target="personalia", Boosted="true"))
    assert whole(ask(client, address, Target="personalia", History_Restore_Request="true"))
    assert whole(client.get(address, headers={"HX-Target": "personalia"}))
    assert whole(client.get(address, headers={"HX-Request": "false", "HX-Target": "personalia"}))
    assert whole(ask(client, address))


def test_both_answers_say_what_they_vary_by(client: Client, person: Person) -> None:
    """A browser must never show the one for the other."""
    for answer in (client.get(f"/personer/{person.id}/"), ask(client, f"/personer/{person.id}/", Target="personalia")):
        assert {*BY, "Accept-Encoding", "Cookie"} <= set(answer.vary.to_header().split(", "))


def test_an_invalid_form_is_the_same_block_with_what_to_mend(client: Client, person: Person) -> None:
    address = f"/personer/{person.id}/nir/introduksjonsprogram/legg-til/"
    form = client.form(address)
    answer = client.http.post(address, data=form, headers={"HX-Request": "true", "HX-Target": "skjema"})
    assert answer.status_code == 422
    assert "<html" not in answer.text and 'id="skjema"' in answer.text and "må rettes" in answer.text


def test_messages_go_beside_the_block(client: Client, person: Person) -> None:
    with client.http.session_transaction() as cookie:
        cookie["_flashes"] = [("success", "Lagret.")]
    part = ask(client, f"/personer/{person.id}/", Target="personalia")
    assert 'hx-swap-oob="innerHTML:#meldinger"' in part.text and "Lagret." in part.text
    assert "Lagret." not in ask(client, f"/personer/{person.id}/", Target="personalia").text, "said once"


def test_an_error_replaces_the_whole_body(client: Client, person: Person) -> None:
    answer = ask(client, "/finnes/ikke", Target="personalia")
    assert answer.status_code == 404
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reswap"]) == ("body", "innerHTML")


def test_every_target_there_is_has_its_block(client: Client, person: Person) -> None:
    """Each link of a page that htmx follows is answered by a part, not by a page within the page."""
    pages = [f"/personer/{person.id}/nir/kvalifisering_i_mottak/", f"/personer/{person.id}/nir/"]
    links = {
        link
        for page in pages
        for link in re.findall(r'hx-get="([^"]+)"[^>]*hx-target="#([^"]+)"', client.get(page).text)
    }
    assert len(links) > 3
    for address, target in links:
        part = ask(client, address.replace("&amp;", "&"), Target=target)
        assert part.status_code == 200 and "<html" not in part.text, (address, target)
        assert f'id="{target}"' in part.text, (address, target)
