"""UDI-søk, *Hent inn*, and a person's page of who has brought her in."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for

from core.events.seen import shown
from core.i18n import _, lazy
from core.persons.hent_inn.changes import close, fetch, last_day, mark_read
from core.persons.hent_inn.codes import GRUNNER
from core.persons.hent_inn.forms import FetchForm, MarkForm, UdiSearchForm
from core.persons.hent_inn.models import HentetInn
from core.persons.hent_inn.queries import Outside, fetched, find_anywhere, lives_with, one_fetched
from core.persons.models import Person
from core.persons.search import store_search, stored_words
from core.places.units import kommune_choices, unit_name
from core.web.forms import first_time, sent
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house, user

FETCH = "person.hent_inn"
blueprint = Blueprint("udi", __name__, url_prefix="/personer")


@blueprint.get("/udi-sok/")
@needs(FETCH, title=lazy("UDI-søk"))
def search() -> Response:
    """The empty form, or who a stored number belongs to."""
    stand_on("udi_sok")
    asked = request.args.get("sok", "")
    words = _stored(asked)
    if words is None:
        return page("persons/udi.html", form=UdiSearchForm(), found=None, expired=bool(asked))
    return _answer(words, FetchForm(sok=asked), 200)


@blueprint.post("/udi-sok/")
@needs(FETCH, title=lazy("UDI-søk"))
def start_search() -> Any:
    """Keeps the number and answers with an address that does not tell it."""
    form = UdiSearchForm()
    if not sent(form):
        stand_on("udi_sok")
        return page("persons/udi.html", 422, form=form, found=None, expired=False)
    return redirect(url_for("udi.search", sok=store_search(db(), user(), form.q.data or "")), 303)


@blueprint.post("/udi-sok/hent/")
@needs(FETCH, title=lazy("UDI-søk"))
def fetch_person() -> Any:
    """Brings in one of those the stored number belongs to."""
    stand_on("udi_sok")
    form = FetchForm()
    form.enhet.choices = kommune_choices(user().units_with(FETCH), house().clock.today())
    valid = sent(form)
    words = _stored(form.sok.data or "")
    if words is None:
        return redirect(url_for("udi.search", sok="borte"), 303)
    row = next((row for row in find_anywhere(db(), words).rows if str(row.id) == form.person.data), None)
    if row is None or not valid:
        return _answer(words, form, 422)
    if first_time(form):
        fetch(db(), user(), row.id, form.enhet.data, form.grunn.data)
    flash(_("Personen er hentet inn. Enheten personen bor i, får vite det."), "success")
    return redirect(url_for("persons.person", person_id=row.id), 303)


@blueprint.get("/<uuid:person_id>/hentet-inn/")
@needs("person.se", title=lazy("Hentet inn"))
def fetched_page(person: Person) -> Response:
    """Who has brought her in, why and until when."""
    rows = fetched(db(), person.id)
    return page(
        "persons/hentet_inn.html",
        person=person,
        rows=[(row, MarkForm(versjon=row.versjon), _own(row)) for row in rows],
        lives_here=lives_with(db(), user(), person.id),
        grunner=GRUNNER,
        unit_name=lambda unit_id: unit_name(db(), unit_id, house().clock.today()),
    )


@blueprint.post("/<uuid:person_id>/hentet-inn/<uuid:hentet_id>/lukk/")
@needs(FETCH, title=lazy("Hentet inn"))
def close_fetched(person: Person, hentet_id: uuid.UUID) -> Any:
    """The own unit follows her up no more."""
    row, form = _row(person, hentet_id), MarkForm()
    if not _own(row) or not sent(form):
        flash(_("Bare enheten som hentet inn personen, kan lukke oppfølgingen."), "warning")
        return redirect(url_for("udi.fetched_page", person_id=person.id), 303)
    if first_time(form):
        close(db(), user(), row)
    flash(_("Oppfølgingen er lukket. Personen er ikke lenger i listene deres."), "success")
    return redirect(url_for("persons.search"), 303)


@blueprint.post("/<uuid:person_id>/hentet-inn/<uuid:hentet_id>/sett/")
@needs("person.se", title=lazy("Hentet inn"))
def read_fetched(person: Person, hentet_id: uuid.UUID) -> Any:
    """The unit she lives in has read of it."""
    row, form = _row(person, hentet_id), MarkForm()
    if _own(row) or not lives_with(db(), user(), person.id) or not sent(form):
        flash(_("Bare enheten personen bor i, kan merke dette som lest."), "warning")
    else:
        if first_time(form):
            mark_read(db(), user(), row)
        flash(_("Merket som lest."), "success")
    return redirect(url_for("udi.fetched_page", person_id=person.id), 303)


def _stored(asked: str) -> str | None:
    try:
        return stored_words(db(), user(), uuid.UUID(asked))
    except ValueError:
        return None


def _answer(words: str, form: FetchForm, status: int) -> Response:
    found: Outside = find_anywhere(db(), words)
    shown(db(), [row.id for row in found.rows])
    form.enhet.choices = kommune_choices(user().units_with(FETCH), house().clock.today())
    again, until = UdiSearchForm(formdata=None, q=words), last_day(house().clock.today())
    return page("persons/udi.html", status, form=again, found=found, fetch=form, until=until, expired=False)


def _own(row: HentetInn) -> bool:
    return row.unit_id in user().units_with(FETCH)


def _row(person: Person, hentet_id: uuid.UUID) -> HentetInn:
    row = one_fetched(db(), person.id, hentet_id)
    if row is None:
        abort(404)
    return row
