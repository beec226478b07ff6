"""Every unsafe method without its token, every form without its key or version, and every form sent too late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from sqlalchemy import update
from werkzeug.exceptions import HTTPException

from core.access.models import WebSession
from core.testing.client import Client, fields_of
from core.web.request import SAFE
from tests.matrix.addresses import addresses
from tests.matrix.world import Actor, World, client_of

TITLES = ("nobody", "nir, holder", "nir, opened", "leader of a mottak", "systemadministrator", "imdi, opened")
"""The actors who between them may open every form."""
UNKEYED = {
    "access.check_sign_in": "signing in changes no row; the contract names its fields",
    "access.sign_out": "to sign out twice is to sign out",
    "access.language": "to choose a language twice is to choose it",
    "persons.search": "a search changes no row",
    "persons.start_search": "a search changes no row",
    "lists.start_search": "a search changes no row",
    "search.start_advanced": "a search changes no row",
}
"""Forms that are taken without key and version, and why that is safe."""
TYPED = {"text", "search", "tel", "email", "number"}
RELOAD = "last siden på nytt og prøv igjen"


@dataclass(frozen=True)
class Found:
    """A form of a page: where it is sent, its hidden fields, and the names of those one types in."""

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)


class Forms(HTMLParser):
    """Collects the forms of a page that are sent by POST."""

    def __init__(self, url: str) -> None:
        """No form yet; `url` is the page's own address."""
        super().__init__()
        self.url = url
        self.found: list[Found] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """A form begins, or a field of one."""
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("method", "").lower() == "post"
            if self._inside:
                self.found.append(Found(given.get("action") or self.url))
        elif self._inside and given.get("name"):
            if tag == "input" and given.get("type") == "hidden":
                self.found[-1].hidden[given["name"]] = given.get("value") or ""
            elif tag == "textarea" or (tag == "input" and given.get("type", "text") in TYPED):
                self.found[-1].typed.append(given["name"])


def forms_of(html: str, url: str) -> list[Found]:
    """The forms of a page that change something."""
    parser = Forms(url)
    parser.feed(html)
    return parser.found


@dataclass
class Tried:
    """What was tried, and what should not have come through."""

    requests: int = 0
    what: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def actor(world: World, title: str) -> Actor:
    """The actor with this title."""
    return next(one for one in world.actors if one.title == title)


@contextmanager
def past(app: Flask) -> Iterator[list[str]]:
    """The endpoints of requests that come past the check of the token, which is the first thing that is done."""
    reached: list[str] = []

    def note() -> None:
        reached.append(str(request.endpoint))

    asked = app.before_request_funcs.setdefault(None, [])
    asked.append(note)
    try:
        yield reached
    finally:
        asked.remove(note)


def without_token(world: World, titles: tuple[str, ...] = TITLES) -> Tried:
    """Every unsafe method on every address: without the token, with a wrong one, and with another session's."""
    tried = Tried()
    other = client_of(world, actor(world, "nobody")).form("/logg-inn")["csrf_token"]
    tokens: dict[str, dict[str, str]] = {
        "uten merke": {},
        "tomt merke": {"csrf_token": ""},
        "galt merke": {"csrf_token": "galt"},
        "en annens merke": {"csrf_token": other},
    }
    with past(world.app) as reached:
        for title in titles:
            client = client_of(world, actor(world, title))
            _own_token_works(client, reached)
            for row in addresses(world):
                for method in [method for method, _endpoint in row.endpoints if method not in SAFE]:
                    for name, token in tokens.items():
                        reached.clear()
                        answer = _send(client, row.url, method, token)
                        tried.requests += 1
                        tried.what.add(f"{method} {row.rule}")
                        if answer != 400 or reached:
                            tried.faults.append(f"{method} {row.rule}: slapp forbi med {name} ({answer})")
    return tried


def _own_token_works(client: Client, reached: list[str]) -> None:
    """The control: with the session's own token one comes past."""
    texts = (client.get(url).text for url in ("/", "/logg-inn"))
    token = next(found for text in texts if (found := re.search(r'name="csrf_token" value="([^"]+)"', text)))
    reached.clear()
    client.http.post("/personer/", data={"csrf_token": token[1]})
    assert reached == ["persons.start_search"]


def _send(client: Client, url: str, method: str, token: dict[str, str]) -> int:
    """The token stands in the form and, as htmx sends it, in a header."""
    header = {"X-CSRFToken": token["csrf_token"]} if token else {}
    return client.http.open(url, method=method, data=token, headers=header).status_code


def pages(world: World, title: str) -> Iterator[tuple[Client, str, Found]]:
    """Every form on every page this actor may open."""
    client = client_of(world, actor(world, title))
    for row in addresses(world):
        if "GET" not in dict(row.endpoints):
            continue
        page = client.get(row.url)
        page.get_data()  # one that is sent piece by piece is read to its end
        if page.status_code == 200 and page.mimetype == "text/html":
            for found in forms_of(page.text, row.url):
                yield client, endpoint(world, found.action), found


def endpoint(world: World, action: str) -> str:
    """Which view takes the form; the action itself where none does."""
    try:
        return str(world.app.url_map.bind("localhost").match(urlsplit(action).path, method="POST")[0])
    except HTTPException:
        return action


def without_key(world: World, titles: tuple[str, ...] = TITLES) -> Tried:
    """Every form on every page: it carries token, key and version, and is refused where key or version is missing."""
    tried = Tried()
    for title in titles:
        for client, taker, found in pages(world, title):
            if "csrf_token" not in found.hidden:
                tried.faults.append(f"{taker}: skjemaet har ikke CSRF-merket")
            if taker in UNKEYED:
                continue
            tried.what.add(taker)
            for name in ("nokkel", "versjon"):
                if name not in found.hidden:
                    tried.faults.append(f"{taker}: skjemaet har ikke feltet {name}")
                    continue
                without = {key: value for key, value in found.hidden.items() if key != name}
                for sent in (without, {**without, name: ""}):
                    answer = client.http.post(found.action, data=sent)
                    tried.requests += 1
                    if answer.status_code != 400 or RELOAD not in answer.text:
                        tried.faults.append(f"{taker}: tatt imot uten {name} ({answer.status_code})")
    return tried


def after_the_session(world: World, titles: tuple[str, ...] = TITLES) -> Tried:
    """Every form that has a page of its own, sent when the session has ended: shown again as it was typed, unsaved."""
    tried = Tried()
    for title in titles:
        todo = {
            taker: found
            for _client, taker, found in pages(world, title)
            if taker not in UNKEYED and found.typed and _has_page(world, found.action)
        }
        for taker in sorted(set(todo) - tried.what):
            tried.what.add(taker)
            if fault := _send_late(world, actor(world, title), todo[taker]):
                tried.faults.append(f"{taker}: {fault}")
    return tried


def _has_page(world: World, action: str) -> bool:
    return bool(world.app.url_map.bind("localhost").test(urlsplit(action).path, method="GET"))


def _send_late(world: World, who: Actor, found: Found) -> str:
    """What went wrong; empty when it was kept, and shown again."""
    client, path = client_of(world, who), urlsplit(found.action).path
    form = fields_of(client.get(found.action).text, path, path)
    typed = {name: f"skrevet {number}" for number, name in enumerate(found.typed)}
    _end_sessions(world)
    asked = client.http.post(found.action, data={**form, **typed})
    if asked.status_code != 303 or not asked.location.startswith("/logg-inn"):
        return f"svarte {asked.status_code}"
    keys = client.form("/logg-inn")
    client.http.post("/logg-inn", data={**keys, "brukernavn": who.user, "passord": "et godt passord", "neste": "/"})
    page = client.get(found.action).text
    again = fields_of(page, path, path)
    lost = [name for name, text in typed.items() if again.get(name) != text]
    return f"mistet {', '.join(lost)}" if lost or "er ikke lagret ennå" not in page else ""


def _end_sessions(world: World) -> None:
    """Every session has sat idle too long."""
    used = world.house.clock.now() - timedelta(minutes=61)
    with world.house.session(write=True) as session:
        session.execute(update(WebSession).values(sist_brukt=used))
        session.commit()
