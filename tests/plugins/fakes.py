"""Plugins made for a test: a name, and the hooks it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from types import ModuleType
from typing import Any

from flask import Blueprint
from sqlalchemy.orm.instrumentation import manager_of_class

from core.access.policies import raise_wall
from core.access.walls import criteria
from core.db import Base, as_owner
from core.house import House
from core.items import API_VERSION, Ordning, Period, PersonFacts, PluginInfo, Reason
from core.plugins import hook
from core.web.needs import public


def fake(
    name: str, *, api: int = API_VERSION, path: str | None = None, package: str = "", **hooks: Callable[..., Any]
) -> Any:
    """A plugin with these hooks: `fake("alfa", register_facts=lambda: [...])`. Its code lies in `package`."""
    plugin: Any = ModuleType(package or f"fake_{name}")
    plugin.PLUGIN = PluginInfo(name, name.capitalize(), f"/{name}" if path is None else path, api)
    plugin.hooks = ModuleType(f"{plugin.__name__}.hooks")
    for key, function in hooks.items():
        setattr(plugin.hooks, key, hook(function))
    return plugin


def gives(*values: Any) -> Callable[[], list[Any]]:
    """A hook that registers these values."""
    return lambda: list(values)


PUBLIC = public("Side")


def pages(name: str, *, declare: Any = PUBLIC, rule: str = "/", **options: Any) -> Blueprint:
    """A blueprint with one page, `<name>.side`; `declare` says what it needs."""
    blueprint = Blueprint(name, __name__, **options)
    blueprint.add_url_rule(rule, "side", declare(lambda **arguments: "siden"))
    return blueprint


def ordning(key: str, rule: Callable[[PersonFacts], tuple[Period, ...]] | None = None, **more: Any) -> Ordning:
    """An ordning; its page is the start page."""
    return Ordning(key, key.capitalize(), "loven", rule, **{"endpoint": "start.arbeidsflate", **more})


def period(ordning: str, fra: date, til: date | None = None, **more: Any) -> Period:
    """A period with one reason."""
    reasons = (Reason("alder", fra.isoformat(), "person.fodselsdato", "§ 1"),)
    return Period(
        **{
            "kategori": f"{ordning}_k",
            "ordning": ordning,
            "fra": fra,
            "til": til,
            "reasons": reasons,
            "rule_version": "1",
            **more,
        }
    )


@contextmanager
def own_table(package: str, make: Callable[[], type[Base]], house: House | None = None) -> Iterator[type[Base]]:
    """A model of a fake plugin, and its table in the house's database if given; both are gone afterwards.

    `make` defines and gives the class, whose `__module__` becomes the plugin's.
    """
    model = make()
    table: Any = model.__table__
    model.__module__ = f"{package}.models"
    try:
        if house:
            with as_owner(house.engine) as connection:
                table.create(connection)
                raise_wall(connection)
        yield model
    finally:
        if house:
            with as_owner(house.engine) as connection:
                table.drop(connection)
        Base.registry._managers.pop(manager_of_class(model))
        Base.registry._dispose_manager_and_mapper(manager_of_class(model))
        Base.metadata.remove(table)
        criteria.cache_clear()
