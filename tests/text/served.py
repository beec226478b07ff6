"""A small world with odd names in it, served to a real browser, and who may see each page of it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from waitress.server import create_server

from core.testing.client import Client
from core.testing.people import MOTTAK, ReadLines, standard_line
from tests.matrix.addresses import NOWHERE, addresses
from tests.matrix.world import WHO, Actor, World, client_of, line, own_world

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PARAGRAPH = 60
"""Signs the name of a paragraph may have."""
CALLED_ODDLY = ("own", "shielded")


@dataclass(frozen=True)
class Place:
    """A page, and the first of the actors who may see it."""

    rule: str
    path: str
    actor: Actor


@dataclass
class Served:
    """The world, where it is served, and the cookies of those who have signed in."""

    world: World
    address: str
    clients: dict[str, Client] = field(default_factory=dict)

    def cookies(self, actor: Actor) -> list[Any]:
        """What a browser has where the actor has signed in."""
        client = self.clients.setdefault(actor.title, client_of(self.world, actor))
        found = client.http.get_cookie("fotfeste")
        return [{"name": "fotfeste", "value": found.value, "url": self.address}] if found else []

    def places(self, only: str = "") -> list[Place]:
        """Every page there is, by the url map: a new one joins by itself. `only`: those with this in their address."""
        found: dict[tuple[str, str], Place | None] = {}
        rows = [row for row in addresses(self.world) if row.who in ("", *CALLED_ODDLY) and only in row.rule]
        for actor in sorted(self.world.actors, key=lambda actor: -len(actor.roles)):  # who may most sees most
            client = self.clients.setdefault(actor.title, client_of(self.world, actor))
            for row in rows:
                key = (row.rule, row.who if "shielded_id" in row.rule else "")
                if key in found or "GET" not in dict(row.endpoints) or NOWHERE in row.url:
                    continue
                answer = client.get(row.url)
                answer.get_data()  # a file that is sent in pieces is read to its end
                if answer.status_code == 200:
                    found[key] = Place(row.rule, row.url, actor) if answer.mimetype == "text/html" else None
        return [place for place in found.values() if place is not None]

    def call(self, name: str, folder: Path) -> None:
        """From now on persons, their mottak and a paragraph of their permits are called so: by the import."""
        mottak = {**next(one for one in MOTTAK if one["kode"] == "M102"), "navn": name}
        people = [self._called(who, name) for who in CALLED_ODDLY]
        report = ReadLines(self.world.house, folder)(mottak, *people)
        assert not report.refused, report.text()

    def _called(self, who: str, name: str) -> dict[str, Any]:
        known = {**standard_line(list(WHO).index(who) + 1), **line(who)}
        permits = [{**permit, "hjemmel": name[:PARAGRAPH]} for permit in known["tillatelser"]]
        return {**known, "fornavn": name, "etternavn": name, "tillatelser": permits}


@contextmanager
def serving(folder: Path, prepare: Callable[[Flask], None] | None = None) -> Iterator[Served]:
    """Serves the world until the end; `prepare(app)` plants a fault."""
    with own_world(folder, prepare) as world:
        server = create_server(world.app, host="127.0.0.1", port=0, threads=4, ident=None)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield Served(world, f"http://127.0.0.1:{server.effective_port}")
        finally:
            server.close()
            thread.join(5)
