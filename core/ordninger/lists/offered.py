"""What a list offers: facets with their choices, and columns. A plugin that fails loses its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from core.i18n import language
from core.list_items import Column, Facet, ListContext
from core.plugins import guarded
from core.registry import Registry


@dataclass(frozen=True, eq=False)
class Offered:
    """A facet and the plugin it comes from. `choices` are its values with their titles; None where it is a date.

    `kept`: the next list like this one is offered this same object.
    """

    facet: Facet
    owner: str
    choices: Mapping[str, str] | None
    kept: bool = False

    @property
    def shown(self) -> bool:
        """False where there is nothing to choose between."""
        return self.choices is None or len(self.choices) > 1


def offered_facets(session: Session, registry: Registry, context: ListContext) -> dict[str, Offered]:
    """Every facet by key, in order; one whose plugin fails is left out, and `failed(session)` names it."""
    found = {}
    alike = (language(), context.lov, tuple(one.key for one in context.ordninger), context.kommuner, context.day)
    for facet in sorted(registry.facets.values(), key=lambda one: one.order):
        owner = registry.owners["facets", facet.key]
        offer = partial(_kept if facet.steady else _offer, facet, owner, context, alike)
        one = offer() if owner == "core" else guarded(session, owner, offer)
        if one is not None:
            found[facet.key] = one
    return found


KEPT: dict[Any, Offered] = {}
MOST_KEPT = 1_000


def _kept(facet: Facet, owner: str, context: ListContext, alike: Any) -> Offered:
    """Asked for once a process: hundreds of kommuner and languages are put in order for nothing else."""
    found = KEPT.get((facet, alike))
    if found is None:
        if len(KEPT) >= MOST_KEPT:
            KEPT.clear()
        found = KEPT[facet, alike] = replace(_offer(facet, owner, context, alike), kept=True)
    return found


def _offer(facet: Facet, owner: str, context: ListContext, alike: Any) -> Offered:
    if facet.choices is None:
        return Offered(facet, owner, None)
    return Offered(facet, owner, {str(value): str(title) for value, title in facet.choices(context)})


def offered_columns(registry: Registry) -> dict[str, Column]:
    """Every column by key, in order."""
    ordered: list[Any] = sorted(registry.columns.values(), key=lambda one: one.order)
    return {one.key: one for one in ordered}
