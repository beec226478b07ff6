"""The search box: suggestions while typing, reached by the keyboard, and the box in the menu of every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.caseworker import Caseworker
from tests.e2e.live import Live, duf

pytestmark = pytest.mark.e2e


def test_suggestions_while_typing(wide: Caseworker, live: Live) -> None:
    person = live.make_person(duf=duf(310), fornavn="Abdirahman", etternavn="Forslagsen")
    wide.sign_in()
    box = wide.page.get_by_role("complementary").get_by_role("searchbox")
    box.press_sequentially("Cabdiraxmaan Forslagsen", delay=5)
    link = wide.page.get_by_role("complementary").get_by_role("link", name=person.navn)
    expect(link).to_be_visible()
    alike = wide.page.locator("#forslag--hurtig p:not(.ds-sr-only)").bounding_box()
    hers = link.bounding_box()
    assert alike and hers and alike["y"] + alike["height"] <= hers["y"], "the heading stands above, not beside"
    wide.desk.look("suggestions")
    assert "Forslagsen" not in wide.page.url
    box.press("Tab")
    wide.page.keyboard.press("Tab")
    expect(link).to_be_focused()
    wide.page.keyboard.press("Enter")
    expect(wide.page.get_by_role("heading", name=person.navn)).to_be_visible()


def test_advanced_search(worker: Caseworker, live: Live) -> None:
    number = 320 + worker.desk.screen.scripts
    person = live.make_person(duf=duf(number), fornavn="Tesfaye", etternavn=f"Avansertsen{number}", morsmal="ti")
    worker.sign_in()
    assert worker.desk.go("/personer/avansert/") == 200
    worker.desk.look("advanced")
    worker.page.get_by_label("Navn").fill("tesfay avansertsen")
    worker.page.get_by_label("Morsmål").select_option("tir")
    worker.page.get_by_role("main").get_by_role("button", name="Søk").click()
    expect(worker.page.get_by_role("link", name=person.navn)).to_be_visible()
    worker.desk.look("advanced-found")
