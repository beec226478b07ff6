"""Where there is nothing, the page says what fills it, and has one way on that the user may take."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from core.testing.client import Client
from core.testing.people import MakeUser

UDI = ("/personer/udi-sok/", "Søk utenfor enheten din med UDI-søk")
ADVANCED = ("/personer/avansert/", "Prøv avansert søk")


def ways(page: str) -> list[tuple[str, str]]:
    """The links in the page itself, not in its menus."""
    return re.findall(r'<a class="ds-[^>]*href="([^"]+)"[^>]*>([^<]+)</a>', page.split("<main")[1])


@pytest.mark.parametrize(
    ("role", "unit", "way"),
    [
        ("systemadministrator", "", ("/brukere/", "Se brukerne")),
        ("mottaksansatt", "mottak:M102", ("/personer/", "Søk etter en person")),
    ],
)
def test_without_tasks(role: str, unit: str, way: tuple[str, str], app: Flask, make_user: MakeUser) -> None:
    page = Client(app).as_user(make_user(role, unit)).get("/").text
    assert "Du har ingen oppgaver nå" in page and ways(page) == [way]
    assert ("en person du følger opp" in page) == bool(unit), "one who follows nobody up is not told of persons"


@pytest.mark.parametrize(
    ("role", "typed", "way"),
    [
        ("kommune_introbruker", "209900000103", UDI),
        ("kommune_introbruker", "15839040188", UDI),
        ("kommune_introbruker", "xyzzy", ADVANCED),
        ("kommune_introbruker", "R-471100", ADVANCED),
        ("bosetting_les", "209900000103", ADVANCED),
    ],
)
def test_when_nobody_is_found(role: str, typed: str, way: tuple[str, str], app: Flask, make_user: MakeUser) -> None:
    client = Client(app).as_user(make_user(role, "kommune:4204"))
    page = client.submit("/personer/", {"q": typed}, follow_redirects=True).text
    assert "Ingen personer passer" in page and ways(page) == [way]
    assert client.get(way[0]).status_code == 200
