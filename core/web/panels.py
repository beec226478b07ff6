"""Panels: pieces of a page that plugins render; one that fails is a box that says so, a slow one comes after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from core.access.users import SEE
from core.items import Panel
from core.persons.models import Person
from core.plugins import guarded
from core.web.needs import person_access
from core.web.request import db, house, user

PLAIN = re.compile("[^a-z0-9]+")


@dataclass(frozen=True)
class Piece:
    """A panel as it stands on the page; `html` None means that it failed, `later` that the page does not wait."""

    key: str
    title: Any
    html: Markup | None = None
    later: bool = False

    @property
    def id(self) -> str:
        """The key as it stands in an id of the page."""
        return PLAIN.sub("-", self.key.lower())


def person_pieces(person: Person, place: str, asked: str = "", *, alone: bool = False) -> list[Piece]:
    """The panels of a place on a person's page that the user may see.

    `asked`: the key of one that is made now, however slow it is; `alone`: no other is made.
    """
    found = house().plugins.gather_from("person_panels", db(), user=user(), person=person)
    access = person_access()
    here = [
        (plugin, panel)
        for plugin, panel in found
        if panel.place == place and access.permits(user(), panel.needs or SEE) and (panel.key == asked or not alone)
    ]
    return [_piece(plugin, panel, panel.key == asked) for plugin, panel in here]


def _piece(plugin: str, panel: Panel, asked: bool) -> Piece:
    pace, part = house().plugins.pace, f"panel {panel.key}"
    if not asked and (panel.lazy or pace.is_slow(plugin, part)):
        return Piece(panel.key, panel.title, later=True)
    with pace.timed(plugin, part):  # no plugin is called `<plugin>, panel ...`: the box tells of it, not the top
        html = guarded(db(), f"{plugin}, {part}", panel.render)
    return Piece(panel.key, panel.title, None if html is None else Markup(html))  # noqa: S704  a plugin's own template
