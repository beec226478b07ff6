"""Every page at 1280, 800 and 320 px, from the left and from the right, with names of forty letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.caseworker import Caseworker
from tests.e2e.live import ORDNING, TILTAK, Live, duf

pytestmark = pytest.mark.e2e

WIDTHS = (1280, 800, 320)
LISTS = (
    "/personlister/integreringsloven/?vis=alle",
    "/rydd/",
    "/frister/",
    "/personer/avansert/",
    "/personer/udi-sok/",
)
FORNAVN, ETTERNAVN = "Abdurrahmaanmohamuudcabdullaahixirsiyoos", "Woldegebrieltesfamariamgebremeskelovnaaa"
OUTSIDE = """() => {
  const root = document.documentElement;
  const scrolls = ':empty, .scroll *, .top nav *, .ds-sr-only, .ds-skip-link, [popover]:not(:popover-open) *';
  const out = [...document.querySelectorAll('body *')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > root.clientWidth + 1) && !element.matches(scrolls);
  });
  const wider = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth}`] : [];
  return [...wider, ...out.map((element) => element.outerHTML.slice(0, 100))];
}"""


def fits(page: Page) -> None:
    """Nothing stands outside the window but what scrolls in a box of its own."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for direction in ("ltr", "rtl"):
            page.evaluate("direction => { document.documentElement.dir = direction }", direction)
            assert page.evaluate(OUTSIDE) == [], f"{page.url} at {width} px, {direction}"


def test_pages_fit_from_both_sides(wide: Caseworker, live: Live) -> None:
    assert len(FORNAVN) == len(ETTERNAVN) == 40
    person = live.make_person(duf=duf(80), fornavn=FORNAVN, etternavn=ETTERNAVN, tiltak=TILTAK)
    home = f"/personer/{person.id}/"
    wide.desk.go("/logg-inn")
    fits(wide.page)
    wide.sign_in()
    own = (home, f"{home}nir/", f"{home}nir/{ORDNING}/?hvorfor=1")
    for path in ("/", "/personer/", *own, *LISTS):
        assert wide.desk.go(path) == 200, path
        fits(wide.page)
    with_parts_open(wide, f"{home}nir/{ORDNING}/")
    found(wide)


def with_parts_open(worker: Caseworker, base: str) -> None:
    """A month with details; the form with its faults; the question before a tiltak is deleted."""
    worker.desk.go(f"{base}2021-04/")
    worker.details("2021-04", "Norskopplæring")
    fits(worker.page)
    worker.page.set_viewport_size({"width": 1280, "height": 900})
    for link, button in (("Rediger", "Lagre"), ("Slett", "Slett tiltaket")):
        worker.link(link)
        expect(worker.page.get_by_role("button", name=button)).to_be_visible()
        fits(worker.page)
    worker.desk.go(f"{base}legg-til/")
    worker.button("Lagre")
    expect(worker.page.locator(".ds-error-summary")).to_be_visible()
    fits(worker.page)


def found(worker: Caseworker) -> None:
    """The list of persons found."""
    worker.page.set_viewport_size({"width": 1280, "height": 900})
    worker.find(FORNAVN[:10])
    fits(worker.page)
