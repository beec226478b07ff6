"""Search by a whole number or the beginning of a name, within reach, with the words kept out of addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

from core.access.models import WebSession
from core.house import House
from core.persons.models import StoredSearch
from core.persons.names import folded
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

UNIT = "kommune:4204"
AMINA = {"duf": "209900000103", "regnr": "R-471100", "unhcr": "123-45C67890", "fnr": "15839040188"}
Find = Callable[[str], list[str]]
LIKELY = "Navn som bare ligner"


@pytest.fixture
def find(client: Client, make_user: MakeUser) -> Find:
    """The names that have what was typed, in order; not those that are alike."""
    client.as_user(make_user("kommune_introbruker", UNIT))
    return lambda words: names(search(client, words), likely=False)


@pytest.fixture
def alike(client: Client, find: Find) -> Find:
    """The names that are shown as alike, in order."""
    return lambda words: names(search(client, words), likely=True)


def search(client: Client, words: str) -> TestResponse:
    """The list a search gives."""
    return client.submit("/personer/", {"q": words}, follow_redirects=True)


def names(answer: TestResponse, likely: bool | None = None) -> list[str]:
    """The names of a list; only those under the heading of the likely, or only those above it."""
    assert answer.status_code == 200
    above, _heading, below = answer.text.partition(f'<th scope="rowgroup" colspan="5">{LIKELY}</th>')
    part = answer.text if likely is None else below if likely else above
    links = re.findall(r'<a class="ds-link" href="/personer/[0-9a-f-]{36}/">([^<]+)</a>', part)
    return [html.unescape(name) for name in links]


@pytest.mark.parametrize(
    "words",
    [
        "209900000103",
        "2099 000001 03",
        " 2099-000001-03 ",
        "٢٠٩٩٠٠٠٠٠١٠٣",
        "R-471 100",
        "r471100",
        "123-45C67890",
        "15839040188",
        "158390 40188",
    ],
)
def test_whole_numbers(words: str, find: Find, make_person: MakePerson) -> None:
    make_person(fornavn="Amina", etternavn="Haddad", **AMINA)
    make_person(fornavn="Beza", etternavn="Tesfay")
    assert find(words) == ["Amina Haddad"]


def test_numbers_that_look_as_none_we_know_are_found_as_they_were_kept(find: Find, make_person: MakePerson) -> None:
    make_person(fornavn="Amina", etternavn="Haddad", regnr="R-4711", unhcr="TUR/77 b")
    for words in ("R-4711", "r-4711", "tur/77 B"):
        assert find(words) == ["Amina Haddad"], words
    assert find("4711") == find("TUR/7") == []


@pytest.mark.parametrize("words", ["20990000010", "2099", "1583904018", "209900000208", "R-4711", "45C67890"])
def test_a_part_of_a_number_finds_nobody(words: str, find: Find, make_person: MakePerson) -> None:
    make_person(fornavn="Amina", **AMINA)
    assert find(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ami", ["Amina Haddad", "Amir Åkesson"]),
        ("AMINA", ["Amina Haddad"]),
        ("haddad", ["Amina Haddad"]),
        ("amina h", ["Amina Haddad"]),
        ("haddad am", ["Amina Haddad"]),
        ("akes", ["Amir Åkesson"]),
        ("åkesson a", ["Amir Åkesson"]),
        ("bjorn", ["Bjørn-Åge Ærlig"]),
        ("Bjørn Åge", ["Bjørn-Åge Ærlig"]),
        ("aerl", ["Bjørn-Åge Ærlig"]),
        ("o'n", ["Seán O’Neill"]),
        ("sean", ["Seán O’Neill"]),
        ("mina", []),
        ("amina x", []),
    ],
)
def test_the_beginning_of_a_name(words: str, found: list[str], find: Find, make_person: MakePerson) -> None:
    for first, last in (("Amina", "Haddad"), ("Amir", "Åkesson"), ("Bjørn-Åge", "Ærlig"), ("Seán", "O’Neill")):
        make_person(fornavn=first, etternavn=last)
    assert sorted(find(words)) == sorted(found)


def test_names_of_more_words(find: Find, make_person: MakePerson) -> None:
    make_person(fornavn="Anna Maria", etternavn="de la Cruz")
    for words in ("anna maria", "anna maria de la", "de la cruz anna", "anna", "de la"):
        assert find(words) == ["Anna Maria de la Cruz"], words
    assert find("maria") == find("cruz") == find("maria cruz anna") == ["Anna Maria de la Cruz"]
    assert find("cruz anna x") == []


def test_in_order_of_last_name(find: Find, make_person: MakePerson) -> None:
    for last in ("Zaki", "Abdi", "Moe"):
        make_person(fornavn="Amina", etternavn=last)
    assert find("amina") == ["Amina Abdi", "Amina Moe", "Amina Zaki"]


def test_at_most_twenty_five(client: Client, find: Find, make_person: MakePerson) -> None:
    from core.testing.people import standard_line

    make_person(fornavn="Amina", etternavn="A")
    lines = [{**standard_line(n), "fornavn": "Amina", "etternavn": f"B{n:03d}"} for n in range(100, 124)]
    assert not make_person.read(*lines).refused
    page = search(client, "amina")
    assert len(names(page)) == 25 and "Flere enn" not in page.text
    assert not make_person.read({**standard_line(200), "fornavn": "Amina", "etternavn": "C"}).refused
    page = search(client, "amina")
    assert len(names(page)) == 25 and "Flere enn 25 personer" in page.text


def test_a_unit_that_sees_only_its_own_rows_learns_no_number(
    client: Client, make_person: MakePerson, make_user: MakeUser
) -> None:
    """Name and DUF are in its reach; that fnr, reg-number and UNHCR are hers is not. Nor is her citizenship."""
    moved = [
        {"type": "kommune", "kommune": "0301", "fra": "2026-01-01", "til": "2026-09-30"},
        {"type": "kommune", "kommune": "4204", "fra": "2026-10-01"},
    ]
    make_person(fornavn="Amina", etternavn="Haddad", bosted=moved, **AMINA)
    for unit, whole in ((UNIT, True), ("kommune:0301", False)):
        client.as_user(make_user("kommune_introbruker", unit))
        for words in (AMINA["duf"], "amina"):
            page = search(client, words)
            assert names(page) == ["Amina Haddad"]
            assert ("Syria" in page.text) is whole
        for key in ("fnr", "regnr", "unhcr"):
            assert names(search(client, AMINA[key])) == (["Amina Haddad"] if whole else []), key


def test_the_words_stand_in_no_address(client: Client, find: Find, make_person: MakePerson) -> None:
    make_person(fornavn="Amina", **AMINA)
    for words in ("amina", AMINA["duf"], AMINA["fnr"]):
        answer = client.submit("/personer/", {"q": words})
        assert answer.status_code == 303
        assert re.fullmatch(r"/personer/\?sok=[0-9a-f-]{36}", answer.location or "")
        page = client.get(answer.location or "").text
        assert not [link for link in re.findall(r'(?:href|action|hx-get)="([^"]*)"', page) if words in link.lower()]


def test_nothing_typed(client: Client, find: Find) -> None:
    for words in ("", "   "):
        answer = client.submit("/personer/", {"q": words})
        assert answer.status_code == 422 and "Skriv et nummer" in answer.text
        assert "verken bokstaver eller sifre" not in answer.text
    assert client.submit("/personer/", {"q": "x" * 201}).status_code == 422


@pytest.mark.parametrize("sok", ["x", "00000000-0000-0000-0000-000000000000", "' OR 1=1", ""])
def test_a_search_nobody_made(sok: str, client: Client, find: Find, make_person: MakePerson) -> None:
    make_person(fornavn="Amina")
    answer = client.http.get("/personer/", query_string={"sok": sok})
    assert answer.status_code == 200 and "Amina" not in answer.text


def test_words_are_kept_an_hour_and_no_longer_than_the_session(
    client: Client, find: Find, make_person: MakePerson, house: House
) -> None:
    make_person(fornavn="Amina", etternavn="Haddad")
    address = client.submit("/personer/", {"q": "amina"}).location or ""
    assert names(client.get(address)) == ["Amina Haddad"]
    with house.session(write=True) as session:
        session.execute(update(StoredSearch).values(utloper=house.clock.now() - timedelta(seconds=5)))
        session.commit()
    gone = client.get(address)
    assert names(gone) == [] and "ikke lagret lenger" in gone.text
    client.submit("/personer/", {"q": "amina"})
    with house.session(write=True) as session:
        assert session.query(StoredSearch).count() == 1, "the old one was swept"
        for row in session.query(WebSession):
            session.delete(row)
        session.commit()
        assert session.query(StoredSearch).count() == 0


def test_a_number_whose_control_fails_is_said_so(client: Client, find: Find) -> None:
    assert "Kontrollsifrene stemmer ikke" in search(client, "2099 000001 04").text
    assert "Kontrollsifrene" not in search(client, "2099 000001 03").text


@pytest.mark.parametrize(
    ("name", "fold"),
    [
        ("Bjørn-Åge", "bjorn age"),
        ("  Seán  O’Neill ", "sean oneill"),
        ("Æ Ø Å", "ae o a"),
        ("Łukasz", "lukasz"),
        ("Jürgen Strauß", "jurgen strauss"),
        ("Đặng", "dang"),
        ("", ""),
    ],
)
def test_names_folded(name: str, fold: str) -> None:
    assert folded(name) == fold
