"""A form sent after the session had ended: kept encrypted, shown filled in to the same user, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from core.access.changes import disable_user, find_user
from core.access.held import held, hold
from core.access.models import HeldForm, WebSession
from core.house import House
from core.jobs import run_jobs
from core.testing.client import Client, fields_of
from core.testing.people import MakePerson, MakeUser

KOMMUNE = "kommune:4204"
TILTAK = {
    "gruppe": "norsk_og_samfunnskunnskap",
    "type": "norskopplaering",
    "fra": "2.4.21",
    "til": "30.04.2021",
    "timer_per_uke": "37,5",
    "erstattende": "y",
}
HOUR = timedelta(minutes=61)


@pytest.fixture
def name(make_user: MakeUser) -> str:
    """A caseworker who registers kvalifisering i mottak."""
    return make_user("kommune_introbruker", KOMMUNE, name="saksbehandler")


@pytest.fixture
def url(make_person: MakePerson) -> str:
    """Where a tiltak is added."""
    return f"/personer/{make_person().id}/nir/kvalifisering_i_mottak/legg-til/"


def end(house: House) -> None:
    """Every session has sat idle too long."""
    used = house.clock.now() - HOUR
    change(house, lambda session: session.execute(update(WebSession).values(sist_brukt=used)))


def change(house: House, do: Callable[[Any], Any]) -> None:
    """Does something in a transaction of its own."""
    with house.session(write=True) as session:
        do(session)
        session.commit()


def send_late(client: Client, house: House, name: str, url: str, **headers: str) -> TestResponse:
    """Opens the form, lets the session end, and sends it."""
    client.as_user(name)
    form = {**client.form(url), **TILTAK}
    end(house)
    return client.http.post(url, data=form, headers=headers)


def sign_in(client: Client, name: str) -> TestResponse:
    """Signs in in the same browser."""
    form = {**client.form("/logg-inn"), "brukernavn": name, "passord": "et godt passord", "neste": "/"}
    return client.http.post("/logg-inn", data=form)


def kept(house: House) -> int:
    """How many forms are kept."""
    with house.session() as session:
        return session.scalar(select(func.count()).select_from(HeldForm)) or 0


HTMX = {"HX-Request": "true", "HX-Target": "ordning", "HX-Current-URL": "http://localhost/somewhere/"}


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_it_is_shown_filled_in_and_unsaved(
    headers: dict[str, str], client: Client, house: House, name: str, url: str
) -> None:
    answer = send_late(client, house, name, url, **headers)
    to = answer.headers["HX-Redirect"] if headers else answer.location
    assert answer.status_code == (204 if headers else 303) and to == f"/logg-inn?neste={url}"
    assert "står det du skrev, i skjemaet igjen" in client.http.get(to).text
    assert sign_in(client, name).location == url
    page = client.get(url)
    form = fields_of(page.text, url)
    assert {key: form[key] for key in TILTAK} == TILTAK
    assert "er ikke lagret ennå" in page.text and "ds-error-summary" not in page.text
    month = url.replace("legg-til", "2021-04")
    assert "37,5" not in client.get(month).text, "nothing was stored"
    assert client.http.post(url, data=form).status_code == 303
    assert "37,5" in client.get(month).text


def test_it_is_shown_once(client: Client, house: House, name: str, url: str) -> None:
    send_late(client, house, name, url)
    sign_in(client, name)
    assert kept(house) == 1
    assert client.fragment(url, "skjema").status_code == 200
    assert kept(house) == 1, "a piece of a page takes nothing"
    assert "37,5" in client.get(url).text
    assert kept(house) == 0
    assert "37,5" not in client.get(url).text


def test_another_user_destroys_it(client: Client, house: House, name: str, url: str, make_user: MakeUser) -> None:
    other = make_user("kommune_introbruker", KOMMUNE, name="en.annen")
    send_late(client, house, name, url)
    assert sign_in(client, other).location == "/"
    assert kept(house) == 0
    assert "37,5" not in client.get(url).text
    client.submit("/", action="/logg-ut")
    sign_in(client, name)
    assert "37,5" not in client.get(url).text


def test_another_browser_does_not_get_it(client: Client, house: House, name: str, url: str) -> None:
    send_late(client, house, name, url)
    other = Client(client.app)
    assert sign_in(other, name).location == "/"
    assert "37,5" not in other.get(url).text
    assert sign_in(client, name).location == url
    assert "37,5" in client.get(url).text


def test_a_wrong_password_in_between_does_no_harm(client: Client, house: House, name: str, url: str) -> None:
    send_late(client, house, name, url)
    assert client.submit("/logg-inn", {"brukernavn": name, "passord": "feil"}).status_code == 422
    assert sign_in(client, name).location == url
    assert "37,5" in client.get(url).text


@pytest.mark.parametrize(("minutes", "shown"), [(29, True), (31, False)])
def test_half_an_hour(minutes: int, shown: bool, client: Client, house: House, name: str, url: str) -> None:
    send_late(client, house, name, url)
    at = house.clock.now() - timedelta(minutes=minutes)
    change(house, lambda session: session.execute(update(HeldForm).values(at=at)))
    assert sign_in(client, name).location == (url if shown else "/")
    assert ("37,5" in client.get(url).text) is shown
    assert kept(house) == 0


def test_half_an_hour_holds_after_signing_in_too(client: Client, house: House, name: str, url: str) -> None:
    send_late(client, house, name, url)
    assert sign_in(client, name).location == url
    at = house.clock.now() - timedelta(minutes=31)
    change(house, lambda session: session.execute(update(HeldForm).values(at=at)))
    assert "37,5" not in client.get(url).text


@pytest.mark.parametrize(("minutes", "left"), [(29, 1), (31, 0)])
def test_the_jobs_sweep_what_is_too_old(
    minutes: int, left: int, client: Client, house: House, name: str, url: str
) -> None:
    send_late(client, house, name, url)
    at = house.clock.now() - timedelta(minutes=minutes)
    change(house, lambda session: session.execute(update(HeldForm).values(at=at)))
    run_jobs(house)
    assert kept(house) == left


def test_neither_the_database_nor_the_cookie_tells(client: Client, house: House, name: str, url: str) -> None:
    send_late(client, house, name, url)
    with house.session() as session:
        row = session.scalars(select(HeldForm)).one()
        with client.http.session_transaction() as cookie:
            session_id, secret, path = cookie["holdt"]
        assert path == url and "37,5" not in str(dict(cookie))
        assert not any(text in row.data for text in ("37,5", "norsk", "gruppe", secret))
        assert held(session, session_id, secret, row.user_id) is not None
        assert held(session, session_id, secret[:-1] + "-", row.user_id) is None
        house.settings, before = replace(house.settings, secret_key="another key, as long as it needs"), house.settings
        try:
            assert held(session, session_id, secret, row.user_id) is None
        finally:
            house.settings = before


def test_no_password_is_kept(house: House, client: Client, name: str) -> None:
    client.as_user(name)
    with client.http.session_transaction() as cookie:
        token = cookie["_user_id"]
    fields = [("passord", "hemmelig"), ("nytt_passord", "hemmelig"), ("csrf_token", "x"), ("q", "Amina"), ("q", "to")]
    with house.session(write=True) as session:
        made = hold(session, token, fields)
        assert made is not None
        owner = session.scalars(select(HeldForm.user_id)).one()
        assert held(session, *made, owner) == [("q", "Amina"), ("q", "to")]
        assert hold(session, "never a token", fields) is None
        assert hold(session, token, [("q", "x" * 300_000)]) is None


def test_one_who_never_was_in_leaves_nothing(client: Client, house: House, url: str) -> None:
    token = client.form("/logg-inn")
    answer = client.http.post(url, data={**TILTAK, "csrf_token": token["csrf_token"], "nokkel": "x", "versjon": "0"})
    assert answer.status_code == 303 and kept(house) == 0
    assert client.http.post(url, data=TILTAK).status_code == 400


def test_a_closed_user_gets_nothing_back(client: Client, house: House, name: str, url: str) -> None:
    send_late(client, house, name, url)
    change(house, lambda session: disable_user(session, find_user(session, name)))
    assert sign_in(client, name).status_code == 422


def test_whoever_was_faster_is_seen_all_the_same(
    client: Client, house: House, name: str, url: str, make_user: MakeUser
) -> None:
    """The version it was opened with is kept too: what another stored meanwhile is not written over."""
    client.as_user(name)
    client.submit(url, TILTAK)
    page = client.get(url.replace("legg-til", "2021-04")).text
    details = page.split('href="')[1:]
    found = next(part.split('"')[0] for part in details if "detaljer=" in part.split('"')[0]).replace("&amp;", "&")
    edit = next(
        part.split('"')[0].replace("&amp;", "&")
        for part in client.get(found).text.split('href="')[1:]
        if "/rediger/" in part.split('"')[0]
    )
    form = {**client.form(edit), "timer_per_uke": "12"}
    faster = Client(client.app).as_user(make_user("kommune_introbruker", KOMMUNE, name="raskere"))
    assert faster.submit(edit, {"timer_per_uke": "11"}).status_code == 303
    end(house)
    client.http.post(edit, data=form)
    assert sign_in(client, name).location == edit
    again = fields_of(client.get(edit).text, edit.split("?")[0])
    assert again["timer_per_uke"] == "12"
    assert client.http.post(edit, data=again).status_code == 409
