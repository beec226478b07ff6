"""Personsøk as people type, UDI-søk, and *Hent inn* from both sides."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from core.persons.identifiers import duf_control
from core.persons.models import Person
from tests.e2e.caseworker import Caseworker
from tests.e2e.conftest import MakeDesk
from tests.e2e.live import Live, duf
from tests.e2e.test_keyboard import press, tab_to

pytestmark = pytest.mark.e2e

GRUNN = "Personen har søkt oss om noe"


def found(worker: Caseworker, person: Person) -> Locator:
    """Her line among those found."""
    return worker.page.get_by_role("main").get_by_role("row").filter(has_text=person.navn)


def test_a_person_is_found_however_she_is_typed(worker: Caseworker, live: Live) -> None:
    number = 420 + worker.desk.screen.scripts
    digits = duf(number)
    born = f"1971-0{3 + worker.desk.screen.scripts}-09"
    person = live.make_person(duf=digits, fornavn="Abdirahman", etternavn=f"Warsame{number}", fodselsdato=born)
    day = ".".join(reversed(born.split("-")))
    worker.sign_in()
    for text, told, alike in (
        (f"Cabdiraxmaan Warsame{number}", "søkt på navn", True),
        (f"warsmae{number} abdirahman", "søkt på navn", True),
        (day, "søkt på fødselsdato", False),
        (f"{digits[:4]} {digits[4:10]} {digits[10:]}", "søkt på DUF-nummer", False),
    ):
        worker.find(text)
        expect(found(worker, person)).to_be_visible()
        expect(worker.page.get_by_role("main")).to_contain_text(told)
        expect(worker.page.get_by_role("rowheader", name="Navn som bare ligner")).to_have_count(int(alike))
    worker.desk.look("search-exact")


def test_a_control_digit_that_is_wrong_is_remarked_on(worker: Caseworker, live: Live) -> None:
    ten = f"2098{430 + worker.desk.screen.scripts:06d}"
    wrong = f"{(int(duf_control(ten)) + 1) % 11:02d}"
    person = live.make_person(duf=ten + wrong, fornavn="Kontroll", etternavn=f"Feil{ten}")
    worker.sign_in()
    worker.find(ten + wrong)
    expect(found(worker, person)).to_be_visible()
    expect(worker.page.get_by_text("Kontrollsifrene stemmer ikke.")).to_be_visible()
    worker.desk.look("search-control")
    box = worker.page.get_by_label("Nummer, navn eller fødselsdato")
    box.fill("%_")
    worker.button("Søk")
    expect(worker.page.get_by_text("har verken bokstaver eller sifre")).to_be_visible()
    if worker.desk.screen.scripts:
        expect(box).to_be_focused()
    worker.desk.look("search-signs")


def test_suggestions_by_the_keyboard(wide: Caseworker, live: Live) -> None:
    """In the menu column, where the box is on every page: type, Tab, Enter."""
    person = live.make_person(duf=duf(440), fornavn="Tesfaye", etternavn="Gebrehiwot440")
    wide.sign_in()
    box = wide.page.get_by_role("searchbox", name="Nytt personsøk")
    tab_to(wide, box)
    wide.page.keyboard.type("tesfay gebrehiwot")
    wanted = wide.page.locator("#forslag--hurtig").get_by_role("link", name=person.navn)
    expect(wanted).to_be_visible()
    wide.desk.look("suggestions")
    tab_to(wide, wanted)
    press(wide, "Enter")
    expect(wide.page.get_by_role("heading", level=1)).to_have_text(person.navn)
    assert "Gebrehiwot" not in wide.page.url


def test_a_person_of_another_kommune_is_brought_in_and_let_go(
    worker: Caseworker, make_desk: MakeDesk, live: Live
) -> None:
    number = 450 + worker.desk.screen.scripts
    home = [{"type": "kommune", "kommune": "0301", "bydel": "030101", "fra": "2025-02-03"}]
    person = live.make_person(duf=duf(number), fornavn="Semhar", etternavn=f"Oslo{number}", bosted=home)
    worker.sign_in()
    seek(worker, person)
    bring_in(worker, person)
    read_of_it(Caseworker(make_desk(worker.desk.screen)), person)
    let_go(worker, person)


def seek(worker: Caseworker, person: Person) -> None:
    """*UDI-søk*: part of a number finds nobody; the whole one gives her name and birth date, and no way in to her."""
    worker.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Personer").click()
    worker.menu().get_by_role("link", name="UDI-søk").click()
    box = worker.page.get_by_label("Helt DUF-nummer eller fødselsnummer")
    box.fill(str(person.duf)[:8])
    worker.button("Søk")
    expect(worker.page.get_by_text("Skriv hele nummeret")).to_be_visible()
    worker.desk.look("udi-fault")
    box.fill(str(person.duf))
    worker.button("Søk")
    expect(worker.page.get_by_role("heading", name=person.navn)).to_be_visible()
    expect(worker.page.get_by_role("main").get_by_role("link", name=person.navn)).to_have_count(0)
    assert str(person.duf) not in worker.page.url


def bring_in(worker: Caseworker, person: Person) -> None:
    """*Hent inn* needs a reason, and says until when it lasts."""
    worker.button("Hent inn")
    expect(worker.page.locator(".ds-error-summary")).to_contain_text("Velg hvorfor du henter inn personen.")
    worker.desk.look("udi-without-reason")
    worker.page.get_by_label(GRUNN).check()
    worker.button("Hent inn")
    worker.told("Personen er hentet inn.")
    expect(worker.page.get_by_role("heading", level=1)).to_have_text(person.navn)
    expect(worker.page.get_by_role("main")).to_contain_text(re.compile(r"ser alt til og med \d\d\.\d\d\.2027"))
    worker.desk.look("fetched")


def read_of_it(other: Caseworker, person: Person) -> None:
    """Where she lives it is a task, until someone has read it."""
    other.sign_in("nir.oslo")
    task = other.page.get_by_role("row").filter(has_text=person.navn).filter(has_text="Kristiansand har hentet inn")
    task.get_by_role("link", name="Les at en annen enhet følger opp").click()
    expect(other.page.get_by_role("row", name="Kristiansand")).to_contain_text(GRUNN)
    other.desk.look("fetched-told")
    other.button("Merk som lest")
    other.told("Merket som lest.")
    other.desk.go("/")
    expect(task).to_have_count(0)


def let_go(worker: Caseworker, person: Person) -> None:
    """She is closed, and is seen no more."""
    address = worker.page.url
    worker.link("Se hvorfor, eller lukk oppfølgingen")
    expect(worker.page.get_by_role("row", name="Kristiansand")).to_contain_text("Lest")
    worker.button("Lukk oppfølgingen")
    worker.told("Oppfølgingen er lukket.")
    assert worker.desk.go(address) == 404
    worker.desk.look("let-go")
