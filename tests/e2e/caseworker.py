"""What a caseworker does on the screen, with scripts and without: she presses what she sees."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e.desk import Desk
from tests.e2e.live import ORDNING

MENU_FOLDS_BELOW = 960
"""px; narrower, the left menu opens with a button."""
ON_ITS_WAY = ".htmx-request, .htmx-swapping, .htmx-added, .htmx-settling"
ORDNING_TITLE = "Kvalifisering for mottaksbeboere"
GRUPPE, TYPE, GJENNOMFORING = "Tiltakgruppe", "Tiltaktype", "Gjennomføring av tiltak"
FRA, TIL, TIMER = "Fra dato", "Til dato", "Antall timer per uke"


@dataclass(frozen=True)
class Typed:
    """A tiltak as she types it."""

    gruppe: str
    type: str
    fra: str
    til: str
    timer: str
    gjennomforing: str = ""


@dataclass
class Caseworker:
    """Someone who works at a desk."""

    desk: Desk

    @property
    def page(self) -> Page:
        """Her window."""
        return self.desk.page

    def press(self, what: Locator) -> None:
        """Presses it once nothing is on its way: hands are slower than htmx, a robot's are not."""
        expect(self.page.locator(ON_ITS_WAY)).to_have_count(0)
        what.click()

    def button(self, name: str) -> None:
        """Presses the button in the page that is called so."""
        self.press(self.page.get_by_role("main").get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        """Follows the link in the page that is called so."""
        self.press(self.page.get_by_role("main").get_by_role("link", name=name, exact=True))

    def sign_in(self, user: str = "nir.kristiansand", password: str = "demo") -> None:
        """By the form on the sign-in page."""
        self.desk.go("/logg-inn")
        self.page.get_by_label("Brukernavn").fill(user)
        self.page.get_by_label("Passord").fill(password)
        self.button("Logg inn")

    def sign_out(self) -> None:
        """By the button in the top bar."""
        self.page.get_by_role("button", name="Logg ut").click()
        expect(self.page.get_by_role("heading", name="Logg inn")).to_be_visible()

    def find(self, text: str) -> None:
        """On the page Personer; what she looks for never stands in the address."""
        self.page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Personer").click()
        self.page.get_by_label("Nummer, navn eller fødselsdato").fill(text)
        self.button("Søk")
        expect(self.page.get_by_role("table")).to_be_visible()
        assert text.split()[0] not in self.page.url

    def menu(self) -> Locator:
        """The left menu, opened where it is folded away."""
        menu = self.page.locator("#meny")
        if self.desk.screen.width < MENU_FOLDS_BELOW and not menu.is_visible():
            self.page.get_by_role("button", name="Meny").click()
        return menu

    def open_ordning(self, person_id: object, address: str = "") -> None:
        """Straight to the page of her ordning, or to an address below it."""
        self.desk.go(f"/personer/{person_id}/nir/{ORDNING}/{address}")

    def month(self, month: str) -> Locator:
        """The row of a month, such as 2021-04, and what is unfolded below it."""
        return self.page.locator(f"#maned--{month}")

    def press_month(self, month: str) -> None:
        """Unfolds the month, or folds it."""
        row = self.page.locator(f"#apne--{month}")
        before = row.get_attribute("aria-expanded")
        self.press(row)
        expect(row).to_have_attribute("aria-expanded", "false" if before == "true" else "true")

    def details(self, month: str, type: str) -> Locator:
        """The details of a tiltak in an open month, unfolded."""
        self.press(self.month(month).get_by_role("row", name=type).get_by_role("link", name="Vis detaljer"))
        row = self.month(month).locator("tr.detail")
        expect(row).to_be_visible()
        return row

    def delete(self, month: str, type: str) -> None:
        """Vis detaljer, Slett, and yes."""
        self.details(month, type)
        self.link("Slett")
        self.button("Slett tiltaket")
        self.told("Tiltaket er slettet")

    def fill(self, typed: Typed) -> None:
        """Fills in the form of a tiltak; without scripts a button tells which types there are."""
        self.choose(GRUPPE, typed.gruppe)
        self.choose(TYPE, typed.type)
        for label, text in ((FRA, typed.fra), (TIL, typed.til), (TIMER, typed.timer)):
            self.page.get_by_label(label).fill(text)
        if typed.gjennomforing:
            self.page.get_by_label(GJENNOMFORING).select_option(label=typed.gjennomforing)

    def choose(self, label: str, title: str) -> None:
        """Chooses in a list on which the rest of the form rests."""
        with self.desk.in_place():
            expect(self.page.locator(ON_ITS_WAY)).to_have_count(0)
            if self.desk.screen.scripts:
                with self.page.expect_response(lambda answer: "velg=1" in answer.url):
                    self.page.get_by_label(label).select_option(label=title)
            else:
                self.page.get_by_label(label).select_option(label=title)
                self.button("Vis typene i gruppen")
            expect(self.page.locator(ON_ITS_WAY)).to_have_count(0)
            expect(self.page.get_by_label(label).locator("option:checked")).to_have_text(title)

    def save(self) -> None:
        """Presses Lagre."""
        with self.desk.in_place():
            self.button("Lagre")

    def register(self, typed: Typed) -> None:
        """Legg til, the form, Lagre."""
        self.link("Legg til")
        self.fill(typed)
        self.save()
        self.told("Tiltaket er lagret.")

    def told(self, text: str) -> None:
        """The live region says so."""
        expect(self.page.locator("#meldinger")).to_contain_text(text)
