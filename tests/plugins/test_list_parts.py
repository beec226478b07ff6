"""A plugin narrows lists down and adds columns; where it fails it loses its own, and the page says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, literal_column, select, text

from core.list_items import Column, Facet
from core.persons.models import Person
from core.registry import PluginError
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives, ordning, period

GONE = "Denne delen kunne ikke vises: Alfa"
LIST = "/personlister/loven/"
ORDNING = ordning(
    "norsk", lambda facts: (period("norsk", date(2021, 1, 2)),), se=("kommune_introbruker",), endpoint="alfa.side"
)


def pages() -> Any:
    """A page for the ordning."""
    from core.api import needs_ordning, person_blueprint

    blueprint = person_blueprint("alfa", __name__)

    @blueprint.get("/<nokkel:ordning>/")
    @needs_ordning("se", title="Side")
    def side(person: Any, ordning: str) -> str:
        return "siden"

    return blueprint


def alfa(**hooks: Any) -> Any:
    """A plugin with an ordning and these hooks."""
    return fake("alfa", register_ordninger=gives(ORDNING), register_blueprints=lambda: [pages()], **hooks)


def raises(*arguments: Any, **named: Any) -> Any:
    """Fails as code does."""
    raise ZeroDivisionError("secret words")


def in_august(line: Any, value: Any, context: Any) -> Any:
    """Those who are born in August, or all the others."""
    august = func.substr(Person.fornavn, 1, 1) == "A"
    named = line.person_id.in_(select(Person.id).where(august))
    return named if value == "a" else ~named


FACET = Facet("bokstav", "Bokstav", in_august, lambda context: [("a", "Med A"), ("ikke", "Uten A")])


def names(page: str) -> set[str]:
    """Which of the persons stand in the list."""
    return {name for name in ("Amina", "Berhane") if name in page}


@pytest.fixture
def made(world: Callable[..., World]) -> Callable[..., World]:
    """Makes a world with two persons, and a caseworker who has signed in."""

    def make(**hooks: Any) -> World:
        here = world(alfa(**hooks))
        here.make_person(fornavn="Amina", etternavn="Åsen", statsborgerskap="ERI")
        here.make_person(fornavn="Berhane", etternavn="Aa", statsborgerskap="AFG")
        here.caseworker()
        return here

    return make


def test_a_facet_of_a_plugin(made: Callable[..., World]) -> None:
    here = made(register_facets=gives(FACET))
    assert names(here.client.get(LIST).text) == {"Amina", "Berhane"}
    assert "Med A" in here.client.get(LIST).text
    assert names(here.client.get(f"{LIST}?bokstav=a").text) == {"Amina"}
    assert names(here.client.get(f"{LIST}?bokstav=ikke").text) == {"Berhane"}
    assert names(here.client.get(f"{LIST}csv/?bokstav=ikke").text) == {"Berhane"}


def test_a_facet_that_is_a_date(made: Callable[..., World]) -> None:
    facet = Facet("etter", "Etter", lambda line, value, context: line.fra > value)
    with pytest.raises(PluginError, match="kan ikke stå i en adresse"):
        made(register_facets=gives(facet))
    here = made(register_facets=gives(Facet("kommer_etter", "Etter", lambda line, value, context: line.fra > value)))
    assert names(here.client.get(f"{LIST}?kommer_etter=01.01.2021").text) == {"Amina", "Berhane"}
    assert names(here.client.get(f"{LIST}?kommer_etter=2021-01-02").text) == set()


BROKEN = {
    "choices": Facet("bokstav", "Bokstav", in_august, raises),
    "condition": Facet("bokstav", "Bokstav", raises, FACET.choices),
    "sql": Facet("bokstav", "Bokstav", lambda line, value, context: text("nothing > nowhere"), FACET.choices),
}


@pytest.mark.parametrize("facet", BROKEN.values(), ids=BROKEN)
def test_a_facet_that_fails(facet: Facet, made: Callable[..., World]) -> None:
    page = made(register_facets=gives(facet)).client.get(f"{LIST}?bokstav=a").text
    assert GONE in page and names(page) == {"Amina", "Berhane"}
    assert "secret words" not in page


def test_a_column_told_by_person(made: Callable[..., World]) -> None:
    asked: list[int] = []

    def values(session: Any, ids: Any) -> dict[Any, Any]:
        asked.append(len(ids))
        return dict(session.execute(select(Person.id, Person.statsborgerskap).where(Person.id.in_(ids))).tuples().all())

    column = Column("pass", "Pass", values, words=lambda code: f"<{code}>")
    here = made(register_columns=gives(column))
    assert "Pass" in here.client.get(LIST).text and asked == []
    page = here.client.get(f"{LIST}?kol=navn,pass").text
    assert "&lt;ERI&gt;" in page and "&lt;AFG&gt;" in page
    assert asked == [2], "one call a page"
    assert here.client.get(f"{LIST}csv/?kol=navn,pass").text.splitlines()[1:] != []
    assert "<ERI>" in here.client.get(f"{LIST}csv/?kol=navn,pass").text


def test_a_column_by_sql_sorts(made: Callable[..., World]) -> None:
    column = Column("land", "Land", expression=lambda line: func.lower(line.statsborgerskap))
    here = made(register_columns=gives(column))
    for sort, first in (("land", "Berhane"), ("-land", "Amina")):
        page = here.client.get(f"{LIST}?kol=navn,land&sorter={sort}").text
        rows = page[page.index("<tbody>") :]
        assert min(("Amina", "Berhane"), key=rows.index) == first
        assert "eri" in rows and "afg" in rows
    file = here.client.get(f"{LIST}csv/?kol=navn,land&sorter=land").text
    assert file.index("afg") < file.index("eri")


WRONG = {
    "raises": Column("feil", "Feil", raises),
    "no mapping": Column("feil", "Feil", lambda session, ids: 7),  # type: ignore[arg-type, return-value]
    "sql": Column("feil", "Feil", expression=lambda line: literal_column("nothing.nowhere")),
    "words": Column("feil", "Feil", lambda session, ids: dict.fromkeys(ids, 1), words=raises),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_column_that_fails(kind: str, made: Callable[..., World]) -> None:
    right = Column("riktig", "Riktig", lambda session, ids: dict.fromkeys(ids, "rett verdi"))
    here = made(register_columns=gives(WRONG[kind], right))
    for sort in ("navn", "feil") if kind == "sql" else ("navn",):
        page = here.client.get(f"{LIST}?kol=navn,feil,riktig&sorter={sort}").text
        assert GONE in page and names(page) == {"Amina", "Berhane"}
        assert "rett verdi" in page and "secret words" not in page
    file = here.client.get(f"{LIST}csv/?kol=navn,feil,riktig").text
    assert names(file) == {"Amina", "Berhane"} and "rett verdi" in file


@pytest.mark.parametrize("key", ["sorter", "side", "Stor", "a b", "æ"])
def test_a_key_that_no_address_can_have_stops_the_start(key: str, world: Callable[..., World]) -> None:
    with pytest.raises(PluginError, match="kan ikke stå i en adresse"):
        world(fake("alfa", register_columns=gives(Column(key, "Kolonne", raises))))


def test_two_with_the_same_key_stop_the_start(world: Callable[..., World]) -> None:
    with pytest.raises(PluginError, match="kategori.*register_facets.*core.*alfa"):
        world(fake("alfa", register_facets=gives(Facet("kategori", "Kategori", raises))))
