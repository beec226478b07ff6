"""Makes the pictures of docs/ and README from a running demonstration: `.venv/bin/python -m scripts.bilder`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from playwright.sync_api import Page, sync_playwright

from tests.browser import launch_options
from tests.e2e.live import serving

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "bilder"
GUIDE = "209900000103"
LIST = "/personlister/integreringsloven/?ordning=norsk&sorter=frist&kol=duf,navn,ordning,frist,frist_grunn"
PLUGINS = [
    ("kartlegging", "kompetanse, samtaler"),
    ("nir_tiltak", "tiltak, regler"),
    ("bosetting", "fordeling, plasser"),
    ("mottak", "beboere, oppgaver"),
]
ROOMS = ["persons", "places", "access", "events", "ordninger", "web", "importer"]


def main() -> None:
    """Writes every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "arkitektur.svg").write_text(house(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as live, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        sign_in(page, live.address)
        page.screenshot(path=FOLDER / "arbeidsflate.png")
        page.goto(f"{live.address}{LIST}")
        page.screenshot(path=FOLDER / "liste.png")
        open_guide(page)
        page.screenshot(path=FOLDER / "grunndata.png")
        ordning = page.locator("main a", has_text="Kvalifisering for mottaksbeboere").first
        ordning.click()
        page.goto(f"{page.url}2021-04/?detaljer=")
        page.locator("#maned--2021-04 tbody a").first.click()
        page.wait_for_selector(".detail")
        hide_empty_year(page)
        page.screenshot(path=FOLDER / "tiltak.png", full_page=True)
        browser.close()


def sign_in(page: Page, address: str) -> None:
    """Signs in as the caseworker of Kristiansand."""
    page.goto(f"{address}/logg-inn")
    page.fill("[name=brukernavn]", "nir.kristiansand")
    page.fill("[name=passord]", "demo")
    page.press("[name=passord]", "Enter")
    page.wait_for_url(f"{address}/")


def open_guide(page: Page) -> None:
    """Finds the person of the guide and opens her."""
    page.fill("#hurtig", GUIDE)
    page.press("#hurtig", "Enter")
    page.locator("main table a").first.click()
    page.wait_for_selector(".person")


def hide_empty_year(page: Page) -> None:
    """Folds the years before and after the one shown, so that the picture is of one year."""
    page.evaluate("document.querySelectorAll('details.year').forEach(d => d.open = d.id === 'ar-2021')")


def house() -> str:
    """The house as a drawing: core in the middle, the plugins around it, and the hooks between them."""
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 400" font-family="system-ui,sans-serif"',
        ' font-size="15">',
        box(20, 20, 920, 60, "#eef4fb", "nettleser", "side eller del, med og uten JavaScript (htmx)"),
        box(20, 130, 920, 110, "#dce9f7", "core", "personer, roller, navigasjon"),
    ]
    width = 920 / len(ROOMS)
    for number, room in enumerate(ROOMS):
        parts.append(box(28 + number * width, 185, width - 16, 44, "#ffffff", room, ""))
    for number, (name, what) in enumerate(PLUGINS):
        x = 20 + number * 235
        parts.append(box(x, 310, 215, 70, "#f3f3f3", name, what))
        parts.append(f'<path d="M{x + 107} 310V240" stroke="#0062ba" stroke-width="2" marker-end="url(#a)"/>')
    parts.append('<path d="M480 130V80" stroke="#0062ba" stroke-width="2" marker-end="url(#a)"/>')
    parts.append('<text x="490" y="282" fill="#1e4b79">kroker, opplysninger, hendelser: gjennom core.api</text>')
    arrow = '<marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    parts.append(f'<defs>{arrow}<path d="M0 0L8 4L0 8z" fill="#0062ba"/></marker></defs></svg>\n')
    return "\n".join(parts)


def box(x: float, y: float, width: float, height: float, fill: str, title: str, text: str) -> str:
    """A box with a bold title and a line under it."""
    rect = f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="{height}" rx="8" fill="{fill}" stroke="#b8cfe8"/>'
    bold = f'<text x="{x + 14:.0f}" y="{y + 27}" font-weight="600">{escape(title)}</text>'
    return rect + bold + (f'<text x="{x + 14:.0f}" y="{y + 48}" fill="#555">{escape(text)}</text>' if text else "")


if __name__ == "__main__":
    main()
