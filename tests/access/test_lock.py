"""A page that is left alone: the limit it is told, what counts as use, and what was typed when it was locked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from core.access import idle
from core.access.models import WebSession
from core.house import House
from core.testing.client import Client, fields_of
from core.testing.people import MakePerson, MakeUser

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
KOMMUNE, MOTTAK = ("kommune_introbruker", "kommune:4204"), ("mottaksansatt", "mottak:M102")
TYPED = {"felt.timer_per_uke": "37,5", "felt.fra": "2.4.21", "felt.passord": "hemmelig", "felt.csrf_token": "x"}


def rest(house: House, unused: timedelta, lasted: timedelta | None = None) -> None:
    """As if every session was last used, and begun, so long ago."""
    now = house.clock.now()
    with house.session(write=True) as session:
        session.execute(update(WebSession).values(sist_brukt=now - unused, startet=now - (lasted or unused)))
        session.commit()


def unused_for(house: House) -> timedelta:
    """How long the one session has not been used."""
    with house.session() as session:
        return house.clock.now() - session.scalars(select(WebSession.sist_brukt)).one()


def token(client: Client) -> str:
    """The page's token, which stays the browser's when the session ends."""
    return re.search(r'id="vakt-skjema" hidden><input [^>]*value="([^"]+)"', client.get("/").text)[1]  # type: ignore[index]


def left(client: Client, sent: str, **more: str) -> int:
    """What the server says is left."""
    answer = client.http.post("/mine-okter/bruk/", data={"csrf_token": sent, **more})
    assert answer.status_code == 200 and answer.mimetype == "text/plain"
    return int(answer.text)


def lock(client: Client, sent: str, skjema: str = "", **fields: str) -> TestResponse:
    """What a page sends when it locks itself, and then the sign-in page it goes to."""
    answer = client.http.post("/mine-okter/las/", data={"csrf_token": sent, "skjema": skjema, **fields})
    assert answer.status_code == 204
    return client.get("/logg-inn?ubrukt=1&neste=/personer/")


def sign_in(client: Client, name: str) -> str:
    """Signs in in the same browser; gives where it leads."""
    form = {**client.form("/logg-inn"), "brukernavn": name, "passord": "et godt passord", "neste": "/"}
    return str(client.http.post("/logg-inn", data=form).location)


@pytest.mark.parametrize(("role", "minutes"), [(KOMMUNE, 60), (MOTTAK, 15)], ids=["kommune", "mottak"])
def test_a_page_is_told_the_limit_that_the_server_uses(
    role: tuple[str, str], minutes: int, client: Client, make_user: MakeUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.as_user(make_user(*role))
    for limit in (minutes * MINUTE, 7 * MINUTE):
        page = client.get("/").text
        seconds = int(limit.total_seconds())
        assert f'data-limit="{seconds}"' in page
        assert f'<noscript><meta http-equiv="refresh" content="{seconds};url=/logg-inn?ubrukt=1&amp;neste=/' in page
        assert limit - 5 * SECOND < left(client, token(client)) * SECOND <= limit
        monkeypatch.setattr(idle, "IDLE", 7 * MINUTE)
        monkeypatch.setattr(idle, "IDLE_MOTTAK", 7 * MINUTE)


def test_every_page_about_a_person_has_it(client: Client, make_user: MakeUser, make_person: MakePerson) -> None:
    name = make_user(*KOMMUNE)
    client.as_user(make_user("kommune_administrativ", KOMMUNE[1], name=name))
    home = f"/personer/{make_person().id}/"
    for path in (home, f"{home}nir/", f"{home}hendelser/", f"{home}innsyn/", f"{home}innsyn/utskrift/"):
        assert client.get(path).text.count('id="vakt"') == 1, path
        assert client.get(path).text.count('http-equiv="refresh"') == 1, path
    assert 'id="vakt"' not in client.fragment(home, "personalia").text


@pytest.mark.parametrize(
    ("path", "warns"),
    [
        ("/", False),
        ("/personer/", False),
        ("/personer/avansert/", False),
        ("/personer/udi-sok/", False),
        ("/personlister/integreringsloven/", False),
        ("/mine-okter/", False),
        ("/personer/ny/", True),
        ("/personlister/integreringsloven/lagre/", True),
    ],
)
def test_without_scripts_a_page_warns_where_work_would_be_lost(
    path: str, warns: bool, client: Client, make_user: MakeUser
) -> None:
    """No search is lost work, and no button."""
    client.as_user(make_user(*KOMMUNE))
    answer = client.get(path)
    assert answer.status_code == 200
    assert ("Det du ikke har lagret da, går tapt." in answer.text) == warns


def test_asking_is_no_use_and_a_hand_on_the_page_is(client: Client, make_user: MakeUser, house: House) -> None:
    client.as_user(make_user(*MOTTAK))
    sent = token(client)
    rest(house, 10 * MINUTE)
    for _again in range(2):
        assert 295 <= left(client, sent) <= 300
    assert unused_for(house) > 9 * MINUTE
    assert left(client, sent, brukt="1") in (899, 900)
    assert unused_for(house) < MINUTE
    rest(house, 16 * MINUTE)
    assert left(client, sent) == left(client, sent, brukt="1") == 0
    assert unused_for(house) > 15 * MINUTE, "what has ended does not begin again"


def test_use_does_not_stretch_ten_hours(client: Client, make_user: MakeUser, house: House) -> None:
    client.as_user(make_user(*KOMMUNE))
    sent = token(client)
    rest(house, MINUTE, timedelta(hours=9, minutes=55))
    assert 295 <= left(client, sent, brukt="1") <= 300


def test_a_page_of_another_session_is_told_nothing(client: Client, make_user: MakeUser) -> None:
    name = make_user(*KOMMUNE)
    client.as_user(name)
    before = token(client)
    client.submit("/", action="/logg-ut")
    sign_in(client, name)
    for path in ("/mine-okter/bruk/", "/mine-okter/las/"):
        assert client.http.post(path, data={"csrf_token": before}).status_code == 400


def test_the_way_to_sign_in_is_no_use_and_makes_the_browser_forget(
    client: Client, make_user: MakeUser, house: House
) -> None:
    client.as_user(make_user(*MOTTAK))
    rest(house, 10 * MINUTE)
    for unused, told in (("1", True), ("0", False)):
        page = client.get(f"/logg-inn?ubrukt={unused}&neste=/personer/")
        assert page.status_code == 200 and page.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert ("låst fordi ingen hadde brukt den" in page.text) is told
        assert 'value="/personer/"' in page.text
    assert unused_for(house) > 9 * MINUTE
    assert client.get("/logg-inn").status_code == 303


@pytest.mark.parametrize("late", [False, True], ids=["still running", "ended already"])
def test_a_lock_ends_the_session(
    late: bool, client: Client, make_user: MakeUser, house: House, logged: Callable[[], list[tuple[str, Any]]]
) -> None:
    name = make_user(*MOTTAK)
    client.as_user(name)
    sent = token(client)
    with client.http.session_transaction() as cookie:
        secret = cookie["_user_id"]
    if late:
        rest(house, 16 * MINUTE)
    assert "tatt vare på" not in lock(client, sent).text
    assert client.get("/").status_code == 303
    with client.http.session_transaction() as cookie:
        assert "_user_id" not in cookie
        cookie["_user_id"] = secret
    assert client.get("/").status_code == 303, "nor does the token open it"
    assert ("logg_ut" in [type for type, _data in logged()]) is not late


@pytest.mark.parametrize("late", [False, True], ids=["still running", "ended already"])
def test_what_was_typed_is_shown_again_to_the_same_user(
    late: bool, client: Client, make_user: MakeUser, make_person: MakePerson, house: House
) -> None:
    name = make_user(*KOMMUNE)
    url = f"/personer/{make_person().id}/nir/kvalifisering_i_mottak/legg-til/"
    client.as_user(name)
    sent = token(client)
    if late:
        rest(house, 61 * MINUTE)
    assert "tatt vare på i 30 minutter" in lock(client, sent, f"{url}?velg=1", **TYPED).text
    assert sign_in(client, name) == url
    page = client.get(url).text
    form = fields_of(page, url)
    assert (form["timer_per_uke"], form["fra"]) == ("37,5", "2.4.21")
    assert "hemmelig" not in page and "er ikke lagret ennå" in page
    assert "37,5" not in client.get(url).text, "it is shown once"


def test_another_user_does_not_see_it(client: Client, make_user: MakeUser, make_person: MakePerson) -> None:
    url = f"/personer/{make_person().id}/nir/kvalifisering_i_mottak/legg-til/"
    client.as_user(make_user(*KOMMUNE))
    lock(client, token(client), url, **TYPED)
    assert sign_in(client, make_user(*KOMMUNE)) == "/"
    assert "37,5" not in client.get(url).text


@pytest.mark.parametrize("skjema", ["", "/logg-ut", "/mine-okter/", "/finnes/ikke", "//ond.no/", "x" * 3000, "?\\"])
def test_what_has_no_form_of_its_own_is_not_kept(skjema: str, client: Client, make_user: MakeUser) -> None:
    name = make_user(*KOMMUNE)
    client.as_user(name)
    assert "er ikke tatt vare på" in lock(client, token(client), skjema, **TYPED).text
    assert sign_in(client, name) == "/"
