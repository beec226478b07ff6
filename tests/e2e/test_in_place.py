"""Parts of the ordning's page that open by themselves: the picture of another year, and why the period is as it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.persons.models import Person
from tests.e2e.caseworker import Caseworker

pytestmark = pytest.mark.e2e

MONTHS = ["jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des"]


def test_the_picture_of_the_year(worker: Caseworker, guide_person: Person) -> None:
    worker.sign_in()
    worker.open_ordning(guide_person.id)
    picture = worker.page.locator("#bilde")
    expect(picture).to_contain_text("2021: gjennomsnittlig tilbudt tiltak, timer per uke")
    assert picture.locator("text").all_text_contents()[3:] == [
        text for month in MONTHS for text in ("25.53" if month == "apr" else "0.00", month)
    ]
    with worker.desk.in_place():
        worker.link("2022")
        expect(picture).to_contain_text("2022: gjennomsnittlig tilbudt tiltak, timer per uke")
    expect(picture.get_by_role("link")).to_have_text(["2021", "2023"])


def test_why_by_the_keyboard(worker: Caseworker, guide_person: Person) -> None:
    """A fold of the page's own: it needs no script, and asks the server for nothing."""
    worker.sign_in()
    worker.open_ordning(guide_person.id)
    why = worker.page.locator("#hvorfor")
    heading = why.get_by_role("heading", name="Kvalifisering i mottak, fra 02.01.2021")
    expect(heading).to_have_count(0)
    with worker.desk.in_place():
        why.locator("summary").press("Enter")
        expect(heading).to_be_visible()
    expect(why).to_contain_text("Perioden åpnet 02.01.2021: Tillatelse etter § 9 fra 02.01.2021.")
    expect(why).to_contain_text("Trekkes tillatelsen, lukkes perioden dagen før.")
    worker.desk.look("why")
    with worker.desk.in_place():
        why.locator("summary").press("Enter")
        expect(heading).to_have_count(0)
