"""What plugins do on an errand: read their part of an import line, and make rows for a demonstration."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from core.api import Code, CodeList, ImportErrors
from core.demo.base import prepare
from core.items import ImportResult, ImportSection, MenuItem, Permission, Role
from core.web.needs import needs
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives, pages


def reading(read: list[Any]) -> Any:
    """A plugin that takes the key `hobby`, and notes what it wrote."""

    def check(value: Any, line: Mapping[str, Any], today: date) -> Any:
        if value == "feil":
            raise ImportErrors("hobby: kan ikke være feil.")
        return str(value).upper() if value else None

    def apply(session: Any, rows: list[Any]) -> ImportResult:
        read.extend((value, line["fornavn"]) for _id, value, line in rows)
        return ImportResult({person_id: value for person_id, value, _line in rows if value})

    return fake("alfa", register_import_sections=gives(ImportSection("hobby", check, apply)))


def test_a_section_of_an_import_line(world: Callable[..., World]) -> None:
    read: list[Any] = []
    here = world(reading(read))
    here.make_person(fornavn="Amina", hobby="sjakk")
    assert read == [("SJAKK", "Amina")]
    with pytest.raises(AssertionError, match="hobby: kan ikke være feil"):
        here.make_person(fornavn="Beza", hobby="feil")
    assert read == [("SJAKK", "Amina")]


def test_a_key_that_no_plugin_takes_refuses_the_line(world: Callable[..., World]) -> None:
    with pytest.raises(AssertionError, match="hobby"):
        world().make_person(hobby="sjakk")


def test_demo_data_gets_the_persons_and_the_seed(make_app: Callable[..., Any], tmp_path: Any) -> None:
    from core import create_app
    from core.testing import settings_for

    def made(name: str) -> list[Any]:
        seen: list[Any] = []

        def demo_data(session: Any, persons: Any, random: random.Random) -> list[None]:
            seen.append((sorted(str(person.duf) for person in persons), random.random()))
            return []

        app = create_app(settings_for(f"sqlite:///{tmp_path / name}.sqlite"), [fake("alfa", demo_data=demo_data)])
        prepare(app.extensions["fotfeste"], persons=12, seed=3)
        return seen

    first = made("one")
    assert first and len(first[0][0]) >= 12
    assert made("other") == first


def test_roles_permissions_and_pages_of_a_plugin(world: Callable[..., World]) -> None:
    """A plugin adds its permission to a role of core's, and a role of its own."""
    alfa = fake(
        "alfa",
        register_permissions=gives(Permission("alfa.se", "Se", ("kommune_introbruker",))),
        register_roles=gives(Role("alfasjef", "Alfasjef", "kommune", 500, ("alfa.se",))),
        register_blueprints=gives(pages("alfa", declare=needs("alfa.se", title="Alfas side"))),
        register_menu_items=gives(MenuItem("alfa", "Alfas fane", "alfa.side", order=500, needs="alfa.se")),
    )
    here = world(alfa)
    for role, allowed in (("kommune_introbruker", True), ("alfasjef", True), ("kommune_norskbruker", False)):
        client = here.caseworker(role)
        assert client.get("/alfa/").status_code == (200 if allowed else 404)
        assert ("Alfas fane" in client.get("/").text) is allowed


def test_a_code_list_of_a_plugin(world: Callable[..., World]) -> None:
    codes = CodeList("alfa.koder", (Code("a", {"nb": "Første"}),))
    here = world(fake("alfa", register_code_lists=gives(codes)))
    assert here.house.plugins.registry.code_lists["alfa.koder"].title("a", "nb") == "Første"
