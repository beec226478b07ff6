"""Plugins tell each other about a person by key; an absent plugin is an absent fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.access.scope import system_scope
from core.api import facts
from core.items import Fact, FactType
from core.testing import TODAY
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives


def telling(plugin: str, key: str, value: Any, asked: list[Any] | None = None) -> Any:
    """A plugin that says this of everyone, and notes what it was asked."""

    def person_facts(session: Any, person_ids: Any, keys: Any) -> list[Fact]:
        if asked is not None:
            asked.append((list(person_ids), list(keys)))
        return [Fact(one, key, value, TODAY, plugin) for one in person_ids if key in keys]

    return fake(plugin, register_facts=gives(FactType(key, key)), person_facts=person_facts)


def ask(here: World, ids: list[Any], *keys: str) -> set[tuple[str, Any, str]]:
    """What is told of these persons."""
    with here.house.session() as session, system_scope(session, "test"):
        return {(fact.key, fact.value, fact.source) for fact in facts(session, ids, keys)}


def test_two_plugins_tell(world: Callable[..., World]) -> None:
    here = world(telling("alfa", "utdanning", "høyere"), telling("beta", "behov", "rullestol"))
    person = here.make_person()
    assert ask(here, [person.id], "utdanning", "behov") == {
        ("utdanning", "høyere", "alfa"),
        ("behov", "rullestol", "beta"),
    }
    assert ask(here, [person.id], "behov") == {("behov", "rullestol", "beta")}


def test_an_absent_plugin_is_an_absent_fact(world: Callable[..., World]) -> None:
    here = world(telling("beta", "behov", "rullestol"))
    person = here.make_person()
    assert ask(here, [person.id], "utdanning", "behov") == {("behov", "rullestol", "beta")}


def test_nobody_is_asked_for_what_nobody_registered(world: Callable[..., World]) -> None:
    asked: list[Any] = []
    here = world(telling("alfa", "utdanning", "høyere", asked))
    person = here.make_person()
    asked.clear()
    assert ask(here, [person.id], "ukjent") == set()
    assert ask(here, [], "utdanning") == set()
    assert asked == []
    ask(here, [person.id], "ukjent", "utdanning")
    assert asked == [([person.id], ["utdanning"])]
