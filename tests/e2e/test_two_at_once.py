"""Two at once: a double click, and two who edit the same tiltak."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from core.persons.models import Person
from tests.e2e.caseworker import FRA, TIMER, Caseworker, Typed
from tests.e2e.conftest import MakeDesk
from tests.e2e.live import Live, duf, like_the_guides

pytestmark = pytest.mark.e2e

JOBB = Typed("Arbeidsrettede tiltak", "Jobbsøkerkurs", fra="05.10.2026", til="09.10.2026", timer="3")


def send_twice(route: Route) -> None:
    """What a double click on a slow net can do: the server gets the same form twice."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
    route.continue_()


def test_a_double_click_on_lagre_gives_one_row(worker: Caseworker, live: Live) -> None:
    person = live.make_person(duf=duf(60 + worker.desk.screen.scripts))
    worker.sign_in()
    worker.open_ordning(person.id)
    worker.link("Legg til")
    worker.fill(JOBB)
    worker.page.route("**/legg-til/", send_twice)
    worker.page.get_by_role("button", name="Lagre").dblclick()
    expect(worker.month("2026-10").get_by_role("row", name=JOBB.type)).to_have_count(1)
    worker.open_ordning(person.id, "2026-10/")
    expect(worker.month("2026-10").get_by_role("row", name=JOBB.type)).to_have_count(1)


def open_edit(worker: Caseworker, user: str, person: Person) -> None:
    worker.sign_in(user)
    worker.open_ordning(person.id, "2021-04/")
    worker.details("2021-04", "Norskopplæring")
    worker.link("Rediger")
    expect(worker.page.get_by_label(TIMER)).to_have_value("25")


def test_two_who_edit_the_same_tiltak_see_both_versions(worker: Caseworker, make_desk: MakeDesk, live: Live) -> None:
    person = like_the_guides(live, 70 + worker.desk.screen.scripts)
    other = Caseworker(make_desk(worker.desk.screen))
    open_edit(worker, "nir.kristiansand", person)
    open_edit(other, "skjermet.kristiansand", person)
    other.page.get_by_label(TIMER).fill("20")
    other.save()
    other.told("Endringen er lagret.")
    worker.page.get_by_label(TIMER).fill("22,5")
    worker.page.get_by_label(FRA).fill("06.04.2021")
    worker.save()
    sees_both(worker)
    worker.save()
    worker.told("Endringen er lagret.")
    expect(worker.month("2021-04").get_by_role("row", name="Norskopplæring")).to_contain_text("22,5")


def sees_both(worker: Caseworker) -> None:
    """What is stored beside what she typed, and nothing she typed is lost."""
    warning = worker.page.get_by_role("alert")
    expect(warning).to_contain_text("skjermet.kristiansand endret det")
    if worker.desk.screen.scripts:
        expect(warning).to_be_focused()
    expect(warning.get_by_role("row", name=TIMER).get_by_role("cell")).to_have_text(["20", "22,5"])
    expect(warning.get_by_role("row", name=FRA).get_by_role("cell")).to_have_text(["02.04.2021", "06.04.2021"])
    expect(worker.page.get_by_label(TIMER)).to_have_value("22,5")
    expect(worker.page.get_by_label(FRA)).to_have_value("06.04.2021")
    worker.desk.look("both-versions")
