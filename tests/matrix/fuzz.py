"""Requests made of odd parts, over all routes and roles: the same seed gives the same requests."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from core.testing.client import Client
from tests.matrix.addresses import Address, addresses
from tests.matrix.bodies import text_of
from tests.matrix.cells import token_of
from tests.matrix.odd import BODIES, HEADERS, METHODS, PATHS, QUERIES, VALUES
from tests.matrix.world import Actor, World, client_of

SLOW = 2.0
"""Seconds an answer may take."""
NAMES = re.compile(r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"')
STRONG = ("nir, opened", "imdi, opened", "systemadministrator", "nobody")


@dataclass(frozen=True)
class Request:
    """A request to make."""

    actor: Actor
    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: Any
    content_type: str

    def told(self) -> str:
        """Enough to make it again."""
        return f"{self.actor.title}: {self.method} {self.url!r:.300} {self.headers!r:.300} {self.body!r:.300}"


@dataclass
class Fuzzed:
    """The figures, and each fault as a sentence."""

    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


class Fuzz:
    """Makes requests and asks them."""

    def __init__(self, world: World, seed: int, only: str = "") -> None:
        """`only`: addresses that have this in them."""
        self.world, self.random = world, random.Random(seed)
        self.rows = [row for row in addresses(world) if only in row.rule]
        self.clients: dict[str, tuple[Client, str]] = {}
        self.names = self._names()

    def _names(self) -> dict[str, list[str]]:
        """The names of the fields of every form, by the address that shows it."""
        found: dict[str, set[str]] = {}
        for title in STRONG:
            client = client_of(self.world, next(one for one in self.world.actors if one.title == title))
            for row in self.rows:
                if row.who in ("", "own") and "GET" in dict(row.endpoints):
                    found.setdefault(row.rule, set()).update(NAMES.findall(text_of(client.get(row.url))))
        return {rule: sorted(names) for rule, names in found.items()}

    def run(self, number: int) -> Fuzzed:
        """Asks so many requests."""
        found = Fuzzed()
        for _one in range(number):
            request = self._request()
            found.requests += 1
            status, seconds = self._ask(request)
            if seconds > SLOW:
                status, seconds = self._ask(request)  # a machine with much to do is no fault of ours
            found.statuses[status] += 1
            found.slowest = max(found.slowest, seconds)
            if status >= 500 or seconds > SLOW:
                found.faults.append(f"{status} on {seconds:.1f} s: {request.told()}")
        return found

    def _request(self) -> Request:
        pick = self.random.choice
        row, actor = pick(self.rows), pick(self.world.actors)
        if self.random.random() < 0.6:  # where most is to be done wrong: one who may, at her own
            title = pick((STRONG[0], *STRONG[:3]))
            actor = next(one for one in self.world.actors if one.title == title)
            row = pick([one for one in self.rows if one.who in ("", "own")])
        methods = sorted({one for one, _endpoint in row.endpoints} - {"HEAD", "OPTIONS"})
        method = (
            pick(METHODS) if self.random.random() < 0.2 else methods[-1] if self.random.random() < 0.7 else methods[0]
        )
        headers = tuple(pick(HEADERS) for _one in range(self.random.choice((0, 0, 1, 2, 3))))
        body, content_type = (
            self._body(row, actor) if method in ("POST", "PUT", "DELETE", "PATCH", "ODD") else (None, "")
        )
        return Request(actor, method, self._url(row), headers, body, content_type)

    def _url(self, row: Address) -> str:
        url = row.url
        if self.random.random() < 0.15:
            at = self.random.randrange(len(url))
            url = url[: at + 1] + self.random.choice(PATHS) + url[at + 1 :]
        if self.random.random() < 0.4:
            values = [(self.random.choice(QUERIES), self._value(2_000)) for _one in range(self.random.randint(1, 3))]
            url += "?" + urlencode(values)
        return url

    def _value(self, most: int = 10**6) -> str:
        return self.random.choice(
            [value for value in VALUES if len(value) <= min(most, self.random.choice((400, 10**6)))]
        )

    def _body(self, row: Address, actor: Actor) -> tuple[Any, str]:
        if self.random.random() < 0.1:
            content_type, raw = self.random.choice(BODIES)
            return raw, content_type
        names = self.names.get(row.rule) or ["q", "nokkel", "versjon"]
        body: dict[str, Any] = {name: self._value() for name in names if self.random.random() < 0.9}
        if self.random.random() < 0.9:
            body |= {"csrf_token": self._client(actor)[1], "nokkel": f"k{self.random.random()}", "versjon": "1"}
        if self.random.random() < 0.1 and body:
            body[next(iter(body))] = [self._value(), self._value()]
        return body, self.random.choice(("", "", "", "multipart/form-data"))

    def _client(self, actor: Actor) -> tuple[Client, str]:
        if actor.title not in self.clients:
            client = client_of(self.world, actor)
            try:
                self.clients[actor.title] = client, token_of(client, actor)
            except LookupError:  # an administrator has closed the user
                self.clients[actor.title] = client, ""
        return self.clients[actor.title]

    def _ask(self, request: Request) -> tuple[int, float]:
        client = self._client(request.actor)[0]
        start = time.perf_counter()
        arguments: dict[str, Any] = {"data": request.body} if request.body is not None else {}
        if request.content_type:
            arguments["content_type"] = request.content_type
        try:
            headers = [one for one in request.headers if one[0] != "Content-Type" or request.content_type == ""]
            answer = client.http.open(request.url, method=request.method, headers=headers, **arguments)
            status = answer.status_code
            answer.get_data()
        except Exception:  # it went through every handler of the app
            return 599, time.perf_counter() - start
        if (answer.location or "").startswith("/logg-inn"):
            self.clients.pop(request.actor.title, None)
        return status, time.perf_counter() - start
