"""A panel that has been slow: the page comes without it, and fetches it; without scripts it is a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.pace import TIMES
from core.persons.models import Person
from tests.e2e.caseworker import ORDNING_TITLE, Caseworker
from tests.e2e.live import Live

pytestmark = pytest.mark.e2e


def test_a_slow_panel_comes_after_the_page(worker: Caseworker, guide_person: Person, live: Live) -> None:
    worker.sign_in()
    pace = live.house.plugins.pace
    allowed, pace.budget = pace.budget, -1.0
    try:
        for _time in range(TIMES):
            assert worker.desk.go(f"/personer/{guide_person.id}/") == 200
    finally:
        pace.budget = allowed
    asked: list[str] = []
    worker.page.on("request", lambda request: asked.append(request.url))
    worker.desk.go(f"/personer/{guide_person.id}/")
    panel = worker.page.locator("#panel--nir-tiltak-sammendrag")
    if not worker.desk.screen.scripts:
        worker.desk.look("a slow panel, not fetched")
        assert ORDNING_TITLE not in panel.inner_text()
        worker.link("Vis Tiltak")
    expect(panel.get_by_role("link", name=ORDNING_TITLE)).to_be_visible()
    expect(panel.get_by_role("link", name="Vis Tiltak")).to_have_count(0)
    assert any(url.endswith("?vis=nir_tiltak.sammendrag") for url in asked)
    assert worker.page.evaluate("document.activeElement === document.body"), "nobody pressed anything"
    worker.desk.look("a slow panel, fetched")
