"""One actor who asks for everything in two or more worlds, and keeps where the answers part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import template_rendered
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from core.testing.client import Client
from tests.matrix.world import Actor, World, client_of
from tests.twoworlds.answer import Answer, told
from tests.twoworlds.exceptions import EXCEPTIONS

TOKEN = "{csrf}"
"""Stands in a body for the token of each world's own session."""


@dataclass(frozen=True)
class Request:
    """What is asked. `fresh`: in a session of its own, which it may end."""

    url: str
    method: str = "GET"
    target: str = ""
    body: tuple[tuple[str, str], ...] | None = None
    fresh: bool = False

    def words(self) -> str:
        """As a sentence tells it."""
        typed = " ".join(f"{name}={text!r}" for name, text in self.body or () if name not in ("csrf_token", "nokkel"))
        return f"{self.method} {self.url}{' #' + self.target if self.target else ''} {typed}".strip()


@dataclass
class Compared:
    """The figures, and each difference as a sentence."""

    routes: set[str] = field(default_factory=set)
    actors: int = 0
    requests: int = 0
    pairs: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    different: list[str] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    endpoints: Counter[str] = field(default_factory=Counter)


class Asking:
    """Asks each request in every world; the first is what the others are compared with."""

    def __init__(self, worlds: dict[str, World], actor: Actor, found: Compared) -> None:
        """The worlds by their names. What is found is added to `found`."""
        self.worlds, self.actor, self.found = worlds, actor, found
        self.first = next(iter(worlds.values()))
        self.number = 0
        self.templates: list[str] = []
        self.clients: dict[str, Client] = {}
        self.tokens: dict[str, str] = {}
        self.sign_in()

    def sign_in(self) -> None:
        """A new session in each world."""
        for name, world in self.worlds.items():
            self.clients[name], self.tokens[name] = self._session(world)

    def _session(self, world: World, why: str = "again") -> tuple[Client, str]:
        self._step(world, f"session {why}")
        client = client_of(world, self.actor)
        page, form = ("/mine-okter/", "/logg-ut") if self.actor.roles else ("/logg-inn", "/logg-inn")
        return client, client.form(page, form)["csrf_token"]

    def _step(self, world: World, what: str) -> None:
        clock: Any = world.house.clock
        clock.step(f"{self.actor.title} {self.number} {what}", 10_000 + self.number)

    def ask(self, request: Request) -> TestResponse:
        """The first world's answer; the others' are compared with it."""
        self.number += 1
        self.templates.clear()
        endpoint = self._endpoint(request)
        answers = {name: self._one(name, world, request) for name, world in self.worlds.items()}
        answer, response = answers.pop(next(iter(answers)))
        self.found.requests += 1 + len(answers)
        self.found.pairs += len(answers)
        self.found.statuses[f"{answer.status // 100}xx"] += 1
        self.found.endpoints[endpoint] += 1
        for name, (other, _response) in answers.items():
            self._judge(request, endpoint, name, answer, other)
        if request.fresh and answer.status == 303:
            self.sign_in()  # it may have ended the user's other sessions
        return response

    def _one(self, name: str, world: World, request: Request) -> tuple[Answer, TestResponse]:
        client, token = self._session(world, "fresh") if request.fresh else (self.clients[name], self.tokens[name])
        self._step(world, "asks")
        headers = {"HX-Request": "true", "HX-Target": request.target} if request.target else {}
        body: Any = None
        if request.body is not None:
            body = {key: token if value == TOKEN else value for key, value in request.body}
        return told(world.app, lambda: client.http.open(request.url, method=request.method, headers=headers, data=body))

    def _judge(self, request: Request, endpoint: str, name: str, mine: Answer, other: Answer) -> None:
        if not (difference := mine.differs(other)):
            return
        for exempt in EXCEPTIONS:
            if exempt.holds(endpoint, self.actor.roles, name) and not _without(exempt, mine).differs(
                _without(exempt, other)
            ):
                self.found.used[exempt.key] += 1
                return
        self.found.different.append(f"{self.actor.title} (+{name}): {request.words()}: {difference}")

    def _endpoint(self, request: Request) -> str:
        try:
            return str(self.matched(request)[0].endpoint)
        except HTTPException:
            return ""

    def matched(self, request: Request) -> Any:
        """The rule that answers a request, and its arguments. Raises HTTPException where there is none."""
        bound = self.first.app.url_map.bind("localhost")
        return bound.match(request.url.split("?")[0], request.method, return_rule=True)

    @contextmanager
    def noting_templates(self) -> Iterator[None]:
        """Within it `templates` are those of the last request's first world."""

        def note(sender: Any, template: Any, **more: Any) -> None:
            self.templates.append(template.name)

        with ExitStack() as stack:
            stack.enter_context(template_rendered.connected_to(note, self.first.app))
            yield


def _without(exempt: Any, answer: Answer) -> Answer:
    headers = tuple(one for one in answer.headers if one[0] != "Content-Length")
    return Answer(answer.status, headers, exempt.without(answer.body), answer.lines)
