"""While a page is made, a plugin that fails loses its own part only, and the page says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import func, select, text

from core.items import MenuItem, Panel, Tag, Task
from core.persons.models import Person
from core.testing import TODAY
from tests.plugins.conftest import World
from tests.plugins.fakes import fake

GONE = "Denne delen kunne ikke vises: Alfa"


def raises(*arguments: Any, **named: Any) -> Any:
    """Fails as code does."""
    raise ZeroDivisionError("secret words")


def broken_sql(session: Any, user: Any, person: Any) -> list[Any]:
    """Fails in the database, in the middle of the page's transaction."""
    session.execute(text("SELECT nothing FROM nowhere"))
    return []


def late(session: Any, user: Any, person: Any) -> Iterator[Any]:
    """Fails when its values are asked for."""
    yield MenuItem("alfa", "Alfas meny", "start.arbeidsflate")
    raise ZeroDivisionError


def reads(session: Any, user: Any, person: Any) -> list[Panel]:
    """Asks the database, which must still answer."""
    number = session.scalar(select(func.count()).select_from(Person))
    return [Panel("leser", "Leser", "person.oversikt", lambda: f"<p>Leste {number}</p>")]


def reads_for_menu(session: Any, user: Any, person: Any) -> list[MenuItem]:
    """The same, for the menu."""
    number = session.scalar(select(func.count()).select_from(Person))
    return [MenuItem("beta", f"Betas meny {number}", "start.arbeidsflate")]


def menu(title: str, key: str = "beta", **more: Any) -> Callable[..., list[MenuItem]]:
    """A hook that gives one line of the person's menu."""
    return lambda session, user, person: [
        MenuItem(key, title, more.get("endpoint", "start.arbeidsflate"), **more.get("with_", {}))
    ]


def panel(
    key: str, render: Callable[[], str], place: str = "person.oversikt", **more: Any
) -> Callable[..., list[Panel]]:
    """A hook that gives one piece of the person's page."""
    return lambda session, user, person: [Panel(key, key.capitalize(), place, render, **more)]


BROKEN_MENUS = {
    "raises": fake("alfa", person_menu=lambda session, user, person: raises()),
    "sql": fake("alfa", person_menu=broken_sql),
    "late": fake("alfa", person_menu=late),
    "no list": fake("alfa", person_menu=lambda session, user, person: 7),
    "no item": fake("alfa", person_menu=lambda session, user, person: ["no item"]),
    "no page": fake("alfa", person_menu=menu("Alfas meny", endpoint="alfa.ingen")),
    "no argument": fake("alfa", person_menu=menu("Alfas meny", endpoint="persons.person")),
}


@pytest.mark.parametrize("alfa", BROKEN_MENUS.values(), ids=BROKEN_MENUS)
def test_a_menu_that_fails(alfa: Any, world: Callable[..., World]) -> None:
    here = world(alfa, fake("beta", person_menu=reads_for_menu))
    person = here.make_person(fornavn="Amina")
    here.caseworker()
    page = here.page_of(person)
    assert GONE in page
    assert "Betas meny 1" in page and "Grunndata" in page and "Amina" in page
    assert "Alfas meny" not in page and "secret words" not in page


def late_panels(session: Any, user: Any, person: Any) -> Iterator[Any]:
    """Fails when its values are asked for."""
    yield Panel("alfa", "Alfa", "person.oversikt", lambda: "<p>Alfas del</p>")
    raise ZeroDivisionError


def no_panels(session: Any, user: Any, person: Any) -> list[Any]:
    """Gives something else."""
    return ["no panel"]


@pytest.mark.parametrize("ask", [raises, broken_sql, late_panels, no_panels])
def test_panels_that_fail(ask: Any, world: Callable[..., World]) -> None:
    alfa = fake("alfa", person_panels=lambda session, user, person: ask(session, user, person))
    here = world(alfa, fake("beta", person_panels=reads))
    person = here.make_person()
    here.caseworker()
    page = here.page_of(person)
    assert GONE in page
    assert "<p>Leste 1</p>" in page


def test_a_panel_that_fails_when_it_is_made(world: Callable[..., World]) -> None:
    """The box stands where the panel would have stood."""
    alfa = fake("alfa", person_panels=panel("alfa", raises))
    here = world(alfa, fake("beta", person_panels=panel("beta", lambda: "<p>Betas del</p>")))
    person = here.make_person()
    here.caseworker()
    page = here.page_of(person)
    assert page.count(GONE) == 1
    assert "<p>Betas del</p>" in page
    assert page.index(GONE) > page.index("Personalia")


def test_tags_that_fail(world: Callable[..., World]) -> None:
    def tags(session: Any, person_ids: Any) -> list[Tag]:
        return [Tag(one, "Betas merke", "info") for one in person_ids]

    here = world(fake("alfa", person_tags=lambda session, person_ids: raises()), fake("beta", person_tags=tags))
    here.make_person(fornavn="Amina")
    here.caseworker()
    page = here.search("Amina")
    assert GONE in page
    assert "Betas merke" in page and "Amina" in page


def task(key: str, title: str, endpoint: str = "start.arbeidsflate") -> Callable[..., list[Task]]:
    """A hook that gives one task, due today."""
    return lambda session, user: [Task(key, title, "fordi", TODAY, endpoint)]


@pytest.mark.parametrize("tasks", [lambda session, user: raises(), task("alfa", "Alfas oppgave", "alfa.ingen")])
def test_tasks_that_fail(tasks: Any, world: Callable[..., World]) -> None:
    here = world(fake("alfa", open_tasks=tasks), fake("beta", open_tasks=task("beta", "Betas oppgave")))
    page = here.caseworker().get("/")
    assert page.status_code == 200
    assert GONE in page.text
    assert "Betas oppgave" in page.text and "Alfas oppgave" not in page.text


def test_a_group_that_is_cut_says_so_and_counts_what_the_user_may_see(world: Callable[..., World]) -> None:
    about: list[Any] = [None] * 99

    def tasks(session: Any, user: Any) -> list[Task]:
        return [
            Task(f"a{number}", f"Oppgave {number}.", "fordi", TODAY, "start.arbeidsflate", person_id=who, order=number)
            for number, who in enumerate(about)
        ]

    here = world(fake("alfa", open_tasks=tasks))
    far = here.make_person(bosted=[{"type": "kommune", "kommune": "0301", "fra": "2021-01-01"}])
    near = here.make_person()
    here.caseworker()
    about[:0] = [far.id] * 5  # before those that are shown, and in no count
    about.append(near.id)
    few = here.client.get("/").text
    assert "Oppgave 19." in few and "Oppgave 20." not in few and ">100<" in few  # the first five are about another
    whole = "/?alle=i_dag"
    assert f'href="{whole}#i_dag"' in few
    page = here.client.get(whole).text
    assert "Oppgave 104." in page and "av minst" not in page and "Vis alle i" not in page
    assert ">100<" in page
    about += [None] * 3
    page = here.client.get(whole).text
    assert "100 av minst 103" in page
    assert "Oppgave 104." in page and "Oppgave 105." not in page


def test_a_fragment_says_so_too(world: Callable[..., World]) -> None:
    here = world(fake("alfa", person_panels=raises_with_names))
    person = here.make_person()
    here.caseworker()
    answer = here.client.fragment(f"/personer/{person.id}/", "personalia")
    assert "<html" not in answer.text
    assert 'hx-swap-oob="innerHTML:#feilede"' in answer.text and GONE in answer.text


def raises_with_names(session: Any, user: Any, person: Any) -> Any:
    """A hook names what it is given."""
    raise ZeroDivisionError


def test_what_fails_is_told_to_the_operator(world: Callable[..., World], capsys: pytest.CaptureFixture[str]) -> None:
    here = world(fake("alfa", person_menu=lambda session, user, person: raises()))
    person = here.make_person()
    here.caseworker()
    capsys.readouterr()
    here.page_of(person)
    told = "".join(capsys.readouterr())
    assert "plugin_failed" in told and "alfa" in told


def test_the_order_is_the_values_not_the_plugins(world: Callable[..., World]) -> None:
    alfa = fake("alfa", person_menu=menu("Alfas meny", key="a", with_={"order": 700}))
    beta = fake("beta", person_menu=menu("Betas meny", with_={"order": 20}))
    for plugins in ((alfa, beta), (beta, alfa)):
        here = world(*plugins)
        person = here.make_person()
        here.caseworker()
        page = here.page_of(person)
        assert page.index("Grunndata") < page.index("Betas meny") < page.index("Alfas meny")


def test_menus_unfold_and_leave_out_what_is_not_allowed(world: Callable[..., World]) -> None:
    alfa = fake(
        "alfa",
        person_menu=lambda session, user, person: [
            MenuItem("over", "Over", "start.arbeidsflate"),
            MenuItem("under", "Under", "start.arbeidsflate", parent="over", count=3),
            MenuItem("lukket", "Lukket", "start.arbeidsflate", needs="bruker.administrer"),
        ],
        person_panels=panel("lukket", lambda: "hemmelig", needs="bruker.administrer"),
    )
    here = world(alfa)
    person = here.make_person()
    here.caseworker()
    page = here.page_of(person)
    assert page.index("Over") < page.index("<details") < page.index("Under")
    assert "Lukket" not in page and "hemmelig" not in page


def test_panels_stand_in_their_order(world: Callable[..., World]) -> None:
    def two(session: Any, user: Any, person: Any) -> list[Panel]:
        return [Panel(f"b{n}", "B", "person.oversikt", lambda n=n: f"<p>del {n}</p>", order=n) for n in (30, 10)]

    here = world(
        fake("alfa", person_panels=panel("alfa", lambda: "<p>del 20</p>", order=20)), fake("beta", person_panels=two)
    )
    person = here.make_person()
    here.caseworker()
    page = here.page_of(person)
    assert page.index("del 10") < page.index("del 20") < page.index("del 30")


def test_a_panel_of_another_place_is_not_shown_here(world: Callable[..., World]) -> None:
    here = world(fake("alfa", person_panels=panel("alfa", lambda: "<p>Alfas del</p>", place="plan")))
    person = here.make_person()
    here.caseworker()
    assert "Alfas del" not in here.page_of(person)
