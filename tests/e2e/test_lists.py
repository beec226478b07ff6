"""NIR personlister as in the guide, pages 4-9: choose a list, narrow it down, take it out as a file, open a person."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Locator, expect

from core.persons.models import Person
from tests.e2e.caseworker import ORDNING_TITLE, Caseworker, Typed
from tests.e2e.conftest import MakeDesk
from tests.e2e.live import Live, duf, like_the_guides

pytestmark = pytest.mark.e2e

NAME = "Veiledning Nummer 91"
KATEGORI = "Kvalifisering i mottak"
LISTE = "Personer – Integreringsloven"
ADDRESS = "/personlister/integreringsloven/"
SHOWN = re.compile(r"Viser 1 – (\d+) av (\d+) linjer?")
KURS = Typed("Arbeidsrettede tiltak", "Jobbsøkerkurs", fra="26.10.2026", til="18.12.2026", timer="15")
PROGRAM = "Introduksjonsprogram"


def row(worker: Caseworker, name: str = NAME, kategori: str = KATEGORI) -> Locator:
    """Her line under the kategori."""
    return worker.page.get_by_role("row").filter(has_text=name).filter(has_text=kategori)


def choose(worker: Caseworker, label: str, title: str) -> None:
    """Chooses in a filter; without scripts a button sends it."""
    with worker.desk.in_place():
        worker.page.get_by_role("combobox", name=label, exact=True).select_option(label=title)
        if not worker.desk.screen.scripts:
            worker.page.locator("#filtre").get_by_role("button", name="Vis").click()
        expect(worker.page.locator("#liste .ds-chip").filter(has_text=title)).to_be_visible()


def find(worker: Caseworker, name: str) -> None:
    """By name, which never stands in the address; the filters stand."""
    filters = re.findall(r"(?:kategori|tiltak|mangler)=\w+", worker.page.url)
    worker.page.get_by_label("DUF-nummer eller navn").fill(name)
    worker.page.get_by_role("search", name="Finn i listen").get_by_role("button").click()
    expect(worker.page).to_have_url(re.compile("sok="))
    assert filters and all(one in worker.page.url for one in filters)
    assert name.split()[0] not in worker.page.url


def total(worker: Caseworker) -> int:
    """How many lines the list says there are."""
    count = worker.page.get_by_text(SHOWN)
    expect(count).to_be_visible()
    found = SHOWN.search(count.inner_text())
    assert found is not None
    return int(found[2])


def test_from_the_menu_to_the_file_and_the_person(worker: Caseworker, live: Live) -> None:
    person = like_the_guides(live, 91)
    worker.sign_in()
    worker.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Personer").click()
    worker.menu().get_by_role("link", name="NIR personlister").click()
    worker.desk.look("lists")
    worker.link(LISTE)
    turn_the_pages(worker)
    every = total(worker)
    worker.desk.look("list")
    assert not worker.page.locator("#liste .scroll").evaluate("box => box.scrollWidth > box.clientWidth")
    choose(worker, "Kategori", KATEGORI)
    choose(worker, "Tiltak", "Uten tiltak")
    expect(row(worker)).to_have_count(0)
    choose(worker, "Tiltak", "Med tiltak")
    assert total(worker) < every
    sort_by_name(worker)
    take_out(worker)
    find(worker, NAME)
    worker.desk.look("list-found")
    open_her(worker, person)


def turn_the_pages(worker: Caseworker) -> None:
    """The next page and back; where scripts run, the focus goes to the count."""
    with worker.desk.in_place():
        worker.link("Neste")
        expect(worker.page.get_by_text(re.compile(r"Viser 26 – \d+ av \d+ linjer"))).to_be_visible()
        if worker.desk.screen.scripts:
            expect(worker.page.locator("#liste [data-fokus]")).to_be_focused()
    worker.page.go_back()


def sort_by_name(worker: Caseworker) -> None:
    """Both ways; where scripts run, the list alone is fetched and the focus stays."""
    with worker.desk.in_place():
        for state in ("ascending", "descending"):
            worker.link("Fornavn, etternavn")
            head = worker.page.get_by_role("columnheader", name="Fornavn, etternavn")
            expect(head).to_have_attribute("aria-sort", state)
            if worker.desk.screen.scripts:
                expect(worker.page.locator("#s-navn")).to_be_focused()


def take_out(worker: Caseworker) -> None:
    """*Last ned CSV fil*: what Excel opens, with as many lines as the list says, in its order."""
    names = worker.page.locator("#liste tbody td:nth-child(2)").all_inner_texts()
    with worker.page.expect_download() as download:
        worker.link("Last ned CSV fil")
    assert re.fullmatch(r"personer-integreringsloven-[\d-]+\.csv", download.value.suggested_filename)
    text = download.value.path().read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    head, *lines = csv.reader(text[1:].splitlines(), delimiter=";")
    assert len(lines) == total(worker)
    assert [line[head.index("Fornavn, etternavn")] for line in lines][: len(names)] == names


def open_her(worker: Caseworker, person: Person) -> None:
    """By her ordning, and by her DUF-nummer; then what the guide's pages 8 and 9 show of her."""
    row(worker).get_by_role("link", name=ORDNING_TITLE).click()
    expect(worker.page.get_by_role("heading", name=ORDNING_TITLE).first).to_be_visible()
    worker.page.go_back()
    row(worker).get_by_role("rowheader").get_by_role("link").click()
    assert worker.page.url.endswith(f"/personer/{person.id}/")
    own = worker.page.get_by_role("region", name="NIR - Kategori")
    expect(own).to_contain_text(KATEGORI)
    own.locator("summary", has_text="Kategorioversikt").click()
    expect(own.locator("#kategorioversikt")).to_contain_text("Opplæring i mottak")
    worker.desk.look("grunndata")
    under_nir(worker)


def under_nir(worker: Caseworker) -> None:
    """The arrow unfolds her ordninger, the word opens the overview; from there a short cut tells why."""
    worker.menu().locator("summary", has_text="Vis punktene under NIR").click()
    expect(worker.page.locator("#meny").get_by_role("link", name=ORDNING_TITLE)).to_be_visible()
    worker.menu().get_by_role("link", name="NIR", exact=True).click()
    line = worker.page.get_by_role("main").get_by_role("row").filter(has_text=ORDNING_TITLE)
    expect(line.get_by_role("link", name=re.compile("^Se tiltak"))).to_be_visible()
    line.get_by_role("link", name=re.compile("^Hvorfor")).click()
    why = worker.page.locator("#hvorfor").get_by_role("region", name=f"{KATEGORI}, fra 02.01.2021")
    expect(why.get_by_role("row", name="Bor i mottak eller på AMOT fra")).to_contain_text("01.12.2020")
    worker.desk.look("why-from-the-overview")


def test_a_view_is_named_shared_and_opened_by_a_colleague(worker: Caseworker, make_desk: MakeDesk) -> None:
    name = f"Til samtale {worker.desk.screen.name}"
    worker.sign_in("admin.kristiansand")
    worker.desk.go(ADDRESS)
    choose(worker, "Tiltak", "Med tiltak")
    name_it(worker, name)
    worker.desk.go(ADDRESS)
    opened_with(worker, name)
    worker.desk.look("list-of-a-view")
    colleague = Caseworker(make_desk(worker.desk.screen))
    colleague.sign_in()
    colleague.desk.go(ADDRESS)
    expect(colleague.page.get_by_label("Tiltak", exact=True).locator("option:checked")).not_to_have_text("Med tiltak")
    colleague.menu().get_by_role("link", name=f"{name} (delt)").click()
    opened_with(colleague, name)
    colleague.menu().get_by_role("link", name="Endre visninger").click()
    colleague.page.get_by_role("row", name=name).get_by_role("link", name=f"Endre {name}").click()
    expect(colleague.page.get_by_role("button", name="Slett visningen")).to_have_count(0)
    colleague.desk.look("view-of-another")
    take_away(worker, name)


def name_it(worker: Caseworker, name: str) -> None:
    """*Lagre visningen*: without a name first, then for all in the kommune, and as the one the list opens with."""
    worker.link("Lagre visningen")
    worker.button("Lagre")
    expect(worker.page.locator(".ds-error-summary")).to_contain_text("Skriv et navn")
    worker.desk.look("save-view-fault")
    worker.page.get_by_label(re.compile("^Navn")).fill(name)
    worker.page.get_by_label("Hvem ser visningen").select_option(label="Alle i Kristiansand")
    worker.page.get_by_label("Åpne listen med denne visningen").check()
    worker.button("Lagre")
    worker.told(f"Visningen «{name}» er lagret.")


def opened_with(worker: Caseworker, name: str) -> None:
    """The list is narrowed down as the view says, and says which view it is."""
    expect(worker.page.get_by_label("Tiltak", exact=True).locator("option:checked")).to_have_text("Med tiltak")
    expect(worker.page.get_by_role("main").get_by_text(name, exact=True)).to_be_visible()


def take_away(worker: Caseworker, name: str) -> None:
    """The list opens without a view again, and the view is gone."""
    worker.menu().get_by_role("link", name="Endre visninger").click()
    worker.desk.look("views")
    line = worker.page.get_by_role("row", name=name)
    expect(line).to_contain_text("Standard")
    for button, told in (("Slutt å bruke som standard", "uten visning"), ("Slett visningen", "er slettet")):
        line.get_by_role("link", name=f"Endre {name}").click()
        worker.button(button)
        worker.told(told)
    expect(line).to_have_count(0)


def test_what_lacks_is_found_mended_and_gone(worker: Caseworker, live: Live) -> None:
    """Her frist falls this month; when she has a tiltak, neither *Frister* nor *Rydd i registreringen* has her."""
    name = f"Rydde Nummer{worker.desk.screen.width}"
    settled(live, name, 410 + worker.desk.screen.scripts)
    worker.sign_in()
    worker.menu().get_by_role("link", name="Frister").click()
    expect(due(worker, name)).to_contain_text("10.11.2026")
    worker.link("Hele enheten")
    expect(due(worker, name)).to_be_visible()
    worker.desk.look("deadlines")
    before = lacking(worker, "Uten tiltak")
    worker.desk.look("lacking")
    worker.link("Uten tiltak")
    assert total(worker) == before
    find(worker, name)
    row(worker, name, PROGRAM).get_by_role("link", name=PROGRAM).click()
    worker.register(KURS)
    assert lacking(worker, "Uten tiltak") == before - 1
    worker.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Arbeidsflate").click()
    worker.menu().get_by_role("link", name="Frister").click()
    expect(due(worker, name)).to_have_count(0)


def settled(live: Live, name: str, number: int) -> Person:
    """Someone settled in Kristiansand since August with nothing registered: the frist is three months after."""
    fornavn, etternavn = name.split()
    return live.make_person(
        duf=duf(number),
        fornavn=fornavn,
        etternavn=etternavn,
        tillatelser=[{"type": "asyl", "vedtaksdato": "2026-06-01"}],
        bosted=[{"type": "kommune", "kommune": "4204", "fra": "2026-08-10"}],
    )


def due(worker: Caseworker, name: str) -> Locator:
    """Her line about the programme among those whose frist falls soon."""
    link = worker.page.get_by_role("link", name=PROGRAM, exact=True)
    return worker.page.get_by_role("row").filter(has_text=name).filter(has=link)


def lacking(worker: Caseworker, gap: str) -> int:
    """How many *Rydd i registreringen* counts under integreringsloven."""
    worker.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Personer").click()
    worker.menu().get_by_role("link", name="Rydd i registreringen").click()
    line = worker.page.get_by_role("region", name=LISTE).get_by_role("row").filter(has_text=gap)
    return int(line.get_by_role("cell").first.inner_text())
