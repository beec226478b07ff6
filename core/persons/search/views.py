"""Suggestions while typing, and Avansert søk."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, url_for
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from core.events.seen import shown
from core.i18n import lazy
from core.persons.search.forms import AdvancedForm
from core.persons.search.lines import person_lines
from core.persons.search.people import find
from core.persons.search.stored import LONGEST, store_search, stored_search
from core.persons.search.wishes import MOST_PAGES, search
from core.places.models import Mottak
from core.places.register import kommune_label, kommuner_on
from core.web.forms import sent
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house, user
from core.web.tags import first_tags

SHORTEST = 3
MOST_SUGGESTED = 8

blueprint = Blueprint("search", __name__, url_prefix="/personer")


@blueprint.post("/forslag/")
@needs("person.se", title=lazy("Forslag"))
def suggest() -> Response:
    """Whom the text in a search box may mean, as a piece of the page; nothing for less than three signs."""
    text = request.form.get("q", "").strip()
    if not SHORTEST <= len(text) <= LONGEST:
        return page("persons/suggestions.html", found=None)
    found = find(db(), user(), text, MOST_SUGGESTED)
    shown(db(), [row.id for row in found.rows])
    exact, likely = person_lines(found.exact, {}), person_lines(found.likely, {})
    return page("persons/suggestions.html", found=found, exact=exact, likely=likely)


@blueprint.get("/avansert/")
@needs("person.se", title=lazy("Avansert søk"))
def advanced() -> Response:
    """The empty form, or a page of what a stored search finds."""
    asked = request.args.get("sok", "")
    felt = _stored(asked)
    if felt is None:
        return page("persons/advanced.html", form=_form(), found=None, expired=bool(asked))
    side = request.args.get("side", 1, type=int)
    form = _form(formdata=MultiDict(felt))
    if not 1 <= side <= MOST_PAGES:
        abort(404)
    found = search(db(), user(), form.wishes(), side)
    shown(db(), [row.id for row in found.rows])
    lines = person_lines(found.rows, first_tags(found.rows))
    return page("persons/advanced.html", form=form, found=found, lines=lines, expired=False)


@blueprint.post("/avansert/")
@needs("person.se", title=lazy("Avansert søk"))
def start_advanced() -> Any:
    """Keeps the fields and answers with an address that does not tell them."""
    form = _form()
    if not sent(form):
        stand_on("avansert")
        return page("persons/advanced.html", 422, form=form, found=None, expired=False)
    return redirect(url_for("search.advanced", sok=store_search(db(), user(), "", form.chosen)), 303)


def _stored(search_id: str) -> dict[str, str] | None:
    try:
        row = stored_search(db(), user(), uuid.UUID(search_id))
    except ValueError:
        return None
    return None if row is None else row.felt


def _form(**data: Any) -> AdvancedForm:
    day = house().clock.today()
    mottak = db().execute(select(Mottak.kode, Mottak.navn).order_by(Mottak.navn, Mottak.kode)).all()
    kommuner = [(one.nummer, kommune_label(one.nummer, day)) for one in kommuner_on(day)]
    return AdvancedForm(day, [(kode, f"{navn} ({kode})") for kode, navn in mottak], kommuner, **data)
