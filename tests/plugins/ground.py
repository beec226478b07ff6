"""A page with and without a plugin: what the plugin cost, and what it took from the rest."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask

from core.config import Settings
from core.items import Panel
from core.registry import PluginError
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from tests.plugins.fakes import fake
from tests.plugins.hostile import AT_LOAD, ON_PAGE, SECRET

BOX = "Denne delen kunne ikke vises: Alfa"
NEW_EACH_TIME = re.compile(
    r'(X-CSRFToken(?:"|&#34;): ?(?:"|&#34;)|name="(?:csrf_token|nokkel)" value="|sok(?:=|%3D))[\w.-]+'
)
SLEEP, BUDGET = 0.4, 0.2
"""Seconds a slow panel takes, and what is allowed."""


@dataclass(frozen=True)
class Ground:
    """Apps on one database, with one person and a caseworker of hers."""

    make_app: Callable[..., Flask]
    user: str
    person: str

    def client(self, *plugins: Any) -> Client:
        """The caseworker, signed in where these plugins run."""
        return Client(self.make_app(list(plugins))).as_user(self.user)

    def page(self, which: str, client: Client) -> str:
        """One of the pages that plugins have parts of. Raises AssertionError when it is not whole."""
        if which == "search":
            answer = client.submit("/personer/", {"q": "Amina"}, follow_redirects=True)
        else:
            answer = client.get(self.person if which == "person" else "/")
        assert answer.status_code == 200, answer.status_code
        return NEW_EACH_TIME.sub(r"\1", answer.text)


def ground(make_app: Callable[..., Flask], folder: Path) -> Ground:
    """Fills an empty database."""
    house = make_app([]).extensions["fotfeste"]
    person = MakePerson(house, folder)(fornavn="Amina").id
    return Ground(make_app, MakeUser(house)("kommune_introbruker", "kommune:4204"), f"/personer/{person}/")


def refused(kind: str, folder: Path) -> str:
    """The sentence that stopped a plugin of AT_LOAD; empty when it was let in, or for another reason."""
    from core import create_app

    case = AT_LOAD[kind]
    with case.plugin(folder) as plugin:
        try:
            create_app(Settings("sqlite://", "no secret"), [plugin])
        except PluginError as error:
            return str(error) if case.says in str(error) and "alfa" in str(error) else ""
    return ""


def taken(place: Ground, kind: str) -> str:
    """What a plugin of ON_PAGE took from others' part of the page; empty when it cost its own box alone."""
    which, plugin = ON_PAGE[kind]
    before = place.page(which, place.client())
    try:
        after = place.page(which, place.client(plugin))
    except Exception as error:  # noqa: BLE001  whatever comes through
        return f"hele siden ({type(error).__name__}: {error})"
    if after.count(BOX) != 1 or SECRET in after:
        return f"{after.count(BOX)} bokser"
    rest = iter(parts(after))
    return next((part for part in parts(before) if part not in rest), "")  # each is there, in the same order


def parts(page: str) -> list[str]:
    """A page as its tags, each with the text behind it."""
    return [part.strip() for part in re.split("(?=<)", page)]


@dataclass(frozen=True)
class Held:
    """How long a page took: while nobody knew that its panel is slow, and afterwards.

    `made`: the panel was made for the page then too; `whole`: the page was whole without it, and its link gave it.
    """

    waited: tuple[float, ...]
    after: float
    made: bool
    whole: bool


def held_up(place: Ground) -> Held:
    """Asks for a page with a slow panel until core waits for it no longer, then follows the link."""

    times: list[float] = []

    def render() -> str:
        times.append(SLEEP)
        time.sleep(SLEEP)
        return "<p>Alfas del</p>"

    slow = fake("alfa", person_panels=lambda session, user, person: [Panel("alfa", "Alfa", "person.oversikt", render)])
    client = place.client(slow)
    client.app.extensions["fotfeste"].plugins.pace.budget = BUDGET
    waited = tuple(took(lambda: client.get(place.person))[0] for _time in range(3))
    known = len(times)
    after, page = took(lambda: client.get(place.person).text)
    made = len(times) > known
    link = re.search(r'href="([^"]+vis=alfa)[^"]*"[^>]*hx-trigger="load"', page)
    without = place.page("person", place.client())
    rest = iter(parts(NEW_EACH_TIME.sub(r"\1", page)))
    whole = all(part in rest for part in parts(without)) and "Alfas del" not in page
    fetched = link is not None and "Alfas del" in client.get(link[1]).text
    return Held(waited, after, made, whole and fetched)


def took(ask: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what came."""
    start = time.perf_counter()
    given = ask()
    return time.perf_counter() - start, given


@contextmanager
def plant(name: str) -> Iterator[None]:
    """A fault of core's own, while it lasts."""

    def unguarded(session: Any, plugin: str, call: Callable[[], Any]) -> Any:
        return call()

    faults: dict[str, list[Any]] = {
        "uten-tabellkontroll": [patch("core.build.check_tables", lambda plugins: None)],
        "uten-malkontroll": [patch("core.build.check_templates", lambda *arguments: None)],
        "uten-vern": [patch("core.plugins.guarded", unguarded), patch("core.web.panels.guarded", unguarded)],
        "uten-verdikontroll": [patch("core.plugins.check_value", lambda hook, value: None)],
        "venter-alltid": [patch("core.pace.Pace.is_slow", lambda pace, plugin, part: False)],
    }
    patches = faults[name]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()
