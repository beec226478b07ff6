"""The fixtures that plugin authors use do what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select

from core.access.models import AppUser
from core.house import House
from core.persons.models import Person
from core.testing import BUNDLED, TODAY
from core.testing.client import Client, fields_of
from core.testing.people import MakePerson, MakeUser, ReadLines, standard_line


def test_an_empty_migrated_database(house: House) -> None:
    tables = set(inspect(house.engine).get_table_names())
    assert {"person", "event", "alembic_version_core", "alembic_version_nir_tiltak", "nir_tiltak_tiltak"} <= tables
    with house.session() as session:
        assert session.scalars(select(AppUser)).all() == []


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_wrote_is_gone_before_the_next(turn: int, make_person: MakePerson, all_seen: Any) -> None:
    make_person(duf="209900000103")
    with all_seen() as session:
        assert len(session.scalars(select(Person)).all()) == 1, turn


def test_the_app_has_every_bundled_plugin(app: Flask, house: House) -> None:
    assert [loaded.info.name for loaded in house.plugins.loaded] == ["core", *BUNDLED]
    assert house.clock.today() == TODAY


@pytest.mark.plugins()
def test_or_those_that_are_marked(house: House) -> None:
    assert [loaded.info.name for loaded in house.plugins.loaded] == ["core"]


def test_an_app_of_ones_own(make_app: Callable[..., Flask]) -> None:
    house: House = make_app([], today=date(2030, 2, 3)).extensions["fotfeste"]
    assert house.clock.today() == date(2030, 2, 3)
    assert len(house.plugins.loaded) == 1


def test_persons_are_different_and_told_apart(make_person: MakePerson) -> None:
    first, other = make_person(), make_person(fornavn="Amina")
    assert first.duf != other.duf and first.navn != other.navn == "Amina Nummer2"
    again = make_person(duf=first.duf, fornavn="Ny")
    assert (again.id, again.fornavn) == (first.id, "Ny")


def test_a_person_without_a_duf_is_found_by_her_other_number(make_person: MakePerson) -> None:
    assert make_person(duf=None, regnr="R-471100").regnr == "R471100"


def test_a_person_that_cannot_be_says_why(make_person: MakePerson) -> None:
    with pytest.raises(AssertionError, match="fodselsdato"):
        make_person(fodselsdato="2021-02-30")


def test_lines_give_a_report(read_lines: ReadLines) -> None:
    line = {**standard_line(1), "bosted": []}
    assert read_lines(line).count("ny", "person") == 1
    assert read_lines(line).count("uendret", "person") == 1
    assert read_lines({"kind": "person"}).refused


def test_a_user_has_her_roles_and_language(client: Client, make_user: MakeUser) -> None:
    name = make_user("kommune_introbruker", "kommune:4204", sprak="nn")
    assert make_user("kommune_norskbruker", "kommune:4204", name=name, sprak="nn") == name
    assert make_user("mottaksansatt", "mottak:M102") != name
    assert '<html lang="nn"' in client.as_user(name).get("/").text


def test_one_of_another_unit_sees_nobody_here(client: Client, other_unit_user: str, make_person: MakePerson) -> None:
    person = make_person()
    assert client.as_user(other_unit_user).get(f"/personer/{person.id}/").status_code == 404


def test_the_client_fills_in_the_page_s_own_form(client: Client, make_user: MakeUser) -> None:
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    form = client.form("/personer/")
    assert form["csrf_token"]
    assert client.submit("/personer/", {"q": "Amina"}).status_code == 303
    with pytest.raises(LookupError, match="/nowhere"):
        client.submit("/personer/", {}, action="/nowhere")


PAGE = """
<form action="/one"><input name="a" value="1"><input type="checkbox" name="off">
<input type="checkbox" name="on" checked>
<input type="radio" name="r" value="x"><input type="radio" name="r" value="y" checked><input value="no name"></form>
<form><select name="s"><option value="p">P</option><option value="q" selected>Q</option></select>
<select name="t"><option value="first">F</option><option value="next">N</option></select>
<textarea name="u">
typed &lt;text&gt;</textarea></form>
"""


def test_fields_as_a_browser_would_send_them() -> None:
    assert fields_of(PAGE, "/one") == {"a": "1", "on": "", "r": "y"}
    assert fields_of(PAGE, "/here", "/here") == {"s": "q", "t": "first", "u": "typed <text>"}


def test_a_session_sees_everyone_and_the_log_is_told(
    make_person: MakePerson, all_seen: Any, logged: Callable[[], list[tuple[str, dict[str, Any]]]]
) -> None:
    make_person(skjerming="fortrolig")
    with all_seen(write=True, actor="kari") as session:
        session.scalars(select(Person)).one().fornavn = "Endret"
    with all_seen() as session:
        assert session.scalars(select(Person.fornavn)).one() == "Endret"
    assert "person_lest_inn" in [type for type, _data in logged()]
