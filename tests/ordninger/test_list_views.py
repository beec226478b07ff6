"""A view of a list: named, opened, shared, one's default; and when what it asks for is no longer there."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from sqlalchemy import select

from core.access.models import AppUser
from core.ordninger.lists.models import DefaultView, ListView
from core.testing.client import Client
from tests.ordninger.list_world import LIST, Lists, permit, read_page

SAVE = f"{LIST}lagre/"


@pytest.fixture
def saved(lists: Lists) -> Lists:
    """Two who differ, and a caseworker who has signed in."""
    lists.person("Amina")
    lists.person("Berhane", permit("2022-01-01", "arbeid", hjemmel="kan"))
    return lists


def save(client: Client, query: str, navn: str = "Min", **more: Any) -> Any:
    """Gives the list a name."""
    form = client.form(SAVE + query, SAVE)
    return client.http.post(SAVE + query, data={**form, "navn": navn, **more})


def opened(client: Client, navn: str) -> str:
    """The address of a view, from the menu of the list."""
    page = client.get(LIST).text
    found = re.search(rf'<li><a href="([^"]*visning=[^"]*)"[^>]*>{navn}', page)
    assert found is not None, navn
    return html.unescape(found[1])


def other(lists: Lists, unit: str = "kommune:4204") -> Client:
    """Another caseworker, in a browser of her own."""
    return Client(lists.here.app).as_user(lists.here.make_user("kommune_introbruker", unit))


def names(client: Client, url: str = LIST) -> list[str]:
    """Who stands in the list."""
    return read_page(client.get(url).text).names


def test_a_view_remembers_filter_sort_and_columns(saved: Lists) -> None:
    client = saved.here.client
    answer = save(client, "?kategori=kan&sorter=navn&kol=navn,kommune&side=3")
    assert answer.status_code == 303
    assert "Visningen «Min» er lagret." in client.get(answer.location).text
    assert answer.location == opened(client, "Min")
    page = client.get(opened(client, "Min")).text
    assert read_page(page).rows == [[*read_page(page).rows[0][:1], "Berhane Etternavn", "Kristiansand"]]
    assert 'aria-sort="ascending"' in page and "side=3" not in page
    assert f'{opened(client, "Min")}" aria-current="true"' in page
    assert names(client) == ["Berhane", "Amina"], "the list itself opens as before"


def test_a_view_never_remembers_words(saved: Lists) -> None:
    client = saved.here.client
    token = client.form(LIST, "/logg-ut")["csrf_token"]
    searched = client.http.post(LIST, data={"q": "amina", "csrf_token": token}).location
    save(client, "?" + searched.partition("?")[2])
    with saved.here.house.session() as session:
        assert session.scalars(select(ListView)).one().valg == {}


def test_one_s_own_default(saved: Lists) -> None:
    client = saved.here.client
    save(client, "?kategori=kan", standard="y")
    assert names(client) == ["Berhane"]
    page = client.get(LIST).text
    assert f'href="{LIST}?visning=ingen"' in page, "the way out of it is a link"
    assert names(client, f"{LIST}?visning=ingen") == ["Berhane", "Amina"]
    assert names(client, f"{LIST}?kategori=plikt") == ["Amina"]
    assert names(other(saved)) == ["Berhane", "Amina"], "nobody else's"
    url = re.findall(r'href="([^"]*/visninger/[0-9a-f-]+/)"', client.get(f"{LIST}visninger/").text)[0]
    page = client.get(url).text
    assert "Listen åpnes med denne visningen for deg." in page and "Slutt å bruke som standard</button>" in page
    client.submit(url, action=f"{url}standard/")
    assert names(client) == ["Berhane", "Amina"]
    client.submit(url, action=f"{url}standard/")
    assert names(client) == ["Berhane"]


def test_the_same_name_is_the_same_view(saved: Lists) -> None:
    client = saved.here.client
    save(client, "?kategori=kan", standard="y")
    save(client, "?kategori=plikt")
    assert names(client, opened(client, "Min")) == ["Amina"]
    with saved.here.house.session() as session:
        assert len(session.scalars(select(ListView)).all()) == 1
        assert session.scalars(select(DefaultView)).all() == []


def test_shared_with_the_unit_and_nobody_else(saved: Lists) -> None:
    save(saved.here.client, "?kategori=kan", "Delt", unit_id="kommune:4204", standard="y")
    save(saved.here.client, "?kategori=kan", "Egen")
    assert names(other(saved)) == ["Berhane", "Amina"], "a default is one's own, shared or not"
    colleague, stranger = other(saved), other(saved, "kommune:0301")
    assert names(colleague, opened(colleague, "Delt")) == ["Berhane"]
    assert "Egen" not in colleague.get(LIST).text and "Delt" not in stranger.get(LIST).text
    shared = opened(colleague, "Delt")
    assert "ikke delt med deg" in stranger.get(shared).text
    listed = colleague.get(f"{LIST}visninger/").text
    url = re.findall(r'href="([^"]*/visninger/[0-9a-f-]+/)"', listed)[0]
    assert "kan endre og slette den" in colleague.get(url).text
    token = {"csrf_token": colleague.form(LIST, "/logg-ut")["csrf_token"], "nokkel": "k" * 24, "versjon": "0"}
    assert colleague.http.post(f"{url}slett/", data=token).status_code == 404
    assert stranger.get(url).status_code == 404
    assert stranger.http.post(f"{url}standard/", data=token).status_code in (400, 404)


def test_a_unit_that_is_not_hers(saved: Lists) -> None:
    answer = save(saved.here.client, "?kategori=kan", unit_id="kommune:0301")
    assert answer.status_code == 422 and "Velg en av dem" in answer.text


@pytest.mark.parametrize(("navn", "fault"), [("", "Skriv et navn"), (" ", "Skriv et navn"), ("x" * 61, "61 tegn")])
def test_a_name_that_is_none(navn: str, fault: str, saved: Lists) -> None:
    answer = save(saved.here.client, "", navn)
    assert answer.status_code == 422 and fault in answer.text


def test_a_view_of_a_user_who_has_left_stays_for_the_unit(saved: Lists) -> None:
    name = saved.here.make_user("kommune_introbruker", "kommune:4204")
    leaver = Client(saved.here.app).as_user(name)
    save(leaver, "?kategori=kan", "Delt", unit_id="kommune:4204", standard="y")
    save(leaver, "?kategori=kan", "Egen")
    with saved.here.house.session(write=True) as session:
        session.scalars(select(AppUser).where(AppUser.brukernavn == name)).one().stengt = saved.here.house.clock.now()
        session.commit()
    client = saved.here.client
    assert names(client, opened(client, "Delt")) == ["Berhane"]
    assert "Egen" not in client.get(LIST).text
    url = re.findall(r'href="([^"]*/visninger/[0-9a-f-]+/)"', client.get(f"{LIST}visninger/").text)[0]
    client.submit(url, action=f"{url}slett/")
    client.get(LIST)  # says that it was deleted
    assert "Delt" not in client.get(LIST).text, "what nobody owns any longer can be tidied away"


def test_a_filter_and_a_column_that_no_longer_exist(saved: Lists) -> None:
    """As when a plugin has been removed: it opens without them, and says so."""
    client = saved.here.client
    save(client, "?kategori=kan", standard="y")
    with saved.here.house.session(write=True) as session:
        view = session.scalars(select(ListView)).one()
        view.valg = {"kategori": "kan", "borte": "1", "kol": "navn,borte", "sorter": "-borte"}
        session.commit()
    for url in (LIST, opened(client, "Min")):
        page = read_page(client.get(url).text)
        assert page.names == ["Berhane"]
        assert len(page.remarks) == 3 and "Filteret «borte» finnes ikke her" in page.remarks[0]


def test_a_view_that_is_deleted_is_nobodys_default(saved: Lists) -> None:
    save(saved.here.client, "?kategori=kan", "Delt", unit_id="kommune:4204")
    colleague = other(saved)
    url = re.findall(r'href="([^"]*/visninger/[0-9a-f-]+/)"', colleague.get(f"{LIST}visninger/").text)[0]
    colleague.submit(url, action=f"{url}standard/")
    assert names(colleague) == ["Berhane"]
    saved.here.client.submit(url, action=f"{url}slett/")
    assert names(colleague) == ["Berhane", "Amina"]
