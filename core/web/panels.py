"""Panels: pieces of a page that plugins render; one that fails is a box that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from core.access.users import SEE
from core.items import Panel
from core.persons.models import Person
from core.plugins import guarded
from core.web.needs import person_access
from core.web.request import db, house, user


@dataclass(frozen=True)
class Piece:
    """A rendered panel; `html` None means that it failed."""

    key: str
    title: Any
    html: Markup | None


def person_pieces(person: Person, place: str) -> list[Piece]:
    """The panels of a place on a person's page that the user may see, rendered."""
    panels = house().plugins.gather("person_panels", db(), user=user(), person=person)
    access = person_access()
    here = [panel for panel in panels if panel.place == place and access.permits(user(), panel.needs or SEE)]
    return [_render(panel) for panel in here]


def _render(panel: Panel) -> Piece:
    html = guarded(db(), f"panel {panel.key}", panel.render)  # no plugin is called so: the box says it, not the top
    return Piece(panel.key, panel.title, None if html is None else Markup(html))  # noqa: S704  a plugin's own template
