"""What lists of persons can be narrowed down by: whether tiltak are registered under the line's ordning."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select

from core.api import Facet, ListContext, lazy

from .models import Tiltak


def tiltak_facet() -> Facet:
    """With tiltak, or without; deleted ones are none."""
    choices = [("med", lazy("Med tiltak")), ("uten", lazy("Uten tiltak"))]
    return Facet(
        "tiltak",
        lazy("Tiltak"),
        _condition,
        lambda context: choices,
        none=lazy("Med og uten tiltak"),
        order=20,
        first=True,
    )


def _condition(line: Any, value: str, context: ListContext) -> Any:
    return has_tiltak(line) if value == "med" else ~has_tiltak(line)


def has_tiltak(line: Any) -> Any:
    """SQL: a tiltak that is not deleted is registered under the line's ordning."""
    return exists(
        select(Tiltak.id).where(
            Tiltak.person_id == line.person_id, Tiltak.ordning == line.ordning, Tiltak.slettet.is_(None)
        )
    )
