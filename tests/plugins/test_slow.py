"""A panel that takes its time comes after the page; what is slow is told to the operator by plugin and part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core import logs
from core.items import Panel
from core.pace import TIMES
from tests.plugins.conftest import World
from tests.plugins.fakes import fake

LINK = 'hx-trigger="load"'


def panels(*given: Panel) -> Any:
    """A plugin with these panels."""
    return fake("alfa", person_panels=lambda session, user, person: list(given))


def opened(world: Callable[..., World], *given: Panel) -> tuple[World, str]:
    """A caseworker before a person's page, and its address."""
    here = world(panels(*given))
    person = here.make_person(fornavn="Amina")
    here.caseworker()
    return here, f"/personer/{person.id}/"


def noted(made: list[str], name: str) -> Callable[[], str]:
    """A panel's content, and a note of each time it is made."""

    def render() -> str:
        made.append(name)
        return f"<p>Del {name}</p>"

    return render


def test_a_lazy_panel_is_a_link_until_it_is_asked_for(world: Callable[..., World]) -> None:
    made: list[str] = []
    slow = Panel("alfa.treg", "Treg", "person.oversikt", noted(made, "a"), lazy=True)
    here, url = opened(world, slow, Panel("rask", "Rask", "person.oversikt", noted(made, "b")))
    page = here.client.get(url).text
    assert made == ["b"] and page.count(LINK) == 1 and "Vis Treg" in page and "Del b" in page
    assert f'href="{url}?vis=alfa.treg#panel--alfa-treg"' in page
    made.clear()
    part = here.client.fragment(f"{url}?vis=alfa.treg", "panel--alfa-treg")
    assert made == ["a"], "the others are not made for it"
    assert part.text.strip().startswith('<section class="stack tight" id="panel--alfa-treg"')
    assert "Del a" in part.text and "<html" not in part.text and LINK not in part.text
    whole = here.client.get(f"{url}?vis=alfa.treg").text
    assert "Del a" in whole and "Del b" in whole and "<html" in whole and LINK not in whole, "without JavaScript"


@pytest.mark.parametrize("asked", ["", "?vis=", "?vis=tull"])
def test_a_panel_there_is_not(asked: str, world: Callable[..., World]) -> None:
    here, url = opened(world, Panel("alfa", "Alfa", "person.oversikt", lambda: "<p>Alfas del</p>"))
    answer = here.client.fragment(f"{url}{asked}", "panel--tull")
    assert answer.status_code == 200 and answer.text.strip() == ""


def test_a_lazy_panel_that_fails_is_a_box(world: Callable[..., World]) -> None:
    here, url = opened(world, Panel("alfa", "Alfa", "person.oversikt", lambda: str(1 // 0), lazy=True))
    assert "Denne delen kunne ikke vises: Alfa" in here.client.fragment(f"{url}?vis=alfa", "panel--alfa").text


def test_one_who_may_not_see_it_gets_no_link(world: Callable[..., World]) -> None:
    hidden = Panel("alfa", "Alfa", "person.oversikt", lambda: "hemmelig", needs="bruker.administrer", lazy=True)
    here, url = opened(world, hidden)
    assert LINK not in here.client.get(url).text
    assert "hemmelig" not in here.client.get(f"{url}?vis=alfa").text


def test_quick_again_it_stands_on_the_page_again(world: Callable[..., World]) -> None:
    here, url = opened(world, Panel("alfa", "Alfa", "person.oversikt", lambda: "<p>Alfas del</p>"))
    pace = here.house.plugins.pace
    pace.budget = -1.0
    for time in range(TIMES + 1):
        assert (LINK in here.client.get(url).text) is (time == TIMES), time
    pace.budget = 60.0
    assert LINK in here.client.get(url).text
    assert "Alfas del" in here.client.fragment(f"{url}?vis=alfa", "panel--alfa").text
    assert LINK not in here.client.get(url).text


def test_what_is_slow_is_told_to_the_operator(world: Callable[..., World], capsys: pytest.CaptureFixture[str]) -> None:
    """Every hook of a page, and every panel, by the name of its plugin."""
    here = world(
        fake(
            "alfa",
            person_menu=lambda session, user, person: [],
            person_tags=lambda session, person_ids: [],
            open_tasks=lambda session, user: [],
            person_panels=lambda session, user, person: [Panel("del", "Del", "person.oversikt", str)],
        )
    )
    person = here.make_person(fornavn="Amina")
    here.caseworker()
    here.house.plugins.pace.budget = -1.0
    logs.configure()  # what the operator gets, whatever set up the logging before
    capsys.readouterr()
    here.page_of(person)
    here.search("Amina")
    here.client.get("/")
    told = [line for line in "".join(capsys.readouterr()).splitlines() if "plugin_slow" in line and "alfa" in line]
    for part in ("person_menu", "person_panels", "person_tags", "open_tasks", "panel del"):
        assert any(part in line for line in told), part
