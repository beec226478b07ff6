"""Asks every address as every actor, by every method, as page and as fragment, and keeps what was wrong."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import template_rendered
from sqlalchemy import select
from werkzeug.test import TestResponse

from core.events.models import AccessLog, AccessLogPerson
from core.testing.client import Client
from tests.matrix.addresses import NOWHERE, OF_USERS, Address, addresses
from tests.matrix.bodies import text_of
from tests.matrix.expected import KNOWN, Roles, listed, may, units
from tests.matrix.world import PLACES, SURNAME, Actor, World, client_of

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
ALL = slice(None)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SECRET = re.compile(r'(name="(?:csrf_token|nokkel)" value="|X-CSRFToken(?:"|&#34;): ?(?:"|&#34;))[^"&]*')
NOT_COMPARED = {"Date", "Set-Cookie"}
PUBLIC = "*"
LISTS_PLACES = ("/brukere/", "/personlister/", "/personer/avansert/")
"""Where every kommune stands, as one users work in or one to choose, and says nothing of anyone who lives there."""
WRONG_METHOD, NOT_FOUND = 405, 404


@dataclass(frozen=True)
class Breadth:
    """How much is asked: by HEAD and by methods that the address does not take only as the actors of `every_method`
    (None: as all), and for so many `parts` of a page beside the whole (None: for every part).
    """

    every_method: frozenset[str] | None = None
    parts: int | None = None


WHOLE = Breadth()


@dataclass
class Found:
    """The matrix's figures, and each fault as a sentence."""

    addresses: int = 0
    rules: int = 0
    actors: int = 0
    requests: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    unlogged: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """All of them."""
        return [*self.leaks, *self.wrong, *self.different, *self.unlogged]


def plain(answer: TestResponse) -> tuple[int, tuple[tuple[str, str], ...], str]:
    """Everything of an answer that could tell two apart, without what is random in each."""
    headers = tuple((key, UUID.sub("X", value)) for key, value in answer.headers if key not in NOT_COMPARED)
    return answer.status_code, headers, SECRET.sub(r"\1", UUID.sub("X", text_of(answer)))


def whole_matrix(world: World, only: str = "", part: slice = ALL, *, breadth: Breadth = WHOLE) -> Found:
    """Every cell; `only`: those of the addresses that have this in them; `part`: of the actors."""
    found = Found(actors=len(world.actors[part]))
    rows = [row for row in addresses(world) if only in row.rule]
    found.addresses, found.rules = len(rows), len({row.rule for row in rows})
    for actor in world.actors[part]:
        Asking(world, actor, found, breadth).all(rows)
    return found


class Asking:
    """One actor who asks for everything."""

    def __init__(self, world: World, actor: Actor, found: Found, breadth: Breadth) -> None:
        """What is found is added to `found`."""
        every = breadth.every_method is None or actor.title in breadth.every_method
        self.methods, self.parts = METHODS if every else ("GET", "POST"), breadth.parts
        self.world, self.actor, self.found = world, actor, found
        self.client = client_of(world, actor)
        self.token = token_of(self.client, actor)
        self.refused: dict[tuple[Any, ...], Any] = {}
        self.forbidden = list(forbidden(world, actor))
        self.templates: list[str] = []
        self.asked_at = world.house.clock.now()

    def all(self, rows: list[Address]) -> None:
        """Every address, and a search that would find everyone."""
        with self._templates():
            for row in rows:
                self._address(row)
        if units(self.actor.roles, "person.se"):
            self._search()

    @contextmanager
    def _templates(self) -> Iterator[None]:
        def note(sender: Any, template: Any, **more: Any) -> None:
            self.templates.append(template.name)

        with template_rendered.connected_to(note, self.world.app):
            yield

    def _address(self, row: Address) -> None:
        endpoints = dict(row.endpoints)
        for method in self.methods:
            endpoint = endpoints.get(method, "")
            if not endpoint and row.who not in ("", "own"):
                continue  # the address does not take the method, whoever it is about
            self.templates.clear()
            answer = self._ask(row, method)
            self._judge(row, method, endpoint, answer, "")
            if method == "GET":
                for target in self._targets(answer):
                    self._judge(row, method, endpoint, self._ask(row, method, target), target)

    def _targets(self, answer: TestResponse) -> list[str]:
        if answer.status_code >= 300 or not self.templates:
            return ["skjema"]
        blocks = self.world.app.jinja_env.get_template(self.templates[0]).blocks
        # The names of a part of a list, and of none, need asking about once.
        if self.actor.title == "nir" and self.parts is None:
            return [*sorted(blocks), f"{min(blocks, default='body')}--x", "finnes-ikke"]
        return sorted(blocks)[: self.parts]

    def _ask(self, row: Address, method: str, target: str = "") -> TestResponse:
        headers = {"HX-Request": "true", "HX-Target": target} if target else {}
        data = {"csrf_token": self.token, "nokkel": secrets.token_urlsafe(24), "versjon": "0"}
        unsafe = {} if method in ("GET", "HEAD") else {"data": data}
        self.found.requests += 1
        self.asked_at = self.world.house.clock.now()
        answer = self.client.http.open(row.url, method=method, headers=headers, **unsafe)
        if method == "POST" and not row.who and answer.status_code < 400:  # it may have ended the session
            self.client = client_of(self.world, self.actor)
            self.token = token_of(self.client, self.actor)
        return answer

    def _judge(self, row: Address, method: str, endpoint: str, answer: TestResponse, target: str) -> None:
        cell = f"{self.actor.title}: {method} {row.rule} ({row.who} {row.ordning}{' #' + target if target else ''})"
        status = answer.status_code
        self.found.statuses[f"{status // 100}xx"] += 1
        self._leaks(cell, row.rule, answer)
        allowed = self._allowed(row, endpoint) if endpoint else False
        if status >= 500:
            self.found.wrong.append(f"{cell}: {status}")
        elif allowed == PUBLIC or (allowed and any(name in row.rule for name in OF_USERS)):
            return
        elif allowed:
            if status in (NOT_FOUND, 401, 403, WRONG_METHOD) or (answer.location or "").startswith("/logg-inn?"):
                self.found.wrong.append(f"{cell}: {status}, though the role may")
        else:
            self._refusal(cell, row, method, endpoint, answer, target)

    def _refusal(self, cell: str, row: Address, method: str, endpoint: str, answer: TestResponse, target: str) -> None:
        wanted = self._wanted(row, method, endpoint, bool(target))
        if answer.status_code != wanted:
            self.found.wrong.append(f"{cell}: {answer.status_code}, not {wanted}")
        elif wanted in (204, 303) and "/logg-inn" not in f"{answer.location}{answer.headers.get('HX-Redirect')}":
            if not self._closed(row):
                self.found.wrong.append(f"{cell}: sent to {answer.location}")
        if self._closed(row) and method != "POST":
            return  # a holder is asked for her reason: she knows the name already
        kind = (row.key, method, bool(target), row.ordning)
        same = self.refused.setdefault(kind, plain(answer))
        if plain(answer) != same:
            self.found.different.append(f"{cell}: another refusal than for one who does not exist")

    def _wanted(self, row: Address, method: str, endpoint: str, fragment: bool) -> int:
        if not endpoint:
            return WRONG_METHOD
        if not self.actor.roles:
            return 204 if fragment else 303
        return 303 if self._closed(row) and method in ("GET", "HEAD") else NOT_FOUND

    def _closed(self, row: Address) -> bool:
        """A shielded person whom a holder has not opened: she is asked why."""
        about = "<uuid:person_id>" in row.rule
        return about and row.who == "shielded" and not self.actor.opened and self._permitted(row)

    def _permitted(self, row: Address) -> bool:
        if not listed(self.actor.roles, "shielded"):
            return False
        permissions = {permission_of(self.world, endpoint, row.ordning) for _method, endpoint in row.endpoints}
        return any(units(self.actor.roles, one) for one in permissions if one)

    def _allowed(self, row: Address, endpoint: str) -> bool | str:
        permission = permission_of(self.world, endpoint, row.ordning)
        if permission == PUBLIC:
            return PUBLIC
        return self.actor.roles != () and allowed(self.actor, row, permission)

    def _leaks(self, cell: str, rule: str, answer: TestResponse) -> None:
        body = text_of(answer)
        text = "\n".join([body, *(f"{key}: {value}" for key, value in answer.headers)])
        for who, needle in self.forbidden:
            if needle in text and not (needle in PLACES.values() and rule.startswith(LISTS_PLACES)):
                self.found.leaks.append(f"{cell}: shows «{needle}» of {who}")
        if self.actor.roles and not 300 <= answer.status_code < 400:
            self._logged(cell, body)

    def _logged(self, cell: str, body: str) -> None:
        """Those whose name, number or id stands in the answer are in the access log."""
        people = self.world.people
        shown = {who for who, one in people.items() if any(text in body for text in (*one.name, str(one.id)))}
        if not shown:
            return
        self.found.seen.update(shown)
        with self.world.house.session() as session:
            statement = select(AccessLogPerson.person_id).join(AccessLog, AccessLog.id == AccessLogPerson.log_id)
            hers = (AccessLog.at >= self.asked_at, AccessLog.request_id == self.world.last)  # `at` has an index
            logged = set(session.scalars(statement.where(*hers)))
        for who in shown:
            if people[who].id not in logged:
                self.found.unlogged.append(f"{cell}: shows {who}, who is not in the access log")

    def _search(self) -> None:
        """A search by what all their names begin with finds those of the lists of the actor, and no other."""
        form = {"q": SURNAME, "csrf_token": self.token}
        self.asked_at = self.world.house.clock.now()
        answer = self.client.http.post("/personer/", data=form, follow_redirects=True)
        self.found.requests += 2
        cell = f"{self.actor.title}: search"
        self._leaks(cell, "/personer/", answer)
        for who in ("own", "foreign", "shielded"):
            if listed(self.actor.roles, who) and self.world.people[who].name[0] not in answer.text:
                self.found.wrong.append(f"{cell}: does not find {who}")


def allowed(actor: Actor, row: Address, permission: str) -> bool:
    """What the role may by the table: the permission, and for a person also where she is seen."""
    roles: Roles = actor.roles
    if permission is None or (permission and not units(roles, permission)):
        return False
    if not row.who:
        return True
    if row.who == "mixed":
        return False
    if "shielded_id" in row.rule:
        return listed(roles, row.who)
    if row.who == "shielded" and not actor.opened:
        return False
    return may(roles, permission, row.who) if permission else listed(roles, row.who)


def permission_of(world: World, endpoint: str, ordning: str) -> Any:
    """What the endpoint says it needs; None for an ordning that does not exist."""
    need = world.app.view_functions[endpoint].need  # type: ignore[attr-defined]
    if need.ordning:
        return f"{ordning}.{need.ordning}" if ordning != NOWHERE else None
    if need.permission not in KNOWN | {"", PUBLIC}:
        raise AssertionError(f"{endpoint}: say in tests/matrix/expected.py which roles have «{need.permission}».")
    return need.permission


def forbidden(world: World, actor: Actor) -> Iterator[tuple[str, str]]:
    """Texts that no answer to this actor may hold, and whose they are."""
    for who, one in world.people.items():
        seen = listed(actor.roles, who)
        whole = seen and (who != "shielded" or actor.opened)
        texts = () if seen else one.name
        texts += () if whole else one.place
        texts += () if whole and may(actor.roles, "nir_tiltak.se", who) else one.tiltak
        yield from ((who, text) for text in texts)


def token_of(client: Client, actor: Actor) -> str:
    """The token of the client's session."""
    return client.form("/" if actor.roles else "/logg-inn", "/logg-ut" if actor.roles else "/logg-inn")["csrf_token"]
