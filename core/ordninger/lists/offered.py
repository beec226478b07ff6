"""What a list offers: facets with their choices, and columns. A plugin that fails loses its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from core.list_items import Column, Facet, ListContext
from core.plugins import guarded
from core.registry import Registry


@dataclass(frozen=True)
class Offered:
    """A facet and the plugin it comes from. `choices` are its values with their titles; None where it is a date."""

    facet: Facet
    owner: str
    choices: Mapping[str, str] | None

    @property
    def shown(self) -> bool:
        """False where there is nothing to choose between."""
        return self.choices is None or len(self.choices) > 1


def offered_facets(session: Session, registry: Registry, context: ListContext) -> dict[str, Offered]:
    """Every facet by key, in order; one whose plugin fails is left out, and `failed(session)` names it."""
    found = {}
    for facet in sorted(registry.facets.values(), key=lambda one: one.order):
        owner = registry.owners["facets", facet.key]
        offer = partial(_offer, facet, owner, context)
        one = offer() if owner == "core" else guarded(session, owner, offer)
        if one is not None:
            found[facet.key] = one
    return found


def _offer(facet: Facet, owner: str, context: ListContext) -> Offered:
    if facet.choices is None:
        return Offered(facet, owner, None)
    return Offered(facet, owner, {str(value): str(title) for value, title in facet.choices(context)})


def offered_columns(registry: Registry) -> dict[str, Column]:
    """Every column by key, in order."""
    ordered: list[Any] = sorted(registry.columns.values(), key=lambda one: one.order)
    return {one.key: one for one in ordered}
