"""A page that is left alone: it warns, it locks itself, and what was typed is not lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Route, expect
from sqlalchemy import select, update

from core.access import idle
from core.access.models import AppUser, WebSession
from core.persons.models import Person
from tests.e2e.caseworker import TIMER, Caseworker
from tests.e2e.conftest import MakeDesk
from tests.e2e.desk import TABLET, WIDE, Screen
from tests.e2e.live import Live, duf, like_the_guides
from tests.e2e.traces import nothing_left

pytestmark = pytest.mark.e2e

MOTTAK, KOMMUNE = "mottak.m102", "nir.kristiansand"
SCREENS = (WIDE, Screen("800-js", 800, 1280, scripts=True))
LOCKED = "Siden ble låst fordi ingen hadde brukt den på en stund."
KEPT = "Det du skrev, er tatt vare på i 30 minutter:"


@pytest.fixture(scope="module")
def person(live: Live) -> Person:
    """Someone who lives in the mottak of the tablet."""
    return live.make_person(duf=duf(200), fornavn="Nettbrett", etternavn="Glemtfremme")


@pytest.fixture(params=SCREENS, ids=lambda screen: screen.name)
def tablet(request: pytest.FixtureRequest, make_desk: MakeDesk) -> Iterator[Caseworker]:
    """A window whose clock can be moved."""
    worker = Caseworker(make_desk(request.param))
    worker.page.clock.install()
    yield worker


def unused(live: Live, user: str, minutes: float) -> None:
    """On the server: the user's sessions were last used so long ago."""
    whose = select(AppUser.id).where(AppUser.brukernavn == user).scalar_subquery()
    used = live.house.clock.now() - timedelta(minutes=minutes)
    with live.house.session(write=True) as session:
        session.execute(update(WebSession).where(WebSession.user_id == whose).values(sist_brukt=used))
        session.commit()


def unused_for(live: Live, user: str) -> float:
    """Minutes since the server noted that the user's last session was used."""
    with live.house.session() as session:
        whose = select(WebSession.sist_brukt).join(AppUser, AppUser.id == WebSession.user_id)
        last = session.scalars(whose.where(AppUser.brukernavn == user).order_by(WebSession.startet.desc())).first()
    assert last is not None
    return (live.house.clock.now() - last).total_seconds() / 60


def leave(worker: Caseworker, live: Live, user: str, minutes: float) -> None:
    """So many minutes after the last use; timers that are due run once."""
    unused(live, user, minutes)
    worker.page.clock.fast_forward(int(minutes * 60_000))


def sleep(worker: Caseworker, live: Live, user: str, minutes: float) -> None:
    """The machine slept so long: no timer ran, and then it wakes."""
    unused(live, user, minutes)
    now = worker.page.evaluate("Date.now()") / 1000
    worker.page.clock.set_system_time(datetime.fromtimestamp(now + minutes * 60))
    worker.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def warning(worker: Caseworker) -> Locator:
    """What says that the page will be locked."""
    return worker.page.get_by_role("alert").filter(has_text="låses innen ett minutt")


def locked(worker: Caseworker) -> None:
    """The sign-in page, with the reason."""
    expect(worker.page).to_have_url(re.compile("/logg-inn"))
    expect(worker.page.get_by_role("heading", name="Logg inn")).to_be_visible()
    worker.told(LOCKED)


def enter(worker: Caseworker, user: str) -> None:
    """Signs in where she stands."""
    worker.page.get_by_label("Brukernavn").fill(user)
    worker.page.get_by_label("Passord").fill("demo")
    worker.button("Logg inn")


def test_it_warns_then_locks_and_nothing_is_left(tablet: Caseworker, live: Live, person: Person) -> None:
    tablet.sign_in(MOTTAK)
    tablet.desk.go(f"/personer/{person.id}/")
    expect(tablet.page.locator("#vakt")).to_be_hidden()
    leave(tablet, live, MOTTAK, 14.2)
    expect(warning(tablet)).to_be_visible()
    tablet.desk.look("lock-warning")
    assert unused_for(live, MOTTAK) > 14, "that the page asked is no use"
    tablet.page.get_by_role("button", name="Fortsett").click()
    expect(warning(tablet)).to_have_count(0)
    assert unused_for(live, MOTTAK) < 1
    leave(tablet, live, MOTTAK, 14.2)
    expect(warning(tablet)).to_be_visible()
    unused(live, MOTTAK, 15.1)
    tablet.page.clock.fast_forward(60_000)
    locked(tablet)
    assert person.etternavn not in tablet.page.content()
    tablet.desk.look("locked")
    enter(tablet, MOTTAK)
    expect(tablet.page.get_by_role("heading", level=1)).to_have_text(person.navn)
    sleep(tablet, live, MOTTAK, 16)
    locked(tablet)
    nothing_left(tablet, person)


def test_after_a_sleep_it_is_covered_before_the_server_has_answered(
    wide: Caseworker, live: Live, person: Person
) -> None:
    wide.page.clock.install()
    wide.sign_in(MOTTAK)
    wide.desk.go(f"/personer/{person.id}/")
    asked: list[Route] = []
    wide.page.route("**/mine-okter/bruk/", lambda route: asked.append(route))
    sleep(wide, live, MOTTAK, 20)
    expect(wide.page.get_by_text(person.etternavn).first).to_be_hidden(timeout=2_000)
    wide.page.wait_for_timeout(100)
    assert len(asked) == 1 and "/personer/" in wide.page.url
    asked[0].continue_()
    locked(wide)


def test_a_window_that_is_used_keeps_the_other_and_signing_out_closes_both(
    wide: Caseworker, live: Live, person: Person
) -> None:
    wide.page.clock.install()
    wide.sign_in(MOTTAK)
    wide.desk.go(f"/personer/{person.id}/")
    other = wide.desk.context.new_page()
    other.goto("/")
    unused(live, MOTTAK, 3)
    with wide.page.expect_response("**/mine-okter/bruk/") as answer:
        wide.page.clock.fast_forward(14 * 60_000 + 10_000)
    assert 700 < int(answer.value.text()) <= 720
    expect(warning(wide)).to_have_count(0)
    expect(wide.page.get_by_text(person.etternavn).first).to_be_visible()
    other.get_by_role("button", name="Logg ut").click()
    expect(wide.page).to_have_url(re.compile("/logg-inn.*ubrukt=0"))
    assert person.etternavn not in wide.page.content() and LOCKED not in wide.page.content()


def test_hands_on_the_page_are_use_and_told_once_a_minute(wide: Caseworker, live: Live, person: Person) -> None:
    wide.page.clock.install()
    wide.sign_in(MOTTAK)
    wide.desk.go(f"/personer/{person.id}/")
    told: list[str] = []
    wide.page.on("request", lambda request: "/bruk/" in request.url and told.append(request.post_data or ""))
    unused(live, MOTTAK, 5)
    wide.page.clock.fast_forward(5 * 60_000)
    with wide.page.expect_response("**/mine-okter/bruk/"):
        wide.page.keyboard.press("Tab")
    for _again in range(5):
        wide.page.keyboard.press("Tab")
    assert unused_for(live, MOTTAK) < 1
    assert ["brukt=1" in one for one in told] == [True]


def test_what_was_typed_is_there_after_sign_in(wide: Caseworker, live: Live) -> None:
    home = like_the_guides(live, 201)
    wide.page.clock.install()
    wide.sign_in(KOMMUNE)
    wide.open_ordning(home.id)
    wide.link("Legg til")
    wide.page.get_by_label(TIMER).press_sequentially("31,5")
    wide.page.get_by_label("Fra dato").fill("2.4.21")
    leave(wide, live, KOMMUNE, 59.2)
    expect(warning(wide)).to_contain_text("blir tatt vare på")
    sleep(wide, live, KOMMUNE, 61)
    locked(wide)
    wide.told(KEPT)
    wide.desk.look("locked-with-a-form")
    enter(wide, KOMMUNE)
    wide.told("er ikke lagret ennå")
    expect(wide.page.get_by_label(TIMER)).to_have_value("31,5")
    expect(wide.page.get_by_label("Fra dato")).to_have_value("2.4.21")
    wide.desk.look("shown-again")


def test_without_scripts_the_page_goes_away_by_itself(
    make_desk: MakeDesk, live: Live, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = Caseworker(make_desk(TABLET))
    worker.sign_in(MOTTAK)
    monkeypatch.setattr(idle, "IDLE_MOTTAK", timedelta(seconds=3))
    worker.desk.go(f"/personer/{person.id}/")
    assert person.etternavn in worker.page.content()
    locked(worker)
    worker.desk.look("locked-by-itself")
    nothing_left(worker, person)
    worker.desk.go(f"/personer/{person.id}/")
    expect(worker.page).to_have_url(re.compile("/logg-inn"))
