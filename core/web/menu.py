"""Menus as a tree: the main tabs, the column at the left, and a person's own, filled by core and plugins alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for

from core.items import MenuItem
from core.persons.models import Person
from core.web.needs import person_access
from core.web.request import db, house, user


@dataclass(frozen=True)
class Node:
    """A line in a menu: where it leads, whether it is the page one is on, and what stands under it."""

    key: str
    title: Any
    url: str
    current: bool
    count: int | None
    children: tuple[Node, ...]

    @property
    def open(self) -> bool:
        """Unfolded when the page one is on stands here or below."""
        return self.current or any(child.open for child in self.children)


def tree(items: Iterable[MenuItem], parent: str = "") -> tuple[Node, ...]:
    """The items under a parent, by order, that the user may open, each with its own children."""
    allowed = [item for item in items if user().can(item.needs)]
    return _children(allowed, parent)


def _children(items: list[MenuItem], parent: str) -> tuple[Node, ...]:
    here = sorted((item for item in items if item.parent == parent), key=lambda item: item.order)
    return tuple(_node(item, _children(items, item.key)) for item in here)


def _node(item: MenuItem, children: tuple[Node, ...]) -> Node:
    return Node(item.key, item.title, _address(item), _is_current(item), item.count, children)


def _address(item: MenuItem) -> str:
    return url_for(item.endpoint, **item.args)


def _is_current(item: MenuItem) -> bool:
    if item.key == g.get("menu_key"):
        return True
    args = {key: str(value) for key, value in item.args.items()}
    view = {key: str(value) for key, value in (request.view_args or {}).items()}
    return item.endpoint == request.endpoint and all(view.get(key) == value for key, value in args.items())


def main_menu() -> tuple[Node, ...]:
    """The tabs of the top bar; the one that holds the page is current."""
    return tree(house().plugins.registry.menu.values())


def person_menu(person: Person) -> tuple[Node, ...]:
    """The column at a person's left. Items whose permission does not hold for her are left out."""
    items = house().plugins.gather("person_menu", db(), check=_address, user=user(), person=person)
    access = person_access()
    return _children([item for item in items if access.permits(user(), item.needs or "person.se")], "")


def stand_on(key: str) -> None:
    """Says which menu item this page belongs to, where the address does not tell."""
    g.menu_key = key
