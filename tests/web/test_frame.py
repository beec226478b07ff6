"""The frame is rendered once for all who are shown the same; still each page has its own token, address and name."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import update

from core.access.models import AppUser
from core.testing.client import Client
from core.web import frame

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def tokens(page: str) -> set[str]:
    return set(TOKEN.findall(page))


def test_two_browsers_of_a_user_have_each_its_own_token(app: Any, make_user: Any) -> None:
    name = make_user("kommune_introbruker", "kommune:4204")
    pages = [Client(app).as_user(name).get("/personer/").text for _time in range(2)]
    own = [tokens(page) for page in pages]
    assert all(own) and not own[0] & own[1]
    assert not any(token in pages[1] for token in own[0])


def test_no_mark_is_left(client: Any, make_user: Any) -> None:
    http = client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    for address in ("/", "/personer/", "/personer/avansert/", "/mine-okter/"):
        page = http.get(address).text
        assert not [mark for mark in (frame.TOKEN, frame.HERE, frame.HERE_ASKED) if mark in page], address


def test_the_address_is_the_page_s_own(client: Any, make_user: Any) -> None:
    http = client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    for address, escaped in (("/personer/?a=1&b=%22", "/personer/?a=1&amp;b=%22"), ("/frister/?x=2", "/frister/?x=2")):
        page = http.get(address).text
        assert f'<input type="hidden" name="neste" value="{escaped}">' in page
        assert "neste=/" in page.split("http-equiv")[1].split(">")[0]


def test_a_name_is_each_user_s_own_and_is_escaped(client: Any, house: Any, make_user: Any) -> None:
    anne, bo = (make_user("kommune_introbruker", "kommune:4204") for _time in range(2))
    with house.session(write=True) as session:
        session.execute(update(AppUser).where(AppUser.brukernavn == bo).values(navn="<b>Bo</b> & co"))
        session.commit()
    assert f"{anne.capitalize()} · Kristiansand" in client.as_user(anne).get("/").text
    page = client.as_user(bo).get("/").text
    assert "&lt;b&gt;Bo&lt;/b&gt; &amp; co · Kristiansand" in page and anne.capitalize() not in page


def test_who_may_not_search_is_not_shown_the_box_of_one_who_may(client: Any, make_user: Any) -> None:
    assert 'id="hurtig"' in client.as_user(make_user("kommune_introbruker", "kommune:4204")).get("/").text
    assert 'id="hurtig"' not in client.as_user(make_user("systemadministrator", "")).get("/").text


def test_a_mottak_is_called_by_its_name_and_an_unknown_one_by_its_code(
    client: Any, make_user: Any, make_person: Any
) -> None:
    make_person()  # her mottak comes with her
    for unit, name in (("mottak:M102", "Havblikk mottak"), ("mottak:M999", "M999")):
        who = make_user("mottaksansatt", unit)
        assert f"{who.capitalize()} · {name}" in client.as_user(who).get("/").text
