"""Everything the plugins registered at start, by key, and who registered it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.codes.lists import CodeList
from core.items import EventType, FactType, ImportSection, MenuItem, Ordning, Permission, Role
from core.list_items import Column, Facet, Gap


class PluginError(Exception):
    """A plugin that does not fit; the sentence names it and says what to mend."""


REGISTERED: dict[str, tuple[str, type[Any]]] = {
    "register_permissions": ("permissions", Permission),
    "register_roles": ("roles", Role),
    "register_menu_items": ("menu", MenuItem),
    "register_ordninger": ("ordninger", Ordning),
    "register_facts": ("facts", FactType),
    "register_event_types": ("event_types", EventType),
    "register_code_lists": ("code_lists", CodeList),
    "register_facets": ("facets", Facet),
    "register_columns": ("columns", Column),
    "register_gaps": ("gaps", Gap),
    "register_import_sections": ("sections", ImportSection),
}
"""By hook: the part of the registry it fills, and what it gives."""


@dataclass
class Registry:
    """What was registered, each part by key. `owners` tells whose a key of a part is."""

    permissions: dict[str, Permission] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    menu: dict[str, MenuItem] = field(default_factory=dict)
    ordninger: dict[str, Ordning] = field(default_factory=dict)
    facts: dict[str, FactType] = field(default_factory=dict)
    event_types: dict[str, EventType] = field(default_factory=dict)
    code_lists: dict[str, CodeList] = field(default_factory=dict)
    sections: dict[str, ImportSection] = field(default_factory=dict)
    facets: dict[str, Facet] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)
    owners: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, hook: str, plugin: str, values: Iterable[Any]) -> None:
        """Adds what a plugin's hook gave. Raises PluginError for a key that is taken, or a value of another kind."""
        part, kind = REGISTERED[hook]
        standing: dict[str, Any] = getattr(self, part)
        for value in values:
            if not isinstance(value, kind):
                raise PluginError(f"Utvidelsen «{plugin}» ga noe annet enn {kind.__name__} i {hook}.")
            if value.key in standing:
                raise PluginError(
                    f"«{value.key}» er registrert to ganger i {hook}: "
                    f"av «{self.owners[part, value.key]}» og av «{plugin}»."
                )
            standing[value.key] = value
            self.owners[part, value.key] = plugin

    def add_ordning_permissions(self) -> None:
        """Makes `<key>.se` and `<key>.endre` of each ordning. Raises PluginError where one is registered already."""
        for ordning in self.ordninger.values():
            for verb, roles in (("se", ordning.se), ("endre", ordning.endre)):
                key = f"{ordning.key}.{verb}"
                if key in self.permissions:
                    raise PluginError(
                        f"Tillatelsen «{key}» lages av ordningen «{ordning.key}», "
                        f"og er også registrert av «{self.owners['permissions', key]}»."
                    )
                self.permissions[key] = Permission(key, ordning.title, roles)
                self.owners["permissions", key] = self.owners["ordninger", ordning.key]

    def role_permissions(self, role: str) -> frozenset[str]:
        """Every permission a role holds: its own and those that name it."""
        own = self.roles[role].permissions if role in self.roles else ()
        return frozenset(own) | {p.key for p in self.permissions.values() if role in p.roles}
