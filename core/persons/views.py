"""Personsøk and a person's own pages."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for

from core.events.queries import person_events
from core.events.seen import shown
from core.i18n import lazy
from core.ordninger.queries import periods_of
from core.persons.forms import SearchForm
from core.persons.models import Person
from core.persons.queries import homes_of, household_of, permits_of
from core.persons.search import Found, find, store_search, stored_words
from core.web.forms import sent
from core.web.needs import needs
from core.web.page import page
from core.web.panels import person_pieces
from core.web.request import db, house, user

blueprint = Blueprint("persons", __name__, url_prefix="/personer")


@blueprint.get("/")
@needs("person.se", title=lazy("Personsøk"))
def search() -> Response:
    """The empty form, or what a stored search finds."""
    words = _stored()
    form = SearchForm(q=words or "")
    if words is None:
        return page("persons/search.html", form=form, found=None, expired=bool(request.args.get("sok")))
    found = find(db(), user(), words)
    shown(db(), [row.id for row in found.rows])
    return page("persons/search.html", form=form, found=found, tags=_tags(found), expired=False)


@blueprint.post("/")
@needs("person.se", title=lazy("Personsøk"))
def start_search() -> Any:
    """Keeps the words and answers with an address that does not tell them."""
    form = SearchForm()
    if not sent(form):
        return page("persons/search.html", 422, form=form, found=None, expired=False)
    search_id = store_search(db(), user(), form.q.data or "")
    return redirect(url_for("persons.search", sok=search_id), 303)


def _stored() -> str | None:
    try:
        return stored_words(db(), user(), uuid.UUID(request.args.get("sok", "")))
    except ValueError:
        return None


def _tags(found: Found) -> dict[uuid.UUID, Any]:
    """The first tag of each person in the list, from all plugins."""
    ids = [row.id for row in found.rows]
    tags: dict[uuid.UUID, Any] = {}
    for tag in house().plugins.gather("person_tags", db(), person_ids=ids) if ids else ():
        tags.setdefault(tag.person_id, tag)
    return tags


@blueprint.get("/<uuid:person_id>/")
@needs("person.se", title=lazy("Grunndata"))
def person(person: Person) -> Response:
    """Grunndata: who she is, permits, where she lived and lives, household, and her ordninger."""
    day = house().clock.today()
    household = household_of(db(), person)
    shown(db(), [member.id for member in household])
    return page(
        "persons/grunndata.html",
        person=person,
        permits=permits_of(db(), person.id),
        homes=homes_of(db(), person.id, day),
        household=household,
        periods=periods_of(db(), person.id),
        pieces=person_pieces(person, "person.oversikt"),
    )


@blueprint.get("/<uuid:person_id>/hendelser/")
@needs("logg.se", title=lazy("Hendelseslogg"))
def events(person: Person) -> Response:
    """What was done about her, newest first, a hundred lines at a time."""
    before = request.args.get("for", type=int)
    return page("persons/events.html", person=person, events=person_events(db(), person.id, before))
