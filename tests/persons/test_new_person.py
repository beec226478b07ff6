"""*Ny person*: one without numbers gets a reg-number and a bosted, which gives the kommune reach."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.events.models import Event
from core.persons.models import Bosted, Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

NEW = "/personer/ny/"
TOLD = {
    "fornavn": "Zahra",
    "etternavn": "Nyankommet",
    "fodselsdato": "01.02.1990",
    "kjonn": "K",
    "statsborgerskap": "AFG",
    "ankommet": "01.09.2026",
    "fra": "02.09.2026",
    "bor": "privat",
}


@pytest.fixture
def caseworker(app: Flask, make_user: MakeUser) -> Client:
    """One who registers in Kristiansand."""
    return Client(app).as_user(make_user("kommune_introbruker", "kommune:4204"))


def persons(all_seen: Callable[..., Any]) -> int:
    """How many there are."""
    with all_seen() as session:
        return int(session.scalar(select(func.count()).select_from(Person)) or 0)


def test_she_has_a_reg_number_and_lives_in_the_kommune(caseworker: Client, all_seen: Callable[..., Any]) -> None:
    answer = caseworker.submit(NEW, TOLD)
    assert answer.status_code == 303
    page = caseworker.get(answer.location).text
    assert "Zahra Nyankommet" in page and re.search(r"Reg-nummer R\d{7}\.", page) and "Afghanistan" in page
    with all_seen() as session:
        person = session.scalars(select(Person)).one()
        home = session.scalars(select(Bosted)).one()
        assert (home.type, home.kommune, home.avtale, home.endret_av is not None) == ("privat", "4204", None, True)
        assert session.scalars(select(Event.unit_id).where(Event.type == "person_ny")).all() == ["kommune:4204"]
        assert person.duf is None and person.regnr in page


def test_she_is_found_by_name_and_by_number(caseworker: Client) -> None:
    page = caseworker.get(caseworker.submit(NEW, TOLD).location).text
    number = re.search(r"R\d{7}", page)
    assert number is not None
    for words in ("zahra", "Sahra Nyankomet", number[0]):
        assert "Nyankommet" in caseworker.submit("/personer/", {"q": words}, follow_redirects=True).text


def test_no_other_kommune_sees_her(caseworker: Client, app: Flask, make_user: MakeUser) -> None:
    address = caseworker.submit(NEW, TOLD).location
    other = Client(app).as_user(make_user("kommune_introbruker", "kommune:0301"))
    assert other.get(address).status_code == 404


@pytest.mark.parametrize(("bor", "avtale"), [("avtale", True), ("uten_avtale", False)])
def test_one_who_is_settled(bor: str, avtale: bool, caseworker: Client, all_seen: Callable[..., Any]) -> None:
    assert caseworker.submit(NEW, {**TOLD, "bor": bor}).status_code == 303
    with all_seen() as session:
        home = session.scalars(select(Bosted)).one()
        assert (home.type, home.avtale) == ("kommune", avtale)


def test_those_alike_are_shown_first(caseworker: Client, make_person: MakePerson, all_seen: Callable[..., Any]) -> None:
    home = [{"type": "privat", "kommune": "4204", "fra": "2026-01-01"}]
    make_person(fornavn="Zahraa", etternavn="Nyankommet", fodselsdato="1990-02-01", bosted=home)
    elsewhere = [{**home[0], "kommune": "0301"}]
    make_person(fornavn="Zahra", etternavn="Nyankommet", fodselsdato="1990-02-01", bosted=elsewhere)
    answer = caseworker.submit(NEW, TOLD)
    assert answer.status_code == 422 and persons(all_seen) == 2
    assert "Zahraa" in answer.text and "Er det en av disse?" in answer.text
    assert answer.text.count("Nyankommet</a>") == 1  # the one of Oslo is not told of
    assert caseworker.submit(NEW, {**TOLD, "bekreft": "ja"}).status_code == 303
    assert persons(all_seen) == 3


@pytest.mark.parametrize(
    "fault",
    [
        *({key: ""} for key in TOLD),
        {"fodselsdato": "01.02.2090"},
        {"fodselsdato": "31.12.1899"},
        {"ankommet": "31.01.1990"},
        {"fra": "02.11.2026"},
        {"fornavn": "x" * 201},
        {"etternavn": "Ny\x07"},
        {"kjonn": "tull"},
        {"statsborgerskap": "tull"},
        {"morsmal": "tull"},
        {"bor": "kommune"},
        {"enhet": "kommune:0301"},
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    fault: dict[str, str], caseworker: Client, all_seen: Callable[..., Any]
) -> None:
    answer = caseworker.submit(NEW, {**TOLD, **fault})
    assert answer.status_code == 422 and "felt må rettes" in answer.text
    assert persons(all_seen) == 0
    kept = next(value for key, value in TOLD.items() if key in ("fornavn", "etternavn") and key not in fault)
    assert f'value="{kept}"' in answer.text


def test_a_double_click_is_one_person(caseworker: Client, all_seen: Callable[..., Any]) -> None:
    form = {**caseworker.form(NEW), **TOLD, "bekreft": "ja"}
    for _ in range(2):
        assert caseworker.http.post(NEW, data=form).status_code == 303
    assert persons(all_seen) == 1


@pytest.mark.parametrize("role", ["kommune_administrativ", "bosetting_skriv"])
def test_only_those_who_may(role: str, app: Flask, make_user: MakeUser) -> None:
    assert Client(app).as_user(make_user(role, "kommune:4204")).get(NEW).status_code == 404
