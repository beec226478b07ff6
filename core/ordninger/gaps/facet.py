"""The mangelliste as a way to narrow a list down: each of its counts leads to the lines it counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.house import house_of
from core.i18n import lazy
from core.list_items import Facet, ListContext
from core.ordninger.gaps.queries import gaps_of, lacks

KEY = "mangler"


def gap_facet() -> Facet:
    """Those who lack something; a choice for each gap there can be in the list."""
    return Facet(KEY, lazy("Mangler"), _condition, _choices, lazy("Med og uten mangler"), order=47, owner=_owner)


def _choices(context: ListContext) -> Sequence[tuple[str, Any]]:
    return [(gap.key, gap.title) for gap in gaps_of(context)]


def _owner(value: str, context: ListContext) -> str:
    return house_of(context.session).plugins.registry.owners["gaps", value]


def _condition(line: Any, value: str, context: ListContext) -> Any:
    return lacks(line, house_of(context.session).plugins.registry.gaps[value], context)
