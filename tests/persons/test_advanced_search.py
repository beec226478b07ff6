"""Avansert søk: any of the fields together, with nothing of them in an address."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser, standard_line

UNIT = "kommune:4204"
URL = "/personer/avansert/"
SETTLED = [{"type": "kommune", "kommune": "4204", "fra": "2023-01-01"}]
Find = Callable[..., list[str]]


def names(text: str) -> list[str]:
    """The names of a list."""
    return [html.unescape(name) for name in re.findall(r'href="/personer/[0-9a-f-]{36}/">([^<]+)</a>', text)]


@pytest.fixture
def find(client: Client, make_person: MakePerson, make_user: MakeUser) -> Find:
    """What the fields find, among four persons."""
    make_person.many(
        {"fornavn": "Amina", "etternavn": "Haddad", "fodselsdato": "1990-02-01", "regnr": "R471100"},
        {
            "fornavn": "Muhammad",
            "etternavn": "Li",
            "fodselsdato": "2000-11-01",
            "statsborgerskap": "AFG",
            "morsmal": "prs",
        },
        {"fornavn": "Oksana", "etternavn": "Moe", "fodselsdato": "2000-11-02", "bosted": SETTLED},
        {"fornavn": "Åse", "etternavn": "Ås", "tillatelser": [{"type": "familie", "vedtaksdato": "2021-01-02"}]},
    )
    client.as_user(make_user("kommune_introbruker", UNIT))

    def found(**felt: str) -> list[str]:
        answer = client.submit(URL, felt)
        assert answer.status_code == 303, answer.text
        assert re.fullmatch(rf"{URL}\?sok=[0-9a-f-]{{36}}", answer.location or "")
        return names(client.get(answer.location or "").text)

    return found


TOGETHER: list[tuple[dict[str, str], list[str]]] = [
    ({"navn": "mohammed"}, ["Muhammad Li"]),
    ({"navn": "hadad amina"}, ["Amina Haddad"]),
    ({"nummer": "r-471 100"}, ["Amina Haddad"]),
    ({"fodt": "1. feb 1990"}, ["Amina Haddad"]),
    ({"fodt": "11.2000"}, ["Muhammad Li", "Oksana Moe"]),
    ({"alder_til": "25"}, ["Oksana Moe"]),
    ({"alder_fra": "26", "alder_til": "30"}, ["Muhammad Li"]),
    ({"statsborgerskap": "AFG"}, ["Muhammad Li"]),
    ({"morsmal": "prs"}, ["Muhammad Li"]),
    ({"morsmal": "ara", "navn": "amina"}, ["Amina Haddad"]),
    ({"mottak": "M102", "alder_til": "30"}, ["Muhammad Li"]),
    ({"kommune": "4204", "alder_til": "30"}, ["Muhammad Li", "Oksana Moe"]),
    ({"tillatelse": "familie"}, ["Åse Ås"]),
    ({"tillatelse": "familie", "navn": "amina"}, []),
    ({"statsborgerskap": "tull", "mottak": "' OR 1=1"}, []),
]


def test_fields_together(find: Find) -> None:
    """One test for all: to make the persons takes longer than to look for them."""
    assert [(felt, find(**felt)) for felt, _found in TOGETHER] == TOGETHER


@pytest.mark.parametrize(
    ("felt", "text"),
    [
        ({}, "Fyll ut minst ett felt."),
        ({"navn": "   "}, "Fyll ut minst ett felt."),
        ({"navn": "%"}, "verken bokstaver eller sifre. Skriv et navn."),
        ({"nummer": "amina"}, "Skriv et helt nummer"),
        ({"fodt": "31.02.1990"}, "finnes ikke"),
        ({"fodt": "i fjor"}, "Skriv datoen som"),
        ({"alder_fra": "-1"}, "Skriv alderen i hele år"),
        ({"alder_til": "9" * 50}, "Skriv alderen i hele år"),
        ({"navn": "x" * 201}, "201 tegn"),
    ],
)
def test_what_cannot_be_read(felt: dict[str, str], text: str, client: Client, make_user: MakeUser) -> None:
    client.as_user(make_user("kommune_introbruker", UNIT))
    answer = client.submit(URL, felt)
    assert answer.status_code == 422 and text in answer.text


def test_pages(client: Client, find: Find, make_person: MakePerson) -> None:
    lines = [{**standard_line(n), "fornavn": "Zoya", "etternavn": f"Z{n}", "morsmal": "uk"} for n in range(100, 160)]
    assert not make_person.read(*lines).refused
    url = client.submit(URL, {"morsmal": "ukr"}).location or ""
    first, last = client.get(url).text, client.get(f"{url}&side=3").text
    assert "60 personer" in first and "side 1 av 3" in first and len(names(first)) == 25
    assert names(last) == [f"Zoya Z{n}" for n in range(150, 160)]
    assert names(client.get(f"{url}&side=4").text) == []
    for side in ("0", "-1", "101", "10000"):
        assert client.get(f"{url}&side={side}").status_code == 404


def test_what_is_not_seen_is_not_told(client: Client, find: Find, make_person: MakePerson, make_user: MakeUser) -> None:
    """Of one who moved, name and birth date; of one who is shielded, the name alone, and that to a holder only."""
    moved = [
        {"type": "mottak", "mottak": "M102", "kommune": "4204", "fra": "2020-12-01", "til": "2026-09-30"},
        {"type": "privat", "kommune": "0301", "fra": "2026-10-01"},
    ]
    make_person(fornavn="Flyttet", etternavn="Moe", bosted=moved, fodselsdato="1980-05-05", morsmal="so")
    make_person(fornavn="Skjult", etternavn="Moe", skjerming="fortrolig", fodselsdato="1981-05-05", morsmal="so")
    assert find(navn="flyttet") == find(fodt="5.5.1980") == ["Flyttet Moe"]
    assert find(morsmal="so") == find(kommune="0301") == find(navn="skjult") == find(fodt="5.5.1981") == []
    name = make_user("kommune_introbruker", UNIT)
    make_user("skjermede_personer", UNIT, name=name)
    client.as_user(name)
    assert find(navn="skjult") == ["Skjult Moe"]
    assert find(morsmal="so") == find(fodt="5.5.1981") == find(navn="skjult", alder_fra="1") == []
