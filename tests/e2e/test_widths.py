"""Every page at 1280, 800 and 320 px, from left and right, with names of forty letters; and for a finger."""

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


NARROWEST_TABLE = 800
"""px; from here on a table with the columns it comes with needs no scrolling sideways."""
SCROLLING = """() => [...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => `${box.scrollWidth} px in ${box.clientWidth}: ${box.textContent.trim().slice(0, 40)}`)"""
FINGER = 44
"""px that a finger needs, and no more than half a pixel less."""
SMALL = """least => [...document.querySelectorAll(`main :is(.ds-button, .ds-chip, select, summary),
  main :is([aria-sort], .crumb) > a, main input:not([type="hidden"], [type="checkbox"]), .top :is(a, button)`)]
  .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < least - .5)
  .map((element) => element.outerHTML.slice(0, 100))"""
YEARS = [{"type": "asyl", "vedtaksdato": "2021-01-02"}, {"type": "familie", "vedtaksdato": "2023-02-03"}]
PLACES = [
    {"type": "mottak", "mottak": "M102", "kommune": "4204", "fra": "2020-12-01", "til": "2021-06-01"},
    {"type": "kommune", "kommune": "4204", "fra": "2021-06-01"},
]
USED = ("opplaering_i_mottak", "introduksjonsprogram", "norsk", "introduksjonsprogram_2003")


def fits(page: Page) -> None:
    """Nothing stands outside the window but what scrolls in a box of its own, and on a tablet nothing scrolls so."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for direction in ("ltr", "rtl"):
            page.evaluate("direction => { document.documentElement.dir = direction }", direction)
            assert page.evaluate(OUTSIDE) == [], f"{page.url} at {width} px, {direction}"
            assert width < NARROWEST_TABLE or page.evaluate(SCROLLING) == [], f"{page.url} at {width} px, {direction}"


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
    with_much_behind_her(wide, live)
    wide.sign_out()
    wide.sign_in("mottak.m102")
    found(wide)


def with_much_behind_her(worker: Caseworker, live: Live) -> None:
    """One with several permits, homes and ordninger; what is pressed is large enough where one points with a finger."""
    more = [{**TILTAK[0], "ordning": ordning} for ordning in USED]
    much = live.make_person(duf=duf(81), tillatelser=YEARS, bosted=PLACES, tiltak=[*TILTAK, *more])
    for path in (f"/personer/{much.id}/", f"/personer/{much.id}/nir/"):
        worker.desk.go(path)
        fits(worker.page)
    touch = worker.desk.context.new_cdp_session(worker.page)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    for path in ("/personlister/integreringsloven/?frist=01.01.2099", f"/personer/{much.id}/nir/{ORDNING}/legg-til/"):
        worker.desk.go(path)
        assert worker.page.evaluate("matchMedia('(pointer: coarse)').matches")
        assert worker.page.evaluate(SMALL, FINGER) == [], path
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": False})


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
