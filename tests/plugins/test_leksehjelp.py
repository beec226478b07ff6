"""What a plugin of one small file adds: an ordning, a filter, a column and a line to mend, without touching core."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.plugins import leksehjelp
from tests.plugins.conftest import World

LIST = "/personlister/opplaringslova/"
SETTLED = [{"type": "kommune", "kommune": "4204", "fra": "2026-06-15"}]


@pytest.fixture
def here(world: Callable[..., World]) -> World:
    """Two children and a grown-up, who live in Kristiansand, and a caseworker."""
    here = world(leksehjelp)
    for name, born, morsmal in (
        ("Amina", "2017-03-03", "som"),
        ("Berhane", "2012-03-03", None),
        ("Voksen", "1990-01-01", ""),
    ):
        here.make_person(fornavn=name, fodselsdato=born, morsmal=morsmal or None, bosted=SETTLED, ankommet="2026-01-01")
    here.caseworker()
    return here


def names(page: str) -> list[str]:
    """Who stands in the page."""
    return [name for name in ("Amina", "Berhane", "Voksen") if name in page]


def test_it_is_small() -> None:
    lines = Path(leksehjelp.__file__ or "").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.strip()]) < 80


def test_the_ordning_has_a_list_of_its_own(here: World) -> None:
    page = here.client.get(LIST).text
    assert names(page) == ["Amina", "Berhane"] and "Barn i skolealder" in page
    assert LIST in here.client.get("/personlister/").text


def test_the_filter(here: World) -> None:
    assert names(here.client.get(f"{LIST}?trinn=barnetrinn").text) == ["Amina"]
    assert names(here.client.get(f"{LIST}?trinn=ungdomstrinn").text) == ["Berhane"]


def test_the_column_is_shown_and_sorts(here: World) -> None:
    page = here.client.get(f"{LIST}?kol=navn,fodselsar&sorter=fodselsar").text
    assert "Fødselsår" in page and page.index("2012") < page.index("2017")
    falling = here.client.get(f"{LIST}?kol=navn,fodselsar&sorter=-fodselsar").text
    assert falling.index("2017") < falling.index("2012")


def test_the_line_to_mend(here: World) -> None:
    assert "Leksehjelpen er på morsmålet." in here.client.get("/rydd/").text
    assert names(here.client.get(f"{LIST}?mangler=uten_morsmal").text) == ["Berhane"]


def test_only_the_roles_named(here: World) -> None:
    here.caseworker("kommune_norskbruker")
    assert here.client.get(LIST).status_code == 404
