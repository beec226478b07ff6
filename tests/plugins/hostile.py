"""Plugins that do what a plugin must not: what is seen at load, and what costs their own part of a page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, render_template
from sqlalchemy import Column, ForeignKey, Table, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.items import MenuItem, Panel, Tag, Task
from core.testing import TODAY
from tests.plugins.fakes import fake, gives, own_table, pages

SECRET = "secret words"
"""What each says when it fails; no page may."""
PLUGINS, OTHER = Path(__file__).resolve().parents[2] / "plugins", "nir_tiltak"
"""The plugin whose templates one would stand in front of."""


def templates(folder: Path, name: str, source: str = "", at: str = "templates") -> Any:
    """A plugin that brings one template, in a folder of its own."""
    path = folder / at / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return with_folder(folder, at)


def with_folder(root: Path, folder: str) -> Any:
    """A plugin whose package lies in `root`, and its templates in the folder it names."""
    blueprint = Blueprint("alfa", __name__, template_folder=folder, root_path=str(root))
    return fake("alfa", register_blueprints=gives(blueprint))


def linked(folder: Path) -> Any:
    """A template that is a link to a file elsewhere."""
    outside = folder / "outside.html"
    outside.write_text("", encoding="utf-8")
    home = folder / "alfa"
    (home / "templates" / "alfa").mkdir(parents=True)
    (home / "templates" / "alfa" / "side.html").symlink_to(outside)
    return with_folder(home, "templates")


def elsewhere(folder: Path) -> Any:
    """A folder of templates beside its package."""
    (folder / "alfa").mkdir()
    templates(folder, "alfa/side.html")
    return with_folder(folder / "alfa", "../templates")


@contextmanager
def unclassified(_folder: Path) -> Iterator[Any]:
    """A model with a person's id that does not say so."""

    def thing() -> type[Base]:
        class Thing(Base):
            __tablename__ = "alfa_thing"
            id: Mapped[int] = mapped_column(primary_key=True)
            person_id: Mapped[uuid.UUID]

        return Thing

    with own_table("fake_alfa", thing):
        yield fake("alfa")


@contextmanager
def without_model(_folder: Path) -> Iterator[Any]:
    """A table that points at persons, and has no model for the walls to see."""
    table = Table("alfa_loose", Base.metadata, Column("who", Uuid(), ForeignKey("person.id")))
    try:
        yield fake("alfa")
    finally:
        Base.metadata.remove(table)


def plain(make: Callable[[Path], Any]) -> Callable[[Path], Any]:
    """A plugin that needs nothing set up around it."""

    @contextmanager
    def made(folder: Path) -> Iterator[Any]:
        yield make(folder)

    return made


@dataclass(frozen=True)
class AtLoad:
    """`plugin(folder)` gives the plugin while it lasts; `says` stands in the sentence that stops the start."""

    plugin: Callable[[Path], Any]
    says: str


AT_LOAD: Mapping[str, AtLoad] = {
    "en side uten @needs": AtLoad(
        plain(lambda _: fake("alfa", register_blueprints=gives(pages("alfa", declare=lambda view: view)))), "@needs"
    ),
    "en tabell om en person uten AboutPerson": AtLoad(unclassified, "alfa_thing"),
    "en tabell om en person uten modell": AtLoad(without_model, "alfa_loose"),
    "en mal foran kjernens": AtLoad(plain(lambda folder: templates(folder, "page.html")), "«page.html»"),
    "en mal foran en annen utvidelses": AtLoad(
        plain(lambda folder: templates(folder, f"{OTHER}/panel.html")), f"«{OTHER}/panel.html»"
    ),
    "malene til en annen utvidelse": AtLoad(plain(lambda _: with_folder(PLUGINS / OTHER, "templates")), f"{OTHER}/"),
    "en mal i en mappe som begynner likt": AtLoad(plain(lambda folder: templates(folder, "alfabet/a.html")), "alfabet"),
    "maler utenfor pakken": AtLoad(plain(elsewhere), "egen pakke"),
    "en mal som er en lenke ut": AtLoad(plain(linked), "utenfor dens egen pakke"),
    "en mal som viser ut av mappen": AtLoad(
        plain(lambda folder: templates(folder, "alfa/side.html", '{% include "alfa/../../secret.html" %}')),
        "secret.html",
    ),
}
"""What is seen when the app starts."""


def fails(*arguments: Any, **named: Any) -> Any:
    """Fails as code does."""
    raise ZeroDivisionError(SECRET)


class Unreadable:
    """A text that cannot be read."""

    def __str__(self) -> str:
        """Fails."""
        raise ZeroDivisionError(SECRET)


def menu(title: Any = "Alfas meny", endpoint: str = "start.arbeidsflate", **more: Any) -> Callable[..., list[Any]]:
    """A hook that gives one line of the person's menu."""
    return lambda session, user, person: [MenuItem("alfa", title, endpoint, **more)]


def panel(render: Callable[[], Any]) -> Any:
    """A plugin with one panel."""
    return fake("alfa", person_panels=lambda session, user, person: [Panel("alfa", "Alfa", "person.oversikt", render)])


def task(due: Any, endpoint: str = "start.arbeidsflate") -> Any:
    """A plugin with one task."""
    return fake("alfa", open_tasks=lambda session, user: [Task("alfa", "Alfas oppgave", "fordi", due, endpoint)])


def on_session(do: Callable[[Any], Any]) -> Any:
    """A plugin whose line of the menu does something to the page's session first."""

    def person_menu(session: Any, user: Any, person: Any) -> list[Any]:
        do(session)
        return []

    return fake("alfa", person_menu=person_menu)


def changes(session: Any) -> None:
    """Writes on a page that only shows."""
    session.execute(text("UPDATE app_user SET navn = 'taken'"))
    fails()


ON_PAGE: Mapping[str, tuple[str, Any]] = {
    "en meny som feiler": ("person", fake("alfa", person_menu=lambda session, user, person: fails())),
    "en meny som fører til ingenting": ("person", fake("alfa", person_menu=menu(endpoint="alfa.none"))),
    "en meny med feil slags rekkefølge": ("person", fake("alfa", person_menu=menu(order="5"))),
    "en meny med en tekst som ikke kan leses": ("person", fake("alfa", person_menu=menu(Unreadable()))),
    "en meny som ikke er en liste": ("person", fake("alfa", person_menu=lambda session, user, person: 7)),
    "en meny som avslår siden": ("person", fake("alfa", person_menu=lambda session, user, person: abort(404))),
    "feil SQL": ("person", on_session(lambda session: session.execute(text("SELECT nothing FROM nowhere")))),
    "en krok som lagrer": ("person", on_session(lambda session: session.commit())),
    "en krok som angrer": ("person", on_session(lambda session: session.rollback())),
    "en krok som lukker økten": ("person", on_session(lambda session: session.close())),
    "en krok som skriver og feiler": ("person", on_session(changes)),
    "en krok som kaller seg selv": ("person", on_session(lambda session: deep(session))),
    "paneler som feiler": ("person", fake("alfa", person_panels=lambda session, user, person: fails())),
    "et panel som feiler": ("person", panel(fails)),
    "et panel som viser en mal utenfor": ("person", panel(lambda: render_template("../../pyproject.toml"))),
    "et panel som viser en mal som ikke finnes": ("person", panel(lambda: render_template("alfa/none.html"))),
    "merker som feiler": ("search", fake("alfa", person_tags=lambda session, person_ids: fails())),
    "et merke om ingen": ("search", fake("alfa", person_tags=lambda session, person_ids: [Tag("x", "Alfa")])),  # type: ignore[arg-type]
    "oppgaver som feiler": ("start", fake("alfa", open_tasks=lambda session, user: fails())),
    "en oppgave uten frist": ("start", task(None)),
    "en oppgave som fører til ingenting": ("start", task(TODAY, "alfa.none")),
}
"""What is seen when a page is made: which page, and the plugin."""


def deep(session: Any) -> Any:
    """Calls itself until Python says no."""
    return deep(session)
