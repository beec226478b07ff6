"""A plugin adds a line to *Rydd i registreringen*; where it fails it loses its own, and the page says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text

from core.list_items import Gap
from core.persons.models import Person
from core.registry import PluginError
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives
from tests.plugins.test_list_parts import GONE, LIST, alfa, names, raises


def from_eritrea(line: Any, context: Any) -> Any:
    """Those who lack another passport."""
    return line.person_id.in_(select(Person.id).where(Person.statsborgerskap == "ERI"))


GAP = Gap("uten_pass", "Uten pass", "Passet må være med.", from_eritrea)


@pytest.fixture
def made(world: Callable[..., World]) -> Callable[..., World]:
    """Makes a world with two persons, and a caseworker who has signed in."""

    def make(**hooks: Any) -> World:
        here = world(alfa(**hooks))
        here.make_person(fornavn="Amina", statsborgerskap="ERI")
        here.make_person(fornavn="Berhane", statsborgerskap="AFG")
        here.caseworker()
        return here

    return make


def test_it_is_counted_and_leads_to_those_it_counted(made: Callable[..., World]) -> None:
    here = made(register_gaps=gives(GAP))
    page = here.client.get("/rydd/").text
    assert "Uten pass" in page and "Passet må være med." in page and f"{LIST}?sorter=fra&amp;mangler=uten_pass" in page
    assert names(here.client.get(f"{LIST}?mangler=uten_pass").text) == {"Amina"}
    assert names(here.client.get(f"{LIST}csv/?mangler=uten_pass").text) == {"Amina"}


def test_it_is_left_out_where_it_cannot_lack(made: Callable[..., World]) -> None:
    elsewhere = Gap("uten_pass", "Uten pass", "Passet.", from_eritrea, ordninger=("annen",))
    assert "Uten pass" not in made(register_gaps=gives(elsewhere)).client.get("/rydd/").text


BROKEN = {
    "condition": Gap("uten_pass", "Uten pass", "Passet.", raises),
    "sql": Gap("uten_pass", "Uten pass", "Passet.", lambda line, context: text("nothing > nowhere")),
}


@pytest.mark.parametrize("gap", BROKEN.values(), ids=BROKEN)
def test_one_that_fails(gap: Gap, made: Callable[..., World]) -> None:
    here = made(register_gaps=gives(gap))
    page = here.client.get("/rydd/").text
    assert GONE in page and "Uten pass" not in page and "Fristen er passert" in page
    assert "secret words" not in page
    listed = here.client.get(f"{LIST}?mangler=uten_pass").text
    assert GONE in listed and names(listed) == {"Amina", "Berhane"}


def test_two_cannot_have_one_key(world: Callable[..., World]) -> None:
    with pytest.raises(PluginError, match=r"forfalt.*register_gaps.*core.*alfa"):
        world(fake("alfa", register_gaps=gives(Gap("forfalt", "Forfalt", "", from_eritrea))))
