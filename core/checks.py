"""What must hold before the app answers anyone. Each fault stops the start with a sentence that names the plugin."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import Table

from core.db import AboutPerson, Base
from core.importer import person_keys, place_keys
from core.items import MenuItem
from core.plugins import Plugins
from core.registry import PluginError, Registry


def check_tables(plugins: Plugins) -> None:
    """Every plugin's table begins with its name; every table about a person says so, or says why it is public."""
    mapped = {mapper.local_table for mapper in Base.registry.mappers}
    for loose in Base.metadata.tables.values():
        if loose not in mapped and _about_person(loose) and not loose.info.get("public"):
            raise PluginError(f"Tabellen «{loose.name}» peker på en person, men har ingen modell med AboutPerson.")
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        owner = _owner(plugins, mapper.class_.__module__)
        if owner is None or not isinstance(table, Table):
            continue
        if owner != "core" and not table.name.startswith(f"{owner}_"):
            raise PluginError(f"Utvidelsen «{owner}» har tabellen «{table.name}», som må begynne med «{owner}_».")
        said = table.info.get("public") or (owner == "core" and table.info.get("with_her"))
        if _about_person(table) and not issubclass(mapper.class_, AboutPerson) and not said:
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
    """Every page says what it needs and stands alone at its address, and all that is named exists."""
    known = set(plugins.registry.permissions) | {"", "*"}
    taken: dict[tuple[str, str], str] = {}
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
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            other = taken.setdefault((rule.rule, method), rule.endpoint)
            if other != rule.endpoint:
                raise PluginError(f"«{other}» og «{rule.endpoint}» har begge adressen {rule.rule}.")
    for item in plugins.registry.menu.values():
        _check_item(app, plugins.registry, item, known)


def _check_item(app: Flask, registry: Registry, item: MenuItem, known: set[str]) -> None:
    whose = f"Menypunktet «{item.key}» («{registry.owners['menu', item.key]}»)"
    if item.endpoint not in app.view_functions:
        raise PluginError(f"{whose} fører til «{item.endpoint}», som ikke finnes.")
    if item.needs not in known:
        raise PluginError(f"{whose} krever «{item.needs}», som ingen har registrert.")
    if item.parent and item.parent not in registry.menu:
        raise PluginError(f"{whose} står under «{item.parent}», som ikke finnes.")


def check_registry(app: Flask, registry: Registry) -> None:
    """Roles that are named exist, ordninger have their page, and no plugin reads a key of core's own import lines."""
    for role in registry.roles.values():
        for given in set(role.gives) - set(registry.roles):
            raise PluginError(
                f"Rollen «{role.key}» («{registry.owners['roles', role.key]}») gir «{given}», som ikke finnes."
            )
    for key, permission in registry.permissions.items():
        for lost in set(permission.roles) - set(registry.roles):
            raise PluginError(
                f"Tillatelsen «{key}» («{registry.owners['permissions', key]}») "
                f"gis til rollen «{lost}», som ikke finnes."
            )
    for ordning in registry.ordninger.values():
        if ordning.endpoint not in app.view_functions:
            raise PluginError(
                f"Ordningen «{ordning.key}» («{registry.owners['ordninger', ordning.key]}») "
                f"har siden «{ordning.endpoint}», som ikke finnes."
            )
    for key in registry.sections.keys() & (person_keys.KEYS | place_keys.KEYS):
        raise PluginError(f"«{registry.owners['sections', key]}» leser «{key}», som er en av kjernens egne nøkler.")
