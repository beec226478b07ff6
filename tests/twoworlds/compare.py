"""Every actor in the worlds that differ only in persons she does not see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack
from typing import Any

from flask import Flask

from core.config import BUNDLED
from tests.matrix.addresses import addresses
from tests.matrix.expected import listed
from tests.matrix.world import Actor, World
from tests.twoworlds.answer import all_logged
from tests.twoworlds.asking import Asking, Compared
from tests.twoworlds.everything import NARROW, WIDE, Everything
from tests.twoworlds.people import FOREIGN, KINDS, SHIELDED
from tests.twoworlds.worlds import Kinds, Worlds

MUCH = {
    "nobody",
    "imdi_saksbehandler",
    "systemadministrator",
    "nir",
    "nir, opened",
    "leader of a mottak",
    "imdi, opened",
}
"""Those who between them see every page: they ask for more of what is alike."""


def seen_by(actor: Actor) -> Kinds:
    """The kinds of persons whose names the actor may see."""
    return frozenset(kind for kind in (FOREIGN, SHIELDED) if listed(actor.roles, kind))


def unseen_by(actor: Actor) -> list[str]:
    """The kinds of persons the actor sees nothing of."""
    return [kind for kind in KINDS if kind not in seen_by(actor)]


class Comparison:
    """Runs actors through their worlds, and restores what they changed."""

    def __init__(
        self,
        worlds: Worlds,
        plant: Callable[[Flask], None] | None = None,
        plugins: Iterable[Any] = BUNDLED,
    ) -> None:
        """`plant` and `plugins` are given to every app."""
        self.worlds, self.plant, self.plugins = worlds, plant, tuple(plugins)
        self.open: dict[Kinds, World] = {}
        self.found = Compared()

    def run(self, titles: Collection[str] = (), only: str = "", *, thin: bool = False) -> Compared:
        """All actors, or those with these titles; all addresses, or those that have `only` in them.

        `thin`: pages, searches and unsafe methods alone, in two worlds.
        """
        with ExitStack() as stack:
            stack.callback(self._close)
            stack.enter_context(all_logged())
            for actor in self.worlds.actors:
                if not titles or actor.title in titles:
                    self._actor(actor, only, thin)
        return self.found

    def _close(self) -> None:
        while self.open:
            self.open.popitem()[1].house.engine.dispose()

    def _actor(self, actor: Actor, only: str, thin: bool) -> None:
        """Everything where all she does not see are there too; for who sees much also where one kind of them is."""
        seen = seen_by(actor)
        self.found.actors += 1
        two = self._everything(actor, {"": seen, "alle": frozenset(KINDS)}, only)
        if thin:
            two.pages()
            two.unsafe()
            return
        two.all()
        if len(unseen_by(actor)) > 2 and actor.title in MUCH and not only:
            kinds = {kind: seen | {kind} for kind in (FOREIGN, SHIELDED)}
            self._everything(actor, {"": seen, **kinds}, only).pages()

    def _everything(self, actor: Actor, kinds: dict[str, Kinds], only: str) -> Everything:
        worlds = {name: self._world(one) for name, one in kinds.items()}
        rows = [row for row in addresses(next(iter(worlds.values()))) if only in f"{row.rule}$"]
        self.found.routes |= {row.rule for row in rows}
        breadth = WIDE if actor.title in MUCH else NARROW
        return Everything(Asking(worlds, actor, self.found), rows, breadth, only)

    def _world(self, kinds: Kinds) -> World:
        if kinds in self.open:
            self.worlds.restore(kinds, self.open[kinds])
        else:
            self.open[kinds] = self.worlds.world(kinds, self.plant, self.plugins)
        return self.open[kinds]
