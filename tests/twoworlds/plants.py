"""Leaks to plant in every world's app, each of which the comparison must find: its control.

Each reads under the system's scope, as a forgotten wall would let it. Exports, reports and suggestions are pages of a
small plugin here: they are compared like any other page, and so will the real ones be.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, jsonify, request
from sqlalchemy import ColumnElement, func, select

from core.access.scope import system_scope
from core.items import Panel
from core.persons.models import Person
from core.web.needs import needs
from core.web.request import db
from tests.matrix.plants import forbidden_for_foreign, tag_of_who_exists
from tests.matrix.world import SURNAME, WHO
from tests.plugins.fakes import fake

HERE = "/plantet/"
NAME = WHO["foreign"][0]
FORM = '<form method="{}" action="{}"><input name="q" type="text"></form>'


@dataclass(frozen=True)
class Plant:
    """A leak: a plugin with these pages, hooks, or what it hangs on the app.

    `tells` stands in the difference that it makes, `only` in the addresses that show it (`$` is their end).
    """

    tells: str
    only: str = HERE
    pages: tuple[tuple[str, Callable[[], Any], tuple[str, ...]], ...] = ()
    hooks: tuple[tuple[str, Callable[..., Any]], ...] = ()
    prepare: Callable[[Flask], None] | None = None

    def plugin(self) -> Any:
        """The plugin that leaks."""
        hooks: dict[str, Callable[..., Any]] = dict(self.hooks)
        return fake("plantet", register_blueprints=lambda: [self._blueprint()], **hooks)

    def _blueprint(self) -> Blueprint:
        made = Blueprint("plantet", __name__)
        for number, (rule, view, methods) in enumerate(self.pages):
            guarded = needs("person.se", title="Plantet")(lambda view=view: view())
            made.add_url_rule(rule, f"side{number}", guarded, methods=methods)
        return made


def _everyone(*columns: Any, where: tuple[ColumnElement[bool], ...] = ()) -> list[Any]:
    with system_scope(db(), "plantet"):
        return list(db().execute(select(*columns).where(*where)).tuples())


def _count() -> int:
    return int(_everyone(func.count(Person.id))[0][0])


def count() -> str:
    """How many persons there are."""
    return f"<p>{_count()} personer</p>"


def average() -> str:
    """The average year of birth."""
    years = [one.year for (one,) in _everyone(Person.fodselsdato)]
    return f"<p>{sum(years) / len(years):.3f}</p>"


def page_number() -> str:
    """The first of so many pages of fifty; the rows are the user's own."""
    alike = (Person.etternavn.startswith(SURNAME),)
    names = db().scalars(select(Person.fornavn).where(*alike).order_by(Person.id).limit(50))
    return f"<p>Side 1 av {-(-len(_everyone(Person.id, where=alike)) // 50)}</p>{list(names)}"


def order() -> str:
    """The user's own persons, in an order that follows from how many there are of others."""
    names = [str(id) for id in db().scalars(select(Person.id).order_by(Person.id).limit(20))]
    random.Random(_count()).shuffle(names)
    return f"<p>{names}</p>"


def export() -> Response:
    """A file with everyone."""
    out = StringIO()
    csv.writer(out).writerows(_everyone(Person.fodselsdato, Person.statsborgerskap))
    return Response(out.getvalue(), mimetype="text/csv", headers={"Content-Disposition": "attachment; filename=x.csv"})


def suggestions() -> Response:
    """Names that begin with what is typed."""
    typed = request.form.get("q", "")
    return jsonify([name for (name,) in _everyone(Person.fornavn) if typed and name.startswith(typed)])


def report() -> str:
    """The user's own persons by nationality, and below a total of all."""
    own = db().execute(select(Person.statsborgerskap, func.count()).group_by(Person.statsborgerskap)).tuples()
    return f"<table>{''.join(f'<tr><td>{land}<td>{number}' for land, number in own)}<tr><td>Sum<td>{_count()}</table>"


def form() -> str:
    """A form about a number."""
    return FORM.format("post", HERE)


def error_text() -> Any:
    """Whether the number is taken, also by one whom the user does not see."""
    taken = _everyone(Person.id, where=(Person.duf == request.form.get("q", ""),))
    return ("Nummeret er i bruk." if taken else "Nummeret finnes ikke."), 422


def panel(session: Any, user: Any, person: Person) -> list[Panel]:
    """A box on a person's page."""
    return [Panel("plantet.del", "Plantet", "person.oversikt", count, order=1)]


def log_line(app: Flask) -> None:
    """A line of the log for every answer, with a number in it."""
    app.after_request(lambda response: structlog.get_logger().info("plantet", count=_count()) or response)


def printed(app: Flask) -> None:
    """The same on stderr, past the log."""

    @app.after_request
    def _print(response: Response) -> Response:
        print(_count(), file=sys.stderr)
        return response


def _page(tells: str, view: Callable[[], Any], rule: str = "/") -> Plant:
    return Plant(tells, pages=((rule, view, ("GET",)),))


ASKS: tuple[Any, ...] = ("/", lambda: f'<input name="q" hx-post="{HERE}forslag/">', ("GET",))
PLANTS: dict[str, Plant] = {
    "antall": _page(" personer</p>", count),
    "gjennomsnitt": _page("<p>19", average),
    "sidetall": _page("Side 1 av 2", page_number),
    "rekkefolge": _page("<p>['", order),
    "403": Plant("status 404 | 403", prepare=forbidden_for_foreign),
    "etag": Plant("('ETag', 'x')", "/hendelser/", prepare=tag_of_who_exists),
    "eksport": _page("1950-01-01", export, "/fil.csv"),
    "forslag": Plant(NAME, pages=(ASKS, ("/forslag/", suggestions, ("POST",)))),
    "feiltekst": Plant("i bruk.", pages=(("/", form, ("GET",)), ("/", error_text, ("POST",)))),
    "del": Plant(" personer</p>", "/personer/<uuid:person_id>/$", hooks=(("person_panels", panel),)),
    "rapport": _page("<td>Sum<td>", report, "/rapport/"),
    "logglinje": Plant('"event": "plantet"', "/mine-okter/", prepare=log_line),
    "stderr": Plant("logg ['", "/mine-okter/", prepare=printed),
}
"""Each by its name."""
