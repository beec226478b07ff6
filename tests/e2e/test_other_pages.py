"""The pages beside the guide's walk: the event log, opening a shielded person, and the choice in a divided kommune."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.persons.models import Person
from tests.e2e.caseworker import Caseworker
from tests.e2e.live import Live, duf

pytestmark = pytest.mark.e2e


def test_the_event_log_of_a_person(worker: Caseworker, guide_person: Person) -> None:
    worker.sign_in("admin.kristiansand")
    assert worker.desk.go(f"/personer/{guide_person.id}/") == 200
    worker.menu().get_by_role("link", name="Hendelseslogg").click()
    expect(worker.page.get_by_role("heading", name="Hendelseslogg")).to_be_visible()
    expect(worker.page.get_by_role("main").get_by_role("row").nth(1)).to_contain_text("Import")
    worker.desk.look("event-log")


def test_a_shielded_person_is_opened_with_a_reason(worker: Caseworker, live: Live) -> None:
    number = 90 + worker.desk.screen.scripts
    person = live.make_person(duf=duf(number), etternavn=f"Skjermet{number}", skjerming="fortrolig")
    worker.sign_in("skjermet.kristiansand")
    worker.find(person.etternavn)
    worker.desk.look("search-shielded")
    worker.link(person.navn)
    worker.desk.look("open-shielded")
    worker.button("Lagre grunnen og åpne")
    expect(worker.page.locator(".ds-error-summary")).to_be_visible()
    worker.desk.look("open-shielded-without-reason")
    worker.page.get_by_role("main").get_by_role("textbox").fill("Samtale om tiltak.")
    worker.button("Lagre grunnen og åpne")
    expect(worker.page.get_by_role("heading", name="Personalia")).to_be_attached()
    worker.desk.look("shielded-person")


def test_a_home_in_a_divided_kommune_gets_its_kommune(worker: Caseworker, live: Live) -> None:
    home = {"type": "kommune", "kommune": "1507", "fra": "2022-05-02"}
    person = live.make_person(duf=duf(100 + worker.desk.screen.scripts), bosted=[home])
    worker.sign_in("imdi")
    row = worker.page.get_by_role("row").filter(has_text=person.duf[4:10])
    row.get_by_role("link").first.click()
    expect(worker.page.get_by_role("heading", name="Hvilken kommune bor personen i nå?")).to_be_visible()
    worker.desk.look("division")
    worker.button("Lagre")
    expect(worker.page.locator(".ds-error-summary")).to_be_visible()
    worker.desk.look("division-unanswered")
    worker.page.get_by_label("Ålesund").check()
    worker.button("Lagre")
    expect(worker.page.locator("dl.facts")).to_contain_text("Ålesund")
