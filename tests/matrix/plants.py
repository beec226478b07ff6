"""Faults to plant in an app, each of which the matrix must find: its control."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, abort, request
from sqlalchemy import select

from core.access.scope import system_scope
from core.persons.models import Person
from core.web.needs import needs
from core.web.request import db

ABOUT = "/plantet/<uuid:shielded_id>/"
ID = re.compile("[0-9a-f-]{36}")


def _anyone(person_id: uuid.UUID) -> Person | None:
    with system_scope(db(), "plantet"):
        return db().scalar(select(Person).where(Person.id == person_id))


def _route(app: Flask, rule: str, view: Any) -> None:
    app.add_url_rule(rule, f"plantet.{view.__name__}", needs("person.se", title="Plantet")(view))


def forgotten_check(app: Flask) -> None:
    """A page that reads under the system's scope, and does not ask whether the user may see her."""

    def view(shielded_id: uuid.UUID) -> str:
        person = _anyone(shielded_id) or abort(404)
        return f"<p>{person.fornavn}</p>"

    _route(app, ABOUT, view)


def forbidden_for_foreign(app: Flask) -> None:
    """403 for one who exists, 404 for one who does not."""

    def view(shielded_id: uuid.UUID) -> str:
        if db().scalar(select(Person.id).where(Person.id == shielded_id)):
            return ""
        abort(403 if _anyone(shielded_id) else 404)

    _route(app, ABOUT, view)


def name_in_a_header(app: Flask) -> None:
    """A name in a header of the refusal."""

    @app.after_request
    def header(response: Response) -> Response:
        found = ID.search(request.path)
        person = _anyone(uuid.UUID(found[0])) if found and response.status_code == 404 else None
        if person is not None:
            response.headers["X-Person"] = person.fornavn
        return response


def tag_of_who_exists(app: Flask) -> None:
    """An ETag on the refusal, where there is someone to refuse."""

    @app.after_request
    def header(response: Response) -> Response:
        found = ID.search(request.path)
        if found and response.status_code == 404 and _anyone(uuid.UUID(found[0])):
            response.headers["ETag"] = "x"
        return response


def shown_but_not_logged(app: Flask) -> None:
    """A list of those the user may see, without a row in the access log."""

    def view() -> str:
        return "".join(f"<p>{name}</p>" for name in db().scalars(select(Person.fornavn)))

    _route(app, "/plantet/", view)


PLANTS: dict[str, tuple[Callable[[Flask], None], str, str]] = {
    "glemt": (forgotten_check, "/plantet/", "leaks"),
    "403": (forbidden_for_foreign, "/plantet/", "wrong"),
    "topptekst": (name_in_a_header, "/hendelser/", "leaks"),
    "etag": (tag_of_who_exists, "/hendelser/", "different"),
    "ulogget": (shown_but_not_logged, "/plantet/", "unlogged"),
}
"""Each by its name: what plants it, the addresses it is asked about, and what the matrix must find."""
