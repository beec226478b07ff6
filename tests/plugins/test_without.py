"""Without any plugin there are persons, roles and navigation, and nothing of tiltak anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core.importer.run import run_import
from core.testing import BUNDLED
from core.testing.people import standard_line
from tests.plugins.conftest import World

TILTAK = [
    {
        "ordning": "kvalifisering_i_mottak",
        "gruppe": "kvalifisering",
        "type": "ukjent",
        "fra": "2021-04-01",
        "til": "2021-05-31",
        "timer_per_uke": 25,
    }
]


def test_persons_roles_and_navigation(world: Callable[..., World]) -> None:
    here = world()
    person = here.make_person(fornavn="Amina")
    here.caseworker()
    assert "Amina" in here.search("Amina")
    for page in (here.page_of(person), here.client.get("/").text, here.client.get("/personer/").text):
        assert "tiltak" not in page.lower() and "NIR" not in page.replace("nir.", ""), page
        assert 'href="/personer/"' in page


def test_no_page_of_a_plugin(world: Callable[..., World]) -> None:
    here = world()
    person = here.make_person()
    here.caseworker()
    assert here.client.get(f"/personer/{person.id}/nir/").status_code == 404
    assert {rule.endpoint.split(".")[0] for rule in here.app.url_map.iter_rules()}.isdisjoint(BUNDLED)
    assert [loaded.info.name for loaded in here.house.plugins.loaded] == ["core"]
    registry = here.house.plugins.registry
    assert registry.ordninger == registry.facts == registry.sections == {}


def test_tiltak_in_a_file_are_refused_unless_skipped(world: Callable[..., World], tmp_path: Path) -> None:
    here = world()
    here.make_person()
    path = tmp_path / "more.jsonl"
    path.write_text(json.dumps({**standard_line(90), "tiltak": TILTAK}) + "\n", encoding="utf-8")
    refused = run_import(here.house, path)
    assert refused.refused and "tiltak" in refused.text()
    assert not run_import(here.house, path, skip=("tiltak",)).refused


@pytest.mark.parametrize(
    "role", ["kommune_introbruker", "kommune_administrativ", "imdi_saksbehandler", "systemadministrator"]
)
def test_each_kind_of_user_has_a_start_page(role: str, world: Callable[..., World]) -> None:
    here = world()
    unit = {"imdi_saksbehandler": "imdi", "systemadministrator": ""}.get(role, "kommune:4204")
    assert here.caseworker(role, unit).get("/").status_code == 200
