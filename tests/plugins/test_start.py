"""A plugin that does not fit stops the start, with a sentence that names it and the other side."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Blueprint
from sqlalchemy.orm import Mapped, mapped_column

from core import create_app
from core.codes.lists import Code, CodeList
from core.config import Settings
from core.db import Base, public
from core.items import EventType, FactType, ImportSection, MenuItem, Permission, Role
from core.plugins import PluginError
from core.web.needs import needs, needs_ordning
from tests.plugins.fakes import fake, gives, ordning, own_table, pages


def start(*plugins: Any) -> None:
    """Makes an app with these plugins; its database is never asked."""
    create_app(Settings("sqlite://", "no secret"), plugins)


def refused(*plugins: Any, names: tuple[str, ...]) -> str:
    """The sentence that stopped the start; it holds every one of the names."""
    with pytest.raises(PluginError) as stopped:
        start(*plugins)
    text = str(stopped.value)
    assert all(name in text for name in names), text
    assert text[0].isupper() or text[0] == "«"
    assert text.endswith("."), text
    return text


def test_one_that_fits_starts() -> None:
    start(fake("alfa", register_blueprints=gives(pages("alfa"))))


def test_another_api() -> None:
    refused(fake("alfa", api=2), names=("alfa", "2", "1"))


def test_two_of_a_name() -> None:
    refused(fake("alfa", package="one"), fake("alfa", package="other", path="/b"), names=("alfa", "one", "other"))
    refused(fake("core", path="/core"), names=("core", "fake_core"))


def test_two_of_an_address() -> None:
    refused(fake("alfa", path="/x"), fake("beta", path="/x"), names=("alfa", "beta", "/x"))


@pytest.mark.parametrize("path", ["x", "/x/", "/X Y", "", "/personer", "/logg-inn", "/"])
def test_an_address_that_cannot_be_a_plugins(path: str) -> None:
    refused(fake("alfa", path=path, register_blueprints=gives(pages("alfa"))), names=("alfa",))


@pytest.mark.parametrize("name", ["Alfa", "alfa-beta", "1alfa", "", "alfa beta"])
def test_a_name_that_cannot_begin_a_table(name: str) -> None:
    refused(fake(name, path="/a"), names=(name,))


def test_what_is_no_plugin() -> None:
    refused(SimpleNamespace(__name__="stray"), names=("stray", "PLUGIN"))


def test_a_name_nobody_has() -> None:
    refused("gamma", names=("gamma", "FOTFESTE_PLUGINS"))


SAME: dict[str, Callable[[], Any]] = {
    "register_permissions": lambda: Permission("lik", "Lik"),
    "register_roles": lambda: Role("lik", "Lik", "kommune", 1),
    "register_menu_items": lambda: MenuItem("lik", "Lik", "start.arbeidsflate"),
    "register_ordninger": lambda: ordning("lik"),
    "register_facts": lambda: FactType("lik", "Lik"),
    "register_event_types": lambda: EventType("lik", "Lik"),
    "register_code_lists": lambda: CodeList("lik", (Code("a", {"nb": "A"}),)),
    "register_import_sections": lambda: ImportSection(
        "lik", lambda value, line, day: value, lambda session, rows: None
    ),
}


@pytest.mark.parametrize("hook", SAME)
def test_two_of_a_key(hook: str) -> None:
    value = SAME[hook]()
    alfa, beta = (fake(name, **{hook: gives(value)}) for name in ("alfa", "beta"))
    refused(alfa, beta, names=("«lik»", hook, "«alfa»", "«beta»"))


@pytest.mark.parametrize("key", ["duf", "kind"])
def test_an_import_key_of_cores_own(key: str) -> None:
    section = ImportSection(key, lambda value, line, day: value, lambda session, rows: None)
    refused(fake("alfa", register_import_sections=gives(section)), names=("alfa", key))


def test_a_key_of_cores_own() -> None:
    refused(fake("alfa", register_event_types=gives(EventType("logg_inn", "Inn"))), names=("alfa", "core", "logg_inn"))


def test_a_permission_that_an_ordning_makes() -> None:
    alfa = fake("alfa", register_ordninger=gives(ordning("norsk")))
    beta = fake("beta", register_permissions=gives(Permission("norsk.endre", "Endre")))
    refused(alfa, beta, names=("norsk.endre", "ordningen «norsk»", "beta"))


def test_a_misspelt_hook() -> None:
    refused(fake("alfa", person_menus=lambda session, user, person: []), names=("alfa", "person_menus"))


def test_a_hook_that_asks_for_what_there_is_not() -> None:
    refused(fake("alfa", person_menu=lambda session, request: []), names=("alfa", "person_menu", "request"))


def test_a_hook_that_raises_at_start() -> None:
    def broken() -> Any:
        raise ZeroDivisionError

    refused(fake("alfa", register_facts=broken), names=("alfa", "register_facts", "ZeroDivisionError"))
    refused(fake("alfa", register_blueprints=broken), names=("alfa", "register_blueprints"))
    refused(fake("alfa", register_facts=gives("no fact type")), names=("alfa", "register_facts"))


def test_two_pages_at_an_address() -> None:
    refused(
        fake("alfa", register_blueprints=gives(pages("alfa"), pages("alfa_mer"))),
        names=("alfa.side", "alfa_mer.side", "/alfa/"),
    )


def test_two_blueprints_of_a_name() -> None:
    alfa = fake("alfa", register_blueprints=gives(pages("alfa")))
    beta = fake("beta", register_blueprints=gives(pages("alfa")))
    refused(alfa, beta, names=("beta", "alfa"))


def test_a_page_that_does_not_say_what_it_needs() -> None:
    refused(
        fake("alfa", register_blueprints=gives(pages("alfa", declare=lambda view: view))), names=("alfa.side", "@needs")
    )


def test_a_page_with_files_of_flasks_own() -> None:
    """Flask's static view declares nothing."""
    blueprint = Blueprint("alfa", __name__, static_folder="static")
    refused(fake("alfa", register_blueprints=gives(blueprint)), names=("alfa.static",))


def test_a_page_that_needs_what_nobody_gives() -> None:
    page = pages("alfa", declare=needs("alfa.se", title="Side"))
    refused(fake("alfa", register_blueprints=gives(page)), names=("alfa.side", "alfa.se"))


def test_a_page_of_an_ordning_whose_address_names_none() -> None:
    page = pages("alfa", declare=needs_ordning("se", title="Side"))
    refused(fake("alfa", register_blueprints=gives(page)), names=("alfa.side", "ordning"))


def test_a_permission_of_a_role_nobody_has() -> None:
    lost = Permission("alfa.se", "Se", ("nissen",))
    refused(fake("alfa", register_permissions=gives(lost)), names=("alfa.se", "nissen"))
    refused(fake("alfa", register_ordninger=gives(ordning("norsk", se=("nissen",)))), names=("norsk", "nissen"))


def test_a_role_that_gives_one_nobody_has() -> None:
    role = Role("sjef", "Sjef", "kommune", 1, gives=("nissen",))
    refused(fake("alfa", register_roles=gives(role)), names=("sjef", "nissen"))


@pytest.mark.parametrize(
    ("item", "names"),
    [
        (MenuItem("lost", "Lost", "alfa.ingen"), ("lost", "alfa.ingen")),
        (MenuItem("lost", "Lost", "start.arbeidsflate", needs="alfa.se"), ("lost", "alfa.se")),
        (MenuItem("lost", "Lost", "start.arbeidsflate", parent="ingen"), ("lost", "ingen")),
    ],
)
def test_a_menu_item_that_leads_nowhere(item: MenuItem, names: tuple[str, ...]) -> None:
    refused(fake("alfa", register_menu_items=gives(item)), names=names)


def test_an_ordning_whose_page_is_not_there() -> None:
    refused(
        fake("alfa", register_ordninger=gives(ordning("norsk", endpoint="alfa.ingen"))), names=("norsk", "alfa.ingen")
    )


def test_a_table_without_the_plugins_name() -> None:
    def thing() -> type[Base]:
        class Thing(Base):
            __tablename__ = "beta_thing"
            id: Mapped[int] = mapped_column(primary_key=True)

        return Thing

    with own_table("fake_alfa", thing):
        refused(fake("alfa"), names=("«alfa»", "beta_thing", "alfa_"))


@pytest.mark.parametrize("declared", [False, True])
def test_a_table_about_a_person_that_does_not_say_so(declared: bool) -> None:
    def thing() -> type[Base]:
        class Thing(Base):
            __tablename__ = "alfa_thing"
            __table_args__ = {"info": public("counts only") if declared else {}}
            id: Mapped[int] = mapped_column(primary_key=True)
            person_id: Mapped[uuid.UUID]

        return Thing

    with own_table("fake_alfa", thing):
        if declared:
            start(fake("alfa"))
        else:
            refused(fake("alfa"), names=("alfa_thing", "AboutPerson", "public"))


def test_a_table_without_a_model_cannot_be_about_a_person() -> None:
    from sqlalchemy import Column, Table, Uuid

    table = Table("alfa_loose", Base.metadata, Column("person_id", Uuid()))
    try:
        refused(fake("alfa"), names=("alfa_loose",))
    finally:
        Base.metadata.remove(table)


def test_an_installed_package_runs_only_when_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    module = fake("alfa", register_blueprints=gives(pages("alfa")))
    entry = SimpleNamespace(name="alfa", load=lambda: module)

    def entries(group: str, name: str) -> list[Any]:
        return [entry] if (group, name) == ("fotfeste.plugins", "alfa") else []

    monkeypatch.setattr("core.plugins.entry_points", entries)
    without, with_it = (create_app(Settings("sqlite://", "x"), names) for names in ((), ("alfa",)))
    assert "alfa.side" not in without.view_functions
    assert "alfa.side" in with_it.view_functions
