"""The frame of a page: what is the same from page to page is rendered once for all who are shown the same.

A piece is a template that knows nothing but a Frame. The token of its forms and the address of the page differ each
time: they stand in it as marks, and are filled in when it is shown.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, g, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from core.i18n import language
from core.places.units import unit_name
from core.web.menu import Node, stands_on, tree
from core.web.request import SAFE, db, house, user

TOKEN, HERE, HERE_ASKED = (secrets.token_hex(8) for _time in range(3))
"""The marks: of the token, and of the address as text and in a query."""
PIECES = "fotfeste_pieces"
MOST = 500


@dataclass(frozen=True)
class Frame:
    """All that a piece may know of a request: two that are alike get the same.

    `units`: names of the user's units; `idle`: seconds; `current`: keys of the menu items that the page stands on;
    `tab`: the tab it belongs to where the address does not tell.
    """

    language: str
    name: str
    units: tuple[str, ...]
    idle: int
    permissions: frozenset[str]
    current: frozenset[str]
    tab: str

    @property
    def tabs(self) -> tuple[Node, ...]:
        """The tabs of the top bar, each with what stands under it."""
        return tree(house().plugins.registry.menu.values(), self.permissions, self.current)


def init_frame(app: Flask) -> None:
    """Gives the app room for its pieces."""
    app.extensions[PIECES] = lru_cache(maxsize=MOST)(_made)


def frame_piece(template: str, tab: str = "") -> Markup:
    """A piece of the signed-in user's frame, made when nobody has been shown the same before."""
    made: Callable[[str, Frame], Markup] = current_app.extensions[PIECES]
    text = made(template, _frame(str(tab or "")))
    for mark, value in _filled_in().items():
        text = text.replace(mark, value)  # Markup escapes what comes in
    return text


def token() -> str:
    """The token of this answer's forms; in a piece that is kept, its mark."""
    return TOKEN if g.get("making_piece") else _filled_in()[TOKEN]


def _filled_in() -> dict[str, str]:
    """What stands in place of the marks: found once a request."""
    found: dict[str, str] | None = g.get("filled_in")
    if found is None:
        here = request.full_path if request.method in SAFE else "/"
        found = g.filled_in = {TOKEN: str(generate_csrf()), HERE: here, HERE_ASKED: quote(here)}
    return found


def _frame(tab: str) -> Frame:
    found: dict[str, Frame] = g.setdefault("frames", {})
    if tab not in found:
        day = house().clock.today()
        units = tuple(dict.fromkeys(unit_name(db(), unit, day) for _role, unit in user().roles if unit))
        seconds, held = int(user().idle.total_seconds()), frozenset(user().permissions)
        found[tab] = Frame(language(), user().navn, units, seconds, held, stands_on(), tab)
    return found[tab]


def _made(template: str, frame: Frame) -> Markup:
    g.making_piece = True
    try:
        given: dict[str, Any] = {"frame": frame, "here": HERE, "here_asked": HERE_ASKED}
        return current_app.jinja_env.get_template(template).make_module(given).__html__()
    finally:
        del g.making_piece
