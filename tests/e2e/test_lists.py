"""NIR personlister as in the guide, pages 4-7: choose a list, narrow it down, open a person, take it out as a file."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.caseworker import ORDNING_TITLE, Caseworker
from tests.e2e.live import Live, like_the_guides

pytestmark = pytest.mark.e2e

NAME = "Veiledning Nummer 91"
KATEGORI = "Kvalifisering i mottak"
LISTE = "Personer – Integreringsloven"


def row(worker: Caseworker) -> Locator:
    """Her line under the kategori."""
    return worker.page.get_by_role("row").filter(has_text=NAME).filter(has_text=KATEGORI)


def choose(worker: Caseworker, label: str, title: str) -> None:
    """Chooses in a filter; without scripts a button sends it."""
    with worker.desk.in_place():
        worker.page.get_by_role("combobox", name=label, exact=True).select_option(label=title)
        if not worker.desk.screen.scripts:
            worker.page.locator("#filtre").get_by_role("button", name="Vis").click()
        expect(worker.page.locator("#liste .ds-chip").filter(has_text=title)).to_be_visible()


def test_from_the_menu_to_the_person_and_the_file(worker: Caseworker, live: Live) -> None:
    person = like_the_guides(live, 91)
    worker.sign_in()
    worker.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Personer").click()
    worker.menu().get_by_role("link", name="NIR personlister").click()
    worker.link(LISTE)
    expect(worker.page.get_by_text(re.compile(r"Viser 1 – \d+ av \d+ linjer"))).to_be_visible()
    worker.desk.look("list")
    choose(worker, "Kategori", KATEGORI)
    expect(worker.page).to_have_url(re.compile("kategori=kvalifisering_i_mottak"))
    sort_by_name(worker)
    find(worker)
    worker.desk.look("list-found")
    with worker.page.expect_download() as download:
        worker.link("Last ned CSV fil")
    assert download.value.suggested_filename.endswith(".csv") and NAME in download.value.path().read_text("utf-8-sig")
    row(worker).get_by_role("link", name=ORDNING_TITLE).click()
    expect(worker.page.get_by_role("heading", name=ORDNING_TITLE).first).to_be_visible()
    worker.page.go_back()
    row(worker).get_by_role("rowheader").get_by_role("link").click()
    assert f"/personer/{person.id}/" in worker.page.url


def sort_by_name(worker: Caseworker) -> None:
    """Both ways; where scripts run, the list alone is fetched and the focus stays."""
    with worker.desk.in_place():
        for state in ("ascending", "descending"):
            worker.link("Fornavn, etternavn")
            head = worker.page.get_by_role("columnheader", name="Fornavn, etternavn")
            expect(head).to_have_attribute("aria-sort", state)
            if worker.desk.screen.scripts:
                expect(worker.page.locator("#s-navn")).to_be_focused()


def find(worker: Caseworker) -> None:
    """By name, which never stands in the address; the filter stands."""
    worker.page.get_by_label("DUF-nummer eller navn").fill(NAME)
    worker.page.get_by_role("search", name="Finn i listen").get_by_role("button").click()
    expect(row(worker)).to_have_count(1)
    assert "Veiledning" not in worker.page.url and "kategori=" in worker.page.url


def test_a_view_is_saved_and_opened_from_the_menu(worker: Caseworker, live: Live) -> None:
    name = f"Mine {worker.desk.screen.name}"
    like_the_guides(live, 91)
    worker.sign_in()
    worker.desk.go("/personlister/integreringsloven/")
    choose(worker, "Tiltak", "Med tiltak")
    worker.link("Lagre visningen")
    worker.button("Lagre")
    expect(worker.page.locator(".ds-error-summary")).to_contain_text("Skriv et navn")
    worker.desk.look("save-view-fault")
    worker.page.get_by_label(re.compile("^Navn")).fill(name)
    worker.button("Lagre")
    worker.told(f"Visningen «{name}» er lagret.")
    worker.desk.go("/personlister/integreringsloven/")
    worker.menu().get_by_role("link", name=name).click()
    expect(worker.page.get_by_label("Tiltak", exact=True).locator("option:checked")).to_have_text("Med tiltak")
    worker.desk.look("list-of-a-view")
    worker.menu().get_by_role("link", name="Endre visninger").click()
    worker.desk.look("views")


def test_pages_move_the_focus_to_the_count(wide: Caseworker) -> None:
    wide.sign_in()
    wide.desk.go("/personlister/integreringsloven/")
    with wide.desk.in_place():
        wide.link("Neste")
        count = wide.page.get_by_text(re.compile(r"Viser 26 – \d+ av \d+ linjer"))
        expect(count).to_be_visible()
        expect(wide.page.locator("#liste [data-fokus]")).to_be_focused()
    wide.page.go_back()
    expect(wide.page.get_by_text(re.compile("Viser 1 – 25 av"))).to_be_visible()
