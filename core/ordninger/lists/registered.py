"""What lists need of the registry: a list for each law in the menu, the permission to open them, and sound keys."""

from __future__ import annotations

import re
from typing import Any

from core.i18n import lazy
from core.items import MenuItem, Permission
from core.registry import PluginError, Registry

SEE_LISTS = "personlister.se"
"""Held by every role that sees an ordning."""
TITLES = {
    "integreringsloven": lazy("Personer – Integreringsloven"),
    "introduksjonsloven": lazy("Personer – Introduksjonsloven"),
}
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
OF_FORMS = frozenset({"q", "navn", "standard", "unit_id", "csrf_token", "nokkel", "versjon"})
"""Fields of the forms that are sent from a list."""
OWN = frozenset({"sorter", "kol", "side", "etter", "foran", "siste", "sok", "visning"}) | OF_FORMS
"""What else stands in a list's address, or is sent with it."""


def list_title(lov: str) -> Any:
    """What the list of a law is called."""
    return TITLES.get(lov, f"Personer – {lov.capitalize()}")


def laws(registry: Registry) -> list[str]:
    """The laws that ordninger are under, by the order of the first of each."""
    ordered = sorted(registry.ordninger.values(), key=lambda ordning: ordning.order)
    return list(dict.fromkeys(ordning.law for ordning in ordered))


def add_lists(registry: Registry) -> None:
    """Adds the permission and the menu's lines. Raises PluginError for a key that no address can have."""
    roles = {role for ordning in registry.ordninger.values() for role in ordning.se}
    registry.add("register_permissions", "core", [Permission(SEE_LISTS, lazy("Se personlister"), tuple(sorted(roles)))])
    registry.add("register_menu_items", "core", _items(registry))
    for part in ("facets", "columns", "gaps"):
        for key in getattr(registry, part):
            if not KEY.fullmatch(key) or key in (OWN if part == "facets" else OWN - OF_FORMS):
                raise PluginError(
                    f"«{key}», fra utvidelsen «{registry.owners[part, key]}», kan ikke stå i en adresse: "
                    "bruk små bokstaver, tall og _, og ikke et ord som listene bruker selv."
                )


def _items(registry: Registry) -> list[MenuItem]:
    top = MenuItem(
        "personlister", lazy("NIR personlister"), "lists.overview", parent="personer", order=20, needs=SEE_LISTS
    )
    return [
        MenuItem("frister", lazy("Frister"), "deadlines.overview", parent="arbeidsflate", order=20, needs=SEE_LISTS),
        MenuItem("rydd", lazy("Rydd i registreringen"), "gaps.overview", parent="personer", order=30, needs=SEE_LISTS),
        top,
        *(
            MenuItem(
                f"liste_{lov}",
                list_title(lov),
                "lists.lines",
                parent="personlister",
                order=number,
                needs=SEE_LISTS,
                args={"lov": lov},
            )
            for number, lov in enumerate(laws(registry))
        ),
    ]
