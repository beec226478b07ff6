"""What a browser that has never been here fetches: at most four files, 45 kB in all as they are sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, Request, expect

from core.persons.models import Person
from core.testing import TODAY
from tests.e2e.caseworker import Caseworker
from tests.e2e.conftest import MakeDesk
from tests.e2e.desk import WIDE
from tests.e2e.live import LIVSMESTRING, Live, duf, tiltak

pytestmark = pytest.mark.e2e

MOST_BYTES = 45_000
MOST_REQUESTS = 4
FRAGMENT_BYTES = 2_000
TASKS = 30


def fetched(page: Page, path: str) -> list[Request]:
    """Opens the page; gives every request that went to the server."""
    seen: list[Request] = []
    page.on("requestfinished", lambda request: request.url.startswith("http") and seen.append(request))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return seen


def assert_light(requests: list[Request]) -> None:
    sizes = {request.url.rsplit("/", 1)[-1]: request.sizes()["responseBodySize"] for request in requests}
    assert 1 < len(sizes) <= MOST_REQUESTS, sizes
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    for request in requests:
        answer = request.response()
        assert answer is not None and answer.headers.get("content-encoding") in ("br", "gzip"), request.url


def test_the_sign_in_page_is_light(make_desk: MakeDesk) -> None:
    assert_light(fetched(make_desk(WIDE).page, "/logg-inn"))


def test_the_arbeidsflate_is_light_with_many_tasks(wide: Caseworker, make_desk: MakeDesk, live: Live) -> None:
    ended = [TODAY - timedelta(days=30 + number) for number in range(TASKS)]
    live.make_person(duf=duf(40), tiltak=[unfinished(day) for day in ended])
    wide.sign_in()
    expect(wide.page.get_by_role("heading", name="Arbeidsflate")).to_be_visible()
    fresh = make_desk(WIDE)
    fresh.context.add_cookies(wide.desk.context.cookies())  # type: ignore[arg-type]  the same keys
    requests = fetched(fresh.page, "/")
    assert fresh.page.locator("tbody tr").count() >= TASKS
    fresh.look("arbeidsflate-with-tasks")
    assert_light(requests)


def unfinished(day: date) -> dict[str, object]:
    """A course that has ended, of which nobody has said whether it was carried out."""
    return tiltak(LIVSMESTRING, "Foreldreveiledning", str(day), str(day), 2, gjennomforing="ikke_registrert")


def test_a_month_unfolds_with_a_small_fragment(wide: Caseworker, guide_person: Person) -> None:
    wide.sign_in()
    wide.open_ordning(guide_person.id)
    with wide.desk.in_place(), wide.page.expect_response(lambda answer: "/2021-04/" in answer.url) as waited:
        wide.press_month("2021-04")
    assert "<html" not in waited.value.text()
    assert waited.value.request.sizes()["responseBodySize"] < FRAGMENT_BYTES
