"""A user's own sessions, and the token that is renewed when her roles change."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from core.access.changes import find_user, take_role
from core.access.devices import device_words
from core.access.models import WebSession
from core.access.signin import GRACE
from core.events.models import Event
from core.house import House
from core.testing.client import Client
from core.testing.people import MakeUser

KOMMUNE = "kommune:4204"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36"


@pytest.fixture
def name(make_user: MakeUser) -> str:
    """A caseworker."""
    return make_user("kommune_introbruker", KOMMUNE)


def another(client: Client, name: str) -> Client:
    """The same user in another browser."""
    return Client(client.app).as_user(name)


def inside(client: Client) -> bool:
    """True when the start page answers."""
    return client.get("/").status_code == 200


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


def addresses(page: str) -> list[str]:
    """Where the buttons that end one session lead."""
    return re.findall(r'action="(/mine-okter/[0-9a-f-]{36}/)"', page)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (CHROME, "Chrome, Windows"),
        (CHROME + " Edg/120.0", "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1 Version/17.0 Safari/605.1", "Safari, macOS"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Safari/604.1", "Safari, iPad"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox, Linux"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_the_words_for_a_device(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_what_it_was_started_with_is_kept(client: Client, name: str) -> None:
    form = {**client.form("/logg-inn"), "brukernavn": name, "passord": "et godt passord"}
    client.http.post("/logg-inn", data=form, headers={"User-Agent": CHROME})
    page = client.get("/mine-okter/").text
    assert "Chrome, Windows" in page and "Denne økten" in page
    assert addresses(page) == [] and "Avslutt alle andre" not in page


def test_one_other_is_ended_and_the_rest_go_on(client: Client, name: str, house: House) -> None:
    client.as_user(name)
    others = [another(client, name), another(client, name)]
    page = client.get("/mine-okter/").text
    urls = addresses(page)
    assert len(urls) == 2 and page.count("Denne økten") == 1
    form = client.form("/mine-okter/", urls[0])
    answers = [client.http.post(urls[0], data=form).status_code for _ in range(2)]
    assert answers == [303, 303], "a double click"
    assert sorted(inside(one) for one in others) == [False, True] and inside(client)
    with house.session() as session:
        assert session.scalar(select(func.count()).where(Event.type == "okter_avsluttet", Event.actor == name)) == 1


def test_all_others_are_ended(client: Client, name: str, make_user: MakeUser) -> None:
    stranger = another(client, make_user("kommune_introbruker", KOMMUNE))
    client.as_user(name)
    others = [another(client, name), another(client, name)]
    assert client.submit("/mine-okter/", action="/mine-okter/andre/").status_code == 303
    assert [inside(one) for one in others] == [False, False]
    assert inside(client) and inside(stranger)


def test_nobody_ends_anothers(client: Client, name: str, make_user: MakeUser, house: House) -> None:
    other = make_user("kommune_introbruker", KOMMUNE)
    stranger = another(client, other)
    with house.session() as session:
        hers = session.scalars(select(WebSession.id).where(WebSession.user_id == find_user(session, other).id)).one()
    client.as_user(name)
    another(client, name)
    form = client.form("/mine-okter/", "/mine-okter/andre/")
    assert client.http.post(f"/mine-okter/{hers}/", data=form).status_code == 404
    assert client.http.post("/mine-okter/andre/").status_code == 400, "without its token"
    assert inside(stranger)


def test_what_sat_idle_is_not_shown(client: Client, make_user: MakeUser, house: House) -> None:
    for role, unit, minutes in (("kommune_introbruker", KOMMUNE, 60), ("mottaksansatt", "mottak:M102", 15)):
        name = make_user(role, unit)
        client.as_user(name)
        for idle, shown in ((minutes - 1, 1), (minutes + 1, 0)):
            other = another(client, name)
            with house.session(write=True) as session:
                used = house.clock.now() - timedelta(minutes=idle)
                mine = session.scalars(select(WebSession).order_by(WebSession.startet.desc()).limit(1)).one()
                mine.sist_brukt = used
                session.commit()
            assert len(addresses(client.get("/mine-okter/").text)) == shown, (role, idle)
            assert inside(other) is bool(shown)
            client.submit("/mine-okter/", action="/mine-okter/andre/") if shown else None


def test_a_role_given_or_taken_renews_the_token(client: Client, name: str, make_user: MakeUser, house: House) -> None:
    """Of each session, at its next request; the one before opens for a minute, then nothing."""
    client.as_user(name)
    other = another(client, name)
    first, hers = token(client), token(other)
    assert inside(client) and token(client) == first, "nothing has changed"
    make_user("kommune_norskbruker", KOMMUNE, name=name)
    assert inside(client)
    second = token(client)
    assert second != first and token(other) == hers, "the other is renewed when it is used"
    assert inside(with_token(client, first)), "what was asked for meanwhile"
    assert inside(client) and token(client) == second, "once"
    assert inside(other) and token(other) != hers
    with house.session(write=True) as session:
        session.execute(update(WebSession).values(byttet=house.clock.now() - GRACE))
        take_role(session, find_user(session, name), "kommune_norskbruker", KOMMUNE)
        session.commit()
    assert not inside(with_token(client, first))
    assert inside(client) and token(client) not in (first, second)


def test_a_form_is_sent_as_ever_when_the_token_is_renewed(client: Client, name: str, make_user: MakeUser) -> None:
    client.as_user(name)
    form, first = {**client.form("/personer/"), "q": "Amina"}, token(client)
    make_user("kommune_norskbruker", KOMMUNE, name=name)
    assert client.http.post("/personer/", data=form).status_code == 303
    assert token(client) != first and inside(client)
    assert client.http.post("/personer/", data=form).status_code == 303
