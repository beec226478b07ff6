"""Menus as a tree: the main tabs, the column at the left, and a person's own, filled by core and plugins alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for

from core.items import MenuItem
from core.persons.models import Person
from core.web.needs import person_access
from core.web.request import db, house, user

Address = Callable[[MenuItem], str]


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


def tree(items: Iterable[MenuItem], permissions: frozenset[str], current: frozenset[str]) -> tuple[Node, ...]:
    """The items by order that these permissions open, each with its own children; `current`: keys of those stood on."""
    return _children([item for item in items if not item.needs or item.needs in permissions], "", current, _address)


def stands_on() -> frozenset[str]:
    """The keys of the app's menu items that this page stands on."""
    return _current(house().plugins.registry.menu.values())


def _children(items: list[MenuItem], parent: str, current: frozenset[str], address: Address) -> tuple[Node, ...]:
    here = sorted((item for item in items if item.parent == parent), key=lambda item: item.order)
    return tuple(_node(item, current, _children(items, item.key, current, address), address) for item in here)


def _node(item: MenuItem, current: frozenset[str], children: tuple[Node, ...], address: Address) -> Node:
    return Node(item.key, item.title, address(item), item.key in current, item.count, children)


def _address(item: MenuItem) -> str:
    return url_for(item.endpoint, **item.args)


def _current(items: Iterable[MenuItem]) -> frozenset[str]:
    here, chosen = request.endpoint, g.get("menu_key")  # asked for once: there are forty items, on every page
    view = {key: str(value) for key, value in (request.view_args or {}).items()}
    return frozenset(
        item.key for item in items if item.key == chosen or (item.endpoint == here and _has_args(item, view))
    )


def _has_args(item: MenuItem, view: dict[str, str]) -> bool:
    return all(view.get(key) == str(value) for key, value in item.args.items())


def person_menu(person: Person) -> tuple[Node, ...]:
    """The column at a person's left. Items whose permission does not hold for her are left out."""
    addresses: dict[int, str] = {}
    items = house().plugins.gather(
        "person_menu", db(), check=lambda item: addresses.update({id(item): _address(item)}), user=user(), person=person
    )
    access = person_access()
    seen = [item for item in items if access.permits(user(), item.needs or "person.se")]
    return _children(seen, "", _current(seen), lambda item: addresses[id(item)])


def stand_on(key: str) -> None:
    """Says which menu item this page belongs to, where the address does not tell."""
    g.menu_key = key
