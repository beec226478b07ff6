"""Personsøk and a person's own pages."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for

from core.events.models import Event
from core.events.queries import line_number, person_events
from core.events.seen import shown
from core.i18n import _, lazy
from core.persons.division import choices, choose_kommune, home_to_decide
from core.persons.forms import DivisionForm, SearchForm
from core.persons.merging.former import ids_of
from core.persons.models import Bosted, Person
from core.persons.queries import household_of
from core.persons.search import find, store_search, stored_words
from core.persons.search.lines import person_lines
from core.places.register import kommune_name
from core.web.forms import first_time, sent, shortened
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page, wanted_block
from core.web.panels import person_pieces
from core.web.person import person_head
from core.web.request import db, house, user
from core.web.tags import first_tags
from core.web.texts import date_fault

blueprint = Blueprint("persons", __name__, url_prefix="/personer")


@dataclass(frozen=True)
class Box:
    """The search box of a page that is only shown. A form with its key and its checks is not made for that."""

    data: str = ""
    errors: tuple[str, ...] = ()


@blueprint.get("/")
@needs("person.se", title=lazy("Personsøk"))
def search() -> Response:
    """The empty form, or what a stored search finds."""
    words = _stored()
    if words is None:
        return page("persons/search.html", box=Box(), found=None, expired=bool(request.args.get("sok")))
    found = find(db(), user(), words)
    shown(db(), [row.id for row in found.rows])
    fault = date_fault(found.typed.fault, shortened(words)) if found.typed.fault else ""
    tags = first_tags(found.rows)
    exact, likely = person_lines(found.exact, tags), person_lines(found.likely, tags)
    return page(
        "persons/search.html", box=Box(words), found=found, exact=exact, likely=likely, fault=fault, expired=False
    )


@blueprint.post("/")
@needs("person.se", title=lazy("Personsøk"))
def start_search() -> Any:
    """Keeps the words and answers with an address that does not tell them."""
    form = SearchForm()
    if not sent(form):
        stand_on("personsok")
        return page("persons/search.html", 422, form=form, box=form.q, found=None, expired=False)
    search_id = store_search(db(), user(), form.q.data or "")
    return redirect(url_for("persons.search", sok=search_id), 303)


def _stored() -> str | None:
    try:
        return stored_words(db(), user(), uuid.UUID(request.args.get("sok", "")))
    except ValueError:
        return None


@blueprint.get("/<uuid:person_id>/")
@needs("person.se", title=lazy("Grunndata"))
def person(person: Person) -> Response:
    """Grunndata: who she is, permits, where she lived and lives, household, and her ordninger.

    `?vis=<key>` asks for a panel that the page did not wait for.
    """
    template, asked = "persons/grunndata.html", request.args.get("vis", "")
    household = household_of(db(), person)
    shown(db(), [member.id for member in household])
    pieces = person_pieces(person, "person.oversikt", asked, alone=wanted_block(template) == "panel")
    piece = next((one for one in pieces if one.key == asked), None)
    return page(template, person=person, head=person_head(person), household=household, pieces=pieces, piece=piece)


@blueprint.get("/<uuid:person_id>/hendelser/")
@needs("logg.se", title=lazy("Hendelseslogg"))
def events(person: Person) -> Response:
    """What was done about her, newest first, a hundred lines at a time."""
    ids = ids_of(db(), person.id)
    before = line_number(db(), request.args.get("for"), Event.person_id.in_(ids))
    return page("persons/events.html", person=person, events=person_events(db(), person.id, ids, before))


@blueprint.get("/<uuid:person_id>/bosted/<uuid:bosted_id>/deling/")
@needs("bosted.velg_kommune", title=lazy("Velg kommune"))
def division(person: Person, bosted_id: uuid.UUID) -> Response:
    """Asks which of the new kommuner a home in a divided kommune belongs to."""
    return _division(person, _home_to_decide(person, bosted_id), 200)


@blueprint.post("/<uuid:person_id>/bosted/<uuid:bosted_id>/deling/")
@needs("bosted.velg_kommune", title=lazy("Velg kommune"))
def decide_division(person: Person, bosted_id: uuid.UUID) -> Any:
    """Keeps the answer; the kommune sees her from now on."""
    home = _home_to_decide(person, bosted_id)
    form = _division_form(home)
    if not sent(form):
        return _division(person, home, 422, form)
    if first_time(form):
        choose_kommune(db(), home, form.kommune.data)
    flash(_("Kommunen er valgt."), "success")
    return redirect(url_for("persons.person", person_id=person.id), 303)


def _home_to_decide(person: Person, bosted_id: uuid.UUID) -> Bosted:
    home = home_to_decide(db(), person.id, bosted_id)
    if home is None:
        abort(404)
    return home


def _division_form(home: Bosted) -> DivisionForm:
    form = DivisionForm(kommune=home.kommune_valgt)
    day = house().clock.today()
    form.kommune.choices = [(number, kommune_name(number, day)) for number in choices(home.kommune or "", day)]
    return form


def _division(person: Person, home: Bosted, status: int, form: DivisionForm | None = None) -> Response:
    return page("persons/division.html", status, person=person, home=home, form=form or _division_form(home))
