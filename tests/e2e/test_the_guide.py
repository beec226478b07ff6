"""The walk of the guide to NIR, whole: from sign-in over the three tiltak and 25.53 to sign-out and Back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from core.persons.models import Person
from tests.e2e.caseworker import FRA, GJENNOMFORING, GRUPPE, ORDNING_TITLE, TIL, TIMER, TYPE, Caseworker, Typed
from tests.e2e.live import Live, like_the_guides, the_guides
from tests.e2e.traces import nothing_left

pytestmark = pytest.mark.e2e

APRIL, MAY = "2021-04", "2021-05"
PLUS, MINUS = "M12 5v14M5 12h14", "M5 12h14"
SENTENCE = "April 2021 - Gjennomsnittlig tilbudt tiltak: 25.53 timer pr uke"
NORSK = Typed("Opplæring i norsk og samfunnskunnskap", "Norskopplæring", fra="02.04.2021", til="30.04.2021", timer="25")
JOBB = Typed("Arbeidsrettede tiltak", "Jobbsøkerkurs", fra="29.04.2021", til="30.04.2021", timer="3")
FORELDRE = Typed(
    "Livsmestring og foreldreveiledning", "Foreldreveiledning", "30.04.2021", "30.04.2021", "4", "Gjennomført"
)


@pytest.fixture
def person(live: Live, worker: Caseworker) -> Person:
    """The person of the guide, and for the other screen one like her."""
    return the_guides(live) if worker.desk.screen.scripts else like_the_guides(live, 1)


def test_the_walk_of_the_guide(worker: Caseworker, person: Person) -> None:
    sign_in(worker)
    find_her(worker, person)
    walk_the_menu(worker)
    delete_all(worker)
    register_anew(worker)
    read_april(worker)
    sort_april(worker)
    change_hours(worker)
    set_done(worker)
    delete_one(worker)
    sign_out_and_back(worker, person)


def sign_in(worker: Caseworker) -> None:
    assert worker.desk.go("/logg-inn") == 200
    worker.desk.look("sign-in")
    worker.sign_in(password="feil")
    expect(worker.page.locator(".ds-error-summary")).to_contain_text("Brukernavnet eller passordet er feil")
    worker.desk.look("sign-in-wrong")
    worker.sign_in()
    expect(worker.page.get_by_role("heading", name="Arbeidsflate")).to_be_visible()
    worker.desk.look("arbeidsflate")


def find_her(worker: Caseworker, person: Person) -> None:
    grouped = f"{person.duf[:4]} {person.duf[4:10]} {person.duf[10:]}"
    for text in (person.duf, grouped, person.fornavn[:6].lower()):
        worker.find(text)
        expect(worker.page.get_by_role("row").filter(has_text=grouped)).to_be_visible()
        if text != grouped:
            worker.desk.look(f"search-{'number' if text.isdigit() else 'name'}")
    worker.page.get_by_role("row").filter(has_text=grouped).get_by_role("link").click()
    expect(worker.page.get_by_role("heading", level=1)).to_have_text(person.navn)
    expect(worker.page.get_by_role("main")).to_contain_text(f"DUF {grouped}")
    worker.desk.look("person")


def walk_the_menu(worker: Caseworker) -> None:
    ordning = worker.menu().get_by_role("link", name=ORDNING_TITLE)
    expect(ordning).to_be_hidden()
    with worker.desk.in_place():
        worker.page.locator("#meny summary", has_text="Vis punktene under NIR").click()
    expect(ordning).to_be_visible()
    worker.desk.look("menu")
    worker.menu().get_by_role("link", name="NIR", exact=True).click()
    expect(worker.page.get_by_role("heading", name="NIR – aktive ordninger")).to_be_visible()
    worker.desk.look("overview")
    worker.menu().get_by_role("link", name=ORDNING_TITLE).click()
    expect(worker.page.get_by_role("heading", name=ORDNING_TITLE)).to_be_visible()
    expect(worker.page.get_by_role("main")).to_contain_text(SENTENCE)
    worker.desk.look("ordning")


def delete_all(worker: Caseworker) -> None:
    worker.press_month(APRIL)
    for typed in (NORSK, JOBB, FORELDRE):
        worker.delete(APRIL, typed.type)
    expect(worker.month(APRIL)).to_contain_text("Ingen tiltak denne måneden.")
    expect(worker.page.get_by_role("main")).to_contain_text("Tiltak er ikke registrert")
    worker.desk.look("ordning-empty")


def register_anew(worker: Caseworker) -> None:
    worker.link("Legg til")
    expect(worker.page.get_by_role("heading", name="Legg til tiltak")).to_be_visible()
    worker.desk.look("form")
    wrong_dates(worker)
    worker.register(JOBB)
    worker.register(FORELDRE)


def wrong_dates(worker: Caseworker) -> None:
    """A date that does not exist: told beside the field and on top, nothing typed is lost, and then it is mended."""
    page = worker.page
    worker.fill(Typed(NORSK.gruppe, NORSK.type, NORSK.fra, "31.04.2021", "tre"))
    expect(page.locator("#veiledning")).to_contain_text("Norskopplæring.")
    expect(page.get_by_label(GJENNOMFORING)).to_have_count(0)
    worker.save()
    summary = page.locator(".ds-error-summary")
    expect(summary).to_contain_text("2 felt må rettes")
    if worker.desk.screen.scripts:
        expect(summary).to_be_focused()
    for label, text, advice in ((TIL, "31.04.2021", "April har 30 dager"), (TIMER, "tre", "Skriv et tall")):
        expect(page.get_by_label(label)).to_have_value(text)
        expect(page.get_by_label(label)).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label(label).locator("xpath=..")).to_contain_text(advice)
    expect(page.get_by_label(FRA)).to_have_value(NORSK.fra)
    worker.desk.look("form-wrong")
    summary.get_by_role("link", name=TIL).click()
    expect(page.get_by_label(TIL)).to_be_focused()
    page.get_by_label(TIL).fill(NORSK.til)
    page.get_by_label(TIMER).fill(NORSK.timer)
    page.get_by_label(TIMER).press("Enter")
    worker.told("Tiltaket er lagret.")
    worker.desk.look("saved")


def read_april(worker: Caseworker) -> None:
    page = worker.page
    expect(page.get_by_role("main")).to_contain_text("Tiltak er registrert")
    expect(worker.month(APRIL).get_by_role("heading")).to_have_text(SENTENCE)
    expect(page.locator("svg.chart")).to_contain_text("25.53")
    worker.press_month(APRIL)
    expect(worker.month(APRIL).get_by_role("table")).to_have_count(0)
    with worker.desk.in_place():
        worker.press_month(APRIL)
    assert rows(worker) == [NORSK.type, JOBB.type, FORELDRE.type]
    expect(page.locator(f"#apne--{APRIL} .icon path")).to_have_attribute("d", MINUS)
    expect(page.locator(f"#apne--{MAY} .icon path")).to_have_attribute("d", PLUS)
    worker.desk.look("april")


def rows(worker: Caseworker) -> list[str]:
    """The types of the tiltak in April that stand, as they are sorted."""
    return worker.month(APRIL).locator("tbody tr:not(.gone, .detail) td:nth-child(2)").all_inner_texts()


def sort_april(worker: Caseworker) -> None:
    for state in ("ascending", "descending"):
        with worker.desk.in_place():
            head = worker.month(APRIL).get_by_role("columnheader", name="Timer per uke")
            worker.press(head.get_by_role("link"))
            expect(head).to_have_attribute("aria-sort", state)
        expected = [JOBB.type, FORELDRE.type, NORSK.type]
        assert rows(worker) == (expected if state == "ascending" else expected[::-1])


def change_hours(worker: Caseworker) -> None:
    with worker.desk.in_place():
        details = worker.details(APRIL, NORSK.type)
        expect(details).to_contain_text("Kristiansand")
        expect(details).to_contain_text("nir.kristiansand")
        worker.desk.look("details")
        worker.link("Rediger")
        expect(worker.page.get_by_label(TYPE).locator("option:checked")).to_have_text(NORSK.type)
        worker.page.get_by_label(TIMER).fill("20,5")
        worker.desk.look("edit")
        worker.save()
        worker.told("Endringen er lagret.")
    expect(worker.month(APRIL).get_by_role("row", name=NORSK.type)).to_contain_text("20,5")
    expect(worker.month(APRIL).get_by_role("heading")).to_contain_text("21.03 timer pr uke")


def set_done(worker: Caseworker) -> None:
    """She set it when she registered, and now sets it anew."""
    expect(worker.month(APRIL).get_by_role("row", name=FORELDRE.type)).to_contain_text("Ja")
    worker.details(APRIL, FORELDRE.type)
    worker.link("Rediger")
    expect(worker.page.get_by_label(GRUPPE).locator("option:checked")).to_have_text(FORELDRE.gruppe)
    worker.page.get_by_label(GJENNOMFORING).select_option(label="Ikke gjennomført")
    worker.save()
    worker.told("Endringen er lagret.")
    expect(worker.month(APRIL).get_by_role("row", name=FORELDRE.type)).to_contain_text("Nei")


def delete_one(worker: Caseworker) -> None:
    worker.details(APRIL, JOBB.type)
    worker.link("Slett")
    expect(worker.page.get_by_role("heading", name="Slett tiltaket?")).to_be_visible()
    worker.desk.look("delete")
    worker.link("Avbryt")
    expect(worker.page.get_by_role("button", name="Slett tiltaket")).to_have_count(0)
    show_deleted(worker)
    worker.delete(APRIL, JOBB.type)
    gone = worker.month(APRIL).locator("tr.gone", has_text=JOBB.type)
    expect(gone).to_have_count(2)
    expect(gone.last).to_contain_text("Slettet")
    expect(gone.last).to_contain_text("nir.kristiansand")
    expect(gone.last).to_contain_text(re.compile(r"\d\d\.\d\d\.\d{4}"))
    expect(worker.month(APRIL).get_by_role("heading")).to_contain_text("4 slettede")
    assert "line-through" in gone.last.locator("th").evaluate("cell => getComputedStyle(cell).textDecoration")
    worker.desk.look("deleted-shown")


def show_deleted(worker: Caseworker) -> None:
    with worker.desk.in_place():
        worker.page.get_by_label("Vis slettede tiltak").check()
        if not worker.desk.screen.scripts:
            worker.button("Oppdater")
        expect(worker.month(APRIL).get_by_role("heading")).to_contain_text("3 slettede")
    expect(worker.month(APRIL).locator("tr.gone")).to_have_count(3)


def sign_out_and_back(worker: Caseworker, person: Person) -> None:
    """Nothing of her can be brought back, and the browser keeps nothing."""
    address = worker.page.url
    worker.sign_out()
    nothing_left(worker, person)
    worker.desk.look("after-back")
    worker.desk.go(address)
    assert "/logg-inn" in worker.page.url
