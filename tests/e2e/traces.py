"""What a browser may keep of a person when the one who looked at her has gone: nothing."""

from __future__ import annotations

from playwright.sync_api import Error, Page

from core.persons.models import Person
from tests.e2e.caseworker import Caseworker

STORED = """async () => {
  const here = location.pathname + location.search;
  const session = Object.entries(sessionStorage).filter(([, kept]) => kept !== here);
  return [...Object.entries(localStorage), ...session, ...await caches.keys(), ...await indexedDB.databases()];
}"""
"""All that scripts can keep, but htmx's note of this very page's address."""


def nothing_left(worker: Caseworker, person: Person) -> None:
    """Back five times, with the server and without it: nothing of her in the page, nor anywhere in the browser."""
    page, known = worker.page, (person.etternavn, str(person.duf)[4:10])
    for offline in (False, True):
        page.goto("/logg-inn")
        page.context.set_offline(offline)
        for _again in range(5):
            try:
                page.go_back()
            except Error:
                assert offline
            shown = _text(page)
            assert not [text for text in known if text in shown], page.url
        page.context.set_offline(False)
    worker.desk.faults[:] = [fault for fault in worker.desk.faults if "INTERNET_DISCONNECTED" not in fault]
    page.goto("/logg-inn")
    if worker.desk.screen.scripts:
        assert page.evaluate(STORED) == []


def _text(page: Page) -> str:
    """What the page holds; one that comes out of the browser's memory is covered, and asks for itself anew."""
    for _again in range(50):
        try:
            return page.content()
        except Error:
            page.wait_for_timeout(50)
    raise AssertionError("the page never stands still")
