"""What must hold before the app answers anyone. Each fault stops the start with a sentence that names the plugin."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import Table

from core.db import AboutPerson, Base
from core.plugins import PluginError, Plugins


def check_tables(plugins: Plugins) -> None:
    """Every plugin's table begins with its name; every table about a person says so, or says why it is public."""
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        owner = _owner(plugins, mapper.class_.__module__)
        if owner is None or not isinstance(table, Table):
            continue
        if owner != "core" and not table.name.startswith(f"{owner}_"):
            raise PluginError(f"Utvidelsen «{owner}» har tabellen «{table.name}», som må begynne med «{owner}_».")
        if _about_person(table) and not issubclass(mapper.class_, AboutPerson) and not table.info.get("public"):
            raise PluginError(
                f"Tabellen «{table.name}» («{owner}») peker på en person: bruk AboutPerson, "
                "eller si med public(...) hvorfor den er åpen."
            )


def _owner(plugins: Plugins, module: str) -> str | None:
    for loaded in plugins.loaded[1:]:
        if f"{module}.".startswith(f"{loaded.package}."):
            return loaded.info.name
    return "core" if module.startswith("core.") else None


def _about_person(table: Table) -> bool:
    points = any(key.target_fullname == "person.id" for column in table.columns for key in column.foreign_keys)
    return table.name != "person" and (points or "person_id" in table.columns)


def check_app(app: Flask, plugins: Plugins) -> None:
    """Every endpoint says what it needs, every menu item leads to one, and every permission asked for exists."""
    known = set(plugins.registry.permissions) | {"", "*"}
    for rule in app.url_map.iter_rules():
        need: Any = getattr(app.view_functions[rule.endpoint], "need", None)
        if need is None:
            raise PluginError(
                f"Siden «{rule.endpoint}» sier ikke hva den krever: bruk @needs, @needs_ordning eller @public."
            )
        if need.permission not in known:
            raise PluginError(f"Siden «{rule.endpoint}» krever «{need.permission}», som ingen har registrert.")
        if need.ordning and "ordning" not in rule.arguments:
            raise PluginError(f"Siden «{rule.endpoint}» krever en ordning, men adressen har ingen <nokkel:ordning>.")
    for item in plugins.registry.menu.values():
        if item.endpoint not in app.view_functions:
            raise PluginError(f"Menypunktet «{item.key}» fører til «{item.endpoint}», som ikke finnes.")
        if item.needs not in known:
            raise PluginError(f"Menypunktet «{item.key}» krever «{item.needs}», som ingen har registrert.")
        if item.parent and item.parent not in plugins.registry.menu:
            raise PluginError(f"Menypunktet «{item.key}» står under «{item.parent}», som ikke finnes.")
    for role in plugins.registry.roles.values():
        for given in role.gives:
            if given not in plugins.registry.roles:
                raise PluginError(f"Rollen «{role.key}» gir «{given}», som ikke finnes.")
