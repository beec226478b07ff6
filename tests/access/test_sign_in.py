"""Signing in, how long it lasts, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from core.access.changes import disable_user, find_user, set_password
from core.access.models import AppUser, SignInFailure, WebSession
from core.access.signin import FAILURES, HASHER, WINDOW
from core.events.models import Event
from core.house import House
from core.jobs import run_jobs
from core.testing.client import Client
from core.testing.people import MakeUser

UNIT = "kommune:4204"
PASSWORD = "et godt passord"
WRONG = "Brukernavnet eller passordet er feil"
MINUTE = timedelta(minutes=1)
MOMENT = timedelta(seconds=5)


@pytest.fixture
def name(make_user: MakeUser) -> str:
    """A caseworker."""
    return make_user("kommune_introbruker", UNIT)


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: Any) -> TestResponse:
    """Fills in the form and sends it."""
    return client.submit("/logg-inn", {"brukernavn": name, "passord": password, **more})


def inside(client: Client) -> bool:
    """True when the start page answers."""
    return client.get("/").status_code == 200


def test_the_right_password(client: Client, name: str, house: House) -> None:
    answer = sign_in(client, f" {name.upper()} ")
    assert (answer.status_code, answer.location) == (303, "/")
    assert inside(client)
    with house.session() as session:
        assert session.scalars(select(Event.type).where(Event.actor == name)).all() == ["logg_inn"]


@pytest.mark.parametrize("password", ["galt ord", "", "ET GODT PASSORD", PASSWORD + " "])
def test_a_wrong_password(password: str, client: Client, name: str) -> None:
    answer = sign_in(client, name, password)
    assert answer.status_code == 422
    assert (WRONG if password else "Skriv passordet ditt") in answer.text
    assert not password or password not in answer.text
    assert f'value="{name}"' in answer.text, "the name is kept"
    assert not inside(client)


def test_a_user_nobody_knows_is_answered_the_same(client: Client, name: str) -> None:
    known, unknown = sign_in(client, name, "feil"), sign_in(client, "ingen", "feil")
    assert unknown.status_code == known.status_code == 422
    assert WRONG in unknown.text


def test_a_closed_user(client: Client, name: str, house: House) -> None:
    client.as_user(name)
    assert inside(client)
    change(house, lambda session: disable_user(session, find_user(session, name)))
    assert not inside(client)
    answer = sign_in(Client(client.app), name)
    assert answer.status_code == 422 and WRONG in answer.text


def test_a_closed_user_has_no_session_even_if_one_was_left(client: Client, name: str, house: House) -> None:
    client.as_user(name)
    change(house, lambda session: session.execute(update(AppUser).values(stengt=house.clock.now())))
    assert not inside(client)


def change(house: House, do: Callable[[Any], Any]) -> None:
    """Does something in a transaction of its own."""
    with house.session(write=True) as session:
        do(session)
        session.commit()


def test_a_new_password_ends_every_session(client: Client, name: str, house: House) -> None:
    client.as_user(name)
    change(house, lambda session: set_password(session, find_user(session, name), "et annet godt passord"))
    assert not inside(client)
    assert sign_in(client, name).status_code == 422
    assert sign_in(client, name, "et annet godt passord").status_code == 303


def test_the_throttle_and_its_end(client: Client, name: str, house: House, make_user: MakeUser) -> None:
    for _ in range(FAILURES):
        assert WRONG in sign_in(client, name, "feil").text
    closed = sign_in(client, name)
    assert closed.status_code == 422 and "Vent et kvarter" in closed.text
    assert WRONG not in closed.text
    other = make_user("kommune_introbruker", UNIT)
    assert sign_in(Client(client.app), other).status_code == 303, "another user is let in"

    earlier = update(SignInFailure).values(at=house.clock.now() - WINDOW + MINUTE)
    change(house, lambda session: session.execute(earlier))
    assert "Vent et kvarter" in sign_in(client, name).text
    change(house, lambda session: session.execute(earlier.values(at=house.clock.now() - WINDOW - MOMENT)))
    assert sign_in(client, name).status_code == 303


def test_an_address_that_tries_many_names_is_throttled(client: Client, name: str) -> None:
    for number in range(FAILURES * 4):
        sign_in(client, f"ingen{number}", "feil")
    assert "Vent et kvarter" in sign_in(client, name).text


def test_a_failure_before_is_forgotten_when_she_gets_in(client: Client, name: str) -> None:
    for _ in range(3):
        for _ in range(FAILURES - 1):
            sign_in(client, name, "feil")
        assert sign_in(client, name).status_code == 303
        client.submit("/", action="/logg-ut")


def test_whoever_gets_in_takes_back_her_own_failures_alone(client: Client, name: str) -> None:
    """Else one who has an account could go on trying others' from the same address."""
    for number in range(FAILURES * 4 - 2):
        sign_in(client, f"ingen{number}", "feil")
    for _ in range(2):
        sign_in(client, name, "feil")
        assert sign_in(client, name).status_code == 303, "her own failure does not stay with the address"
        client.submit("/", action="/logg-ut")
    for number in range(2):
        sign_in(client, f"andre{number}", "feil")
    assert "Vent et kvarter" in sign_in(client, name).text


def test_failures_too_old_to_count_are_swept_by_the_jobs(client: Client, name: str, house: House) -> None:
    sign_in(client, name, "feil")
    sign_in(client, "ingen", "feil")
    change(house, lambda session: session.execute(update(SignInFailure).values(at=house.clock.now() - WINDOW)))
    sign_in(client, name, "feil")
    run_jobs(house)
    with house.session() as session:
        assert len(session.scalars(select(SignInFailure)).all()) == 2, "the last failure's, of name and address"


def test_what_was_tried_is_not_kept(client: Client, name: str, house: House) -> None:
    sign_in(client, name, "hemmelig ord")
    with house.session() as session:
        rows = [str(vars(row)) for row in session.scalars(select(SignInFailure))]
    assert len(rows) == 2
    assert not any(word in row for row in rows for word in (name, "hemmelig", "127.0.0.1"))


ELSEWHERE = [
    "https://ond.no/",
    "//ond.no/",
    "/\\ond.no",
    "\\\\ond.no",
    "/\t/ond.no/",
    "/\r/ond.no",
    "/\n/ond.no",
    "\t//ond.no",
    " //ond.no",
    "javascript:alert(1)",
    "ond.no",
    "http:ond.no",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_elsewhere(target: str, client: Client, name: str) -> None:
    """Neither after signing in nor after choosing a language."""
    answer = sign_in(client, name, neste=target)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.submit("/", {"sprak": "nn", "neste": target}, action="/sprak").location == "/"


def test_where_she_was_going(client: Client, name: str) -> None:
    to_sign_in = client.get("/personer/?sok=1")
    assert (to_sign_in.status_code, to_sign_in.location) == (303, "/logg-inn?neste=/personer/?sok%3D1")
    page = client.http.get(to_sign_in.location)
    assert 'name="neste" value="/personer/?sok=1"' in page.text
    answer = client.http.post(
        "/logg-inn", data={**client.form(to_sign_in.location), "brukernavn": name, "passord": PASSWORD}
    )
    assert answer.location == "/personer/?sok=1"


def test_each_session_has_a_token_of_its_own(client: Client, name: str, house: House) -> None:
    """A cookie from before, or one that was set for her, is worth nothing after."""
    client.get("/logg-inn")
    with client.http.session_transaction() as cookie:
        cookie["planted"] = "x"
    sign_in(client, name)
    first = token(client)
    with client.http.session_transaction() as cookie:
        assert "planted" not in cookie
    client.submit("/", action="/logg-ut")
    sign_in(client, name)
    assert token(client) != first
    assert not inside(with_token(client, first))
    with house.session() as session:
        stored = session.scalars(select(WebSession.token_hash)).all()
    assert first not in stored and len(set(stored)) == 2


def token(client: Client) -> str:
    """The token in the cookie."""
    with client.http.session_transaction() as cookie:
        return str(cookie["_user_id"])


def with_token(client: Client, token: str) -> Client:
    """Another browser that holds this token."""
    other = Client(client.app)
    with other.http.session_transaction() as cookie:
        cookie["_user_id"] = token
    return other


def test_signing_in_again_ends_the_session_before(client: Client, name: str) -> None:
    form = {**client.form("/logg-inn"), "brukernavn": name, "passord": PASSWORD}
    client.as_user(name)
    first = token(client)
    form["csrf_token"] = client.form("/", "/logg-ut")["csrf_token"]
    assert client.http.post("/logg-inn", data=form).status_code == 303
    assert token(client) != first
    assert inside(client) and not inside(with_token(client, first))


def test_a_cookie_that_was_tampered_with(client: Client, name: str) -> None:
    client.as_user(name)
    value = client.http.get_cookie("fotfeste").value  # type: ignore[union-attr]
    client.http.set_cookie("fotfeste", ("B" if value[0] == "A" else "A") + value[1:])
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    ("role", "unit", "minutes"),
    [("kommune_introbruker", UNIT, 60), ("imdi_saksbehandler", "imdi", 60), ("mottaksansatt", "mottak:M102", 15)],
)
def test_idle(role: str, unit: str, minutes: int, client: Client, make_user: MakeUser, house: House) -> None:
    client.as_user(make_user(role, unit))
    rest(house, minutes * MINUTE - MOMENT)
    assert inside(client)
    assert idle_for(house) < MINUTE, "a page renews it"
    rest(house, minutes * MINUTE + MOMENT)
    assert not inside(client)


def rest(house: House, idle: timedelta, lasted: timedelta | None = None) -> None:
    """As if the session was last used, and begun, so long ago."""
    now = house.clock.now()
    change(
        house,
        lambda session: session.execute(
            update(WebSession).values(sist_brukt=now - idle, startet=now - (lasted or idle))
        ),
    )


def idle_for(house: House) -> timedelta:
    """How long the session has not been used."""
    with house.session() as session:
        return house.clock.now() - session.scalars(select(WebSession.sist_brukt)).one()


def test_the_shortest_counts_for_one_with_two_roles(client: Client, make_user: MakeUser, house: House) -> None:
    name = make_user("mottaksansatt", "mottak:M102")
    client.as_user(make_user("kommune_introbruker", UNIT, name=name))
    rest(house, 16 * MINUTE)
    assert not inside(client)


def test_ten_hours_at_most(client: Client, name: str, house: House) -> None:
    client.as_user(name)
    rest(house, MINUTE, timedelta(hours=10) - MOMENT)
    assert inside(client)
    rest(house, MINUTE, timedelta(hours=10) + MOMENT)
    assert not inside(client)


def test_signing_out(client: Client, name: str, house: House) -> None:
    client.as_user(name)
    kept = token(client)
    answer = client.submit("/", action="/logg-ut")
    assert (answer.status_code, answer.location) == (303, "/logg-inn")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Du er logget ut" in client.get("/logg-inn").text
    assert not inside(client) and not inside(with_token(client, kept))
    with house.session() as session:
        assert "logg_ut" in session.scalars(select(Event.type).where(Event.actor == name)).all()


def test_one_who_is_in_is_not_asked_again(client: Client, name: str) -> None:
    client.as_user(name)
    assert client.get("/logg-inn").location == "/"


def test_an_expired_session_and_htmx(client: Client, name: str, house: House) -> None:
    """The browser goes to sign-in as a whole, and back to the page it stood on."""
    client.as_user(name)
    rest(house, 61 * MINUTE)
    headers = {"HX-Request": "true", "HX-Target": "body", "HX-Current-URL": "http://localhost/personer/?sok=1"}
    answer = client.get("/", headers=headers)
    assert (answer.status_code, answer.text) == (204, "")
    assert answer.headers["HX-Redirect"] == "/logg-inn?neste=/personer/?sok%3D1"


@pytest.mark.parametrize("current", ["http://ond.no//ond.no/", "//ond.no", "ikke en adresse", ""])
def test_htmx_may_say_what_it_likes(current: str, client: Client, name: str) -> None:
    answer = client.get("/", headers={"HX-Request": "true", "HX-Current-URL": current})
    assert answer.status_code == 204
    page = client.http.get(answer.headers["HX-Redirect"])
    form = {**client.form(answer.headers["HX-Redirect"]), "brukernavn": name, "passord": PASSWORD}
    assert page.status_code == 200
    assert "ond.no" not in (client.http.post("/logg-inn", data=form).location or "")


def test_a_form_sent_too_late(client: Client, name: str, house: House) -> None:
    """She comes back to the form's own page; what has no page of its own is not kept, and she is told."""
    client.as_user(name)
    form = {**client.form("/personer/"), "q": "Amina"}
    rest(house, 61 * MINUTE)
    answer = client.http.post("/personer/", data=form)
    assert (answer.status_code, answer.location) == (303, "/logg-inn?neste=/personer/")
    assert "i skjemaet igjen" in client.http.get(answer.location).text
    assert client.http.post("/logg-ut", data=form).location == "/logg-inn?neste=/"
    assert "ikke lagret" in client.http.get("/logg-inn").text


def test_a_role_that_was_given_acts_on_the_next_request(client: Client, make_user: MakeUser) -> None:
    name = make_user("systemadministrator")
    client.as_user(name)
    assert client.get("/personer/").status_code == 404
    make_user("kommune_introbruker", UNIT, name=name)
    assert client.get("/personer/").status_code == 200


def test_passwords_are_hashed_as_argon2_says_today() -> None:
    """The tests' own hashes are cheap; this is the one of a running Fotfeste."""
    import subprocess
    import sys

    code = "from core.access.signin import HASHER as h; print(h.type.name, h.time_cost, h.memory_cost, h.parallelism)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert told[0] == "ID"
    assert int(told[1]) >= 3 and int(told[2]) >= 65536
    assert HASHER is not None


def test_stored_passwords_are_hashes(house: House, name: str) -> None:
    with house.session() as session:
        stored = session.scalars(select(AppUser.passord)).all()
    assert all(one.startswith("$argon2id$") and PASSWORD not in one for one in stored)
