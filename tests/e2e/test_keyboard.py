"""Everything with the keyboard alone: where the focus is can be seen, and it lands where the work goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from core.persons.models import Person
from tests.e2e.caseworker import FRA, GRUPPE, ON_ITS_WAY, ORDNING_TITLE, TIL, TIMER, TYPE, Caseworker
from tests.e2e.live import Live, duf

pytestmark = pytest.mark.e2e

MOST_STOPS = 40
FOCUS_SHOWN = """() => {
  const style = getComputedStyle(document.activeElement);
  if (document.activeElement.matches('.ds-skip-link')) return true;  // it is seen only when it has the focus
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


@pytest.fixture
def person(live: Live) -> Person:
    """Someone without tiltak."""
    return live.make_person(duf=duf(50))


def tab_to(worker: Caseworker, wanted: Locator) -> None:
    """Presses Tab until it is there; at every stop one can see where one is."""
    expect(wanted).to_be_attached()  # a page on its way has nothing to stop at
    worker.page.wait_for_load_state()
    for _ in range(MOST_STOPS):
        worker.page.keyboard.press("Tab")
        stop = worker.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        assert worker.page.evaluate(FOCUS_SHOWN), stop
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} was not reached in {MOST_STOPS} stops; the last was {stop}")


def press(worker: Caseworker, key: str) -> None:
    """Presses a key when the page has come to rest."""
    expect(worker.page.locator(ON_ITS_WAY)).to_have_count(0)
    worker.page.keyboard.press(key)


def test_a_tiltak_is_registered_with_the_keyboard_alone(wide: Caseworker, person: Person) -> None:
    wide.sign_in()
    wide.open_ordning(person.id)
    skip_to_content(wide)
    open_the_form(wide)
    fill_with_a_fault(wide)
    mend_and_save(wide)


def skip_to_content(worker: Caseworker) -> None:
    """The very first stop leads past the menus."""
    tab_to(worker, worker.page.get_by_role("link", name="Hopp til hovedinnhold"))
    expect(worker.page.locator(":focus")).to_be_in_viewport()
    press(worker, "Enter")
    tab_to(worker, worker.page.get_by_role("main").get_by_role("link", name="Personer"))


def open_the_form(worker: Caseworker) -> None:
    tab_to(worker, worker.page.get_by_role("link", name="Legg til"))
    with worker.desk.in_place():
        press(worker, "Enter")
        expect(worker.page.get_by_role("heading", name="Legg til tiltak")).to_be_focused()


def fill_with_a_fault(worker: Caseworker) -> None:
    """The lists keep the focus though the form comes anew with each choice; hours are forgotten."""
    for label in (GRUPPE, TYPE):
        tab_to(worker, worker.page.get_by_label(label))
        with worker.page.expect_response(lambda answer: "velg=1" in answer.url):
            press(worker, "ArrowDown")
        expect(worker.page.locator(ON_ITS_WAY)).to_have_count(0)
        expect(worker.page.get_by_label(label)).to_be_focused()
        expect(worker.page.get_by_label(label)).not_to_have_value("")
    for label, text in ((FRA, "1.10.26"), (TIL, "31102026")):
        tab_to(worker, worker.page.get_by_label(label))
        worker.page.keyboard.type(text)
    press(worker, "Enter")
    expect(worker.page.locator(".ds-error-summary")).to_be_focused()


def mend_and_save(worker: Caseworker) -> None:
    tab_to(worker, worker.page.locator(".ds-error-summary").get_by_role("link", name=TIMER))
    press(worker, "Enter")
    expect(worker.page.get_by_label(TIMER)).to_be_focused()
    worker.page.keyboard.type("7,5")
    with worker.desk.in_place():
        press(worker, "Enter")
        worker.told("Tiltaket er lagret.")
    expect(worker.page.get_by_role("heading", name=ORDNING_TITLE)).to_be_focused()
    expect(worker.month("2026-10").get_by_role("row", name="7,5")).to_be_visible()


def test_months_unfold_and_tables_sort_with_the_keyboard(wide: Caseworker, guide_person: Person) -> None:
    wide.sign_in()
    wide.open_ordning(guide_person.id)
    row = wide.page.locator("#apne--2021-04")
    row.focus()
    press(wide, "Enter")
    expect(row).to_have_attribute("aria-expanded", "true")
    expect(row).to_be_focused()
    tab_to(wide, wide.month("2021-04").get_by_role("link", name="Timer per uke"))
    press(wide, "Enter")
    head = wide.month("2021-04").get_by_role("columnheader", name="Timer per uke")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(head.get_by_role("link")).to_be_focused()
    tab_to(wide, wide.month("2021-04").get_by_role("link", name="Vis detaljer").first)
    press(wide, "Enter")
    expect(wide.month("2021-04").get_by_role("link", name="Skjul detaljer")).to_be_focused()
