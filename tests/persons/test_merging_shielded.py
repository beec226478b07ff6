"""A merge and shielding: who is shielded stays so, with her household, and nobody is told of one not opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.persons.models import Bosted, Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from plugins.nir_tiltak.models import Tiltak
from tests.persons.merging import chosen, compared, confirmed, merged, page_of
from tests.persons.test_merging import TILTAK

F1, F2 = ({"referanse": key, "rolle": "hovedperson"} for key in ("F1", "F2"))


@pytest.fixture
def holder(app: Flask, make_user: MakeUser) -> Client:
    """IMDi saksbehandler who may open shielded persons."""
    name = make_user("imdi_saksbehandler", "imdi")
    make_user("skjermede_personer", "imdi", name=name)
    return Client(app).as_user(name)


def opened(client: Client, *persons: Person) -> None:
    """Opens them for the day."""
    for person in persons:
        assert client.submit(f"/skjermet/{person.id}/", {"grunn": "42"}).status_code == 303


def shielded(all_seen: Callable[..., Any]) -> dict[str, bool]:
    """Who is shielded, by first name."""
    with all_seen() as session:
        return dict(session.execute(select(Person.fornavn, Person.skjermet)).tuples().all())


def test_one_that_is_not_opened_answers_as_one_that_does_not_exist(
    holder: Client, app: Flask, make_person: MakePerson, make_user: MakeUser
) -> None:
    person, hidden = make_person(), make_person(fornavn="Skjult", skjerming="fortrolig")
    without = Client(app).as_user(make_user("imdi_saksbehandler", "imdi"))
    for client in (holder, without):
        there, nowhere = (client.submit(page_of(person), {"q": q}) for q in (str(hidden.duf), "209900000199"))
        assert there.status_code == nowhere.status_code == 422
        assert "Ingen person har dette nummeret" in there.text and "Skjult" not in there.text
    assert without.get(page_of(hidden)).status_code == 404
    opened(holder, hidden)
    assert "Skjult" in holder.get(compared(holder, person, hidden.duf)).text


@pytest.mark.parametrize("behold", ["denne", "andre"])
def test_she_is_shielded_with_all_her_rows_and_both_households(
    behold: str, holder: Client, make_person: MakePerson, all_seen: Callable[..., Any]
) -> None:
    make_person(fornavn="Barn", familie={"referanse": "F1", "rolle": "barn"})
    open_one = make_person(fornavn="Apen", familie=F1, tiltak=[TILTAK])
    hidden = make_person(fornavn="Apen", skjerming="strengt_fortrolig", tiltak=[{**TILTAK, "fra": "2021-04-05"}])
    opened(holder, hidden)
    answer = merged(holder, open_one, hidden.duf, behold=behold, familie="denne")
    assert shielded(all_seen) == {"Barn": True, "Apen": True}
    with all_seen() as session:
        assert session.scalars(select(Person.skjerming).where(Person.fornavn == "Apen")).one() == "strengt_fortrolig"
        for model in (Bosted, Tiltak):
            assert all(session.scalars(select(model.skjermet))), model
    assert holder.get(answer.location).status_code == 200, "it was open to her, and stays so for the day"


def test_the_family_that_shields_her_stays(
    holder: Client, make_person: MakePerson, all_seen: Callable[..., Any]
) -> None:
    make_person(fornavn="Barn", skjerming="fortrolig", familie={"referanse": "F2", "rolle": "barn"})
    one, other = make_person(fornavn="Mor", familie=F1), make_person(fornavn="Mor", familie=F2)
    opened(holder, other)
    address = compared(holder, one, other.duf)
    assert holder.form(address, f"{page_of(one)}sammenlign/")["familie"] == "andre"
    refused = holder.submit(address, {"familie": "denne"}, action=f"{page_of(one)}sammenlign/")
    assert refused.status_code == 422 and "skjermingen må følge med" in refused.text
    merged(holder, one, other.duf)
    assert shielded(all_seen) == {"Barn": True, "Mor": True}


def test_so_it_does_when_she_is_shielded_after_the_choice(
    holder: Client, make_person: MakePerson, read_lines: Any, all_seen: Callable[..., Any]
) -> None:
    from core.testing.people import standard_line

    child = {**standard_line(90), "fornavn": "Barn", "familie": {"referanse": "F2", "rolle": "barn"}}
    read_lines(child)
    one, other = make_person(fornavn="Mor", familie=F1), make_person(fornavn="Mor", familie=F2)
    address = chosen(holder, one, other.duf, familie="denne")
    read_lines({**child, "skjerming": "fortrolig"})
    opened(holder, other)
    assert confirmed(holder, address).status_code == 303
    assert shielded(all_seen) == {"Barn": True, "Mor": True}


def test_a_merged_record_of_a_shielded_one_is_not_told(
    holder: Client, app: Flask, make_person: MakePerson, make_user: MakeUser
) -> None:
    one, hidden = make_person(), make_person(fornavn="Skjult", skjerming="fortrolig", regnr="R333333")
    opened(holder, hidden)
    merged(holder, hidden, one.duf, behold="denne")
    without = Client(app).as_user(make_user("imdi_saksbehandler", "imdi"))
    assert without.get(f"/personer/{one.id}/").status_code == 404
    assert "Skjult" not in without.submit("/personer/", {"q": str(one.duf)}, follow_redirects=True).text
    another = Client(app).as_user(make_user("kommune_introbruker", "kommune:4204", name="holder2"))
    make_user("skjermede_personer", "kommune:4204", name="holder2")
    asked = another.get(f"/personer/{one.id}/")
    assert (asked.status_code, asked.location) == (303, f"/skjermet/{hidden.id}/")
