"""Journeys in a real browser, against a real server: what they use."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from core.persons.models import Person
from tests.e2e.caseworker import Caseworker
from tests.e2e.desk import TABLET, WIDE, Desk, Screen
from tests.e2e.live import Live, like_the_guides, serving

expect.set_options(timeout=10_000)

MakeDesk = Callable[[Screen], Desk]


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The server of all journeys. Each makes the persons it changes."""
    with serving(tmp_path_factory.mktemp("e2e")) as running:
        yield running


@pytest.fixture(scope="session")
def guide_person(live: Live) -> Person:
    """A person like the guide's whom no journey changes."""
    return like_the_guides(live, 10)


@pytest.fixture
def make_desk(browser: Browser, live: Live) -> Iterator[MakeDesk]:
    """Opens windows, closes them at the end, and fails where the browser complained in one."""
    opened: list[Desk] = []

    def make(screen: Screen) -> Desk:
        opened.append(Desk(browser, screen, live.address))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()


@pytest.fixture
def wide(make_desk: MakeDesk) -> Caseworker:
    """Someone at a desk of 1280 px with scripts, for what only scripts do."""
    return Caseworker(make_desk(WIDE))


@pytest.fixture(params=[WIDE, TABLET], ids=lambda screen: screen.name)
def worker(request: pytest.FixtureRequest, make_desk: MakeDesk) -> Caseworker:
    """Someone at a desk: 1280 px with scripts, and 800 px without."""
    return Caseworker(make_desk(request.param))
