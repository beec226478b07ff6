"""The logs as pages: who has seen a person, and what a user has seen and done."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, current_app, request

from core.access.models import AppUser
from core.events import innsyn
from core.events.forms import PeriodForm, SeenForm
from core.events.models import AccessLog, Event
from core.events.queries import line_number
from core.events.seen import shown
from core.events.users import user_of, users_of
from core.i18n import _, lazy
from core.persons.merging.former import ids_of
from core.persons.models import Person
from core.web.menu import stand_on
from core.web.needs import needs, person_access
from core.web.page import page
from core.web.request import db, user

SEE_LOG = "logg.se"
PRINTED = 2000
"""Lines on one print: a heap of paper already. Whoever needs more prints a period at a time."""

blueprint = Blueprint("logs", __name__)


@blueprint.get("/personer/<uuid:person_id>/innsyn/")
@needs(SEE_LOG, title=lazy("Hvem har sett på personen"))
def person(person: Person) -> Response:
    """Who has been shown her, newest first, by period and user, fifty at a time."""
    ids = ids_of(db(), person.id)
    form = _seen_form(ids)
    rows: Any = []
    older = ""
    if form.validate():
        after = _after(innsyn.showed(ids))
        rows, older = _cut(innsyn.seen_by(db(), ids, _sought(form, after)))
    status = 422 if form.faults else 200
    return page("logs/person.html", status, person=person, form=form, rows=rows, older=older, **_words(form, rows))


@blueprint.get("/personer/<uuid:person_id>/innsyn/utskrift/")
@needs(SEE_LOG, title=lazy("Innsyn til utskrift"))
def person_print(person: Person) -> Response:
    """The same as a plain page to print, for the person herself."""
    ids = ids_of(db(), person.id)
    form = _seen_form(ids)
    if not form.validate():
        abort(404)
    rows = innsyn.seen_by(db(), ids, _sought(form), PRINTED)
    more, rows = len(rows) > PRINTED, rows[:PRINTED]
    return page("logs/person_print.html", person=person, form=form, rows=rows, more=more, **_words(form, rows))


@blueprint.get("/logg/")
@needs(SEE_LOG, title=lazy("Brukernes logg"))
def users() -> Response:
    """The users of the units where she sees the log."""
    return page("logs/users.html", users=users_of(db(), user().units_with(SEE_LOG)))


@blueprint.get("/logg/<uuid:user_id>/")
@needs(SEE_LOG, title=lazy("Hva brukeren har sett"))
def user_views(user_id: uuid.UUID) -> Response:
    """What a user has been shown of persons within one's own reach, newest first."""
    who, form, units = _asked(user_id), PeriodForm(request.args), user().units_with(SEE_LOG)
    rows: Any = []
    older = ""
    if form.validate():
        after = _after(AccessLog.user_id == user_id)
        rows, older = _cut(innsyn.views_of(db(), user_id, units, _sought(form, after)))
    people = innsyn.persons_in(db(), [row.id for row in rows], units)
    shown(db(), {one.id for found in people.values() for one in found})
    status = 422 if form.faults else 200
    return page(
        "logs/user_views.html",
        status,
        seer=who,
        form=form,
        rows=rows,
        people=people,
        older=older,
        page_words=page_words,
        asked=_asked_for(form),
    )


@blueprint.get("/logg/<uuid:user_id>/hendelser/")
@needs(SEE_LOG, title=lazy("Hva brukeren har gjort"))
def user_events(user_id: uuid.UUID) -> Response:
    """What a user has done about persons within one's own reach, newest first."""
    who, form = _asked(user_id), PeriodForm(request.args)
    before = line_number(db(), request.args.get("for"), Event.actor == who.brukernavn)
    rows: Any = []
    if form.validate():
        rows = innsyn.events_by(db(), who.brukernavn, user().units_with(SEE_LOG), _sought(form), before)
    older, rows = rows[-2].token if len(rows) > innsyn.PAGE else None, rows[: innsyn.PAGE]
    shown(db(), {row.person_id for row in rows})
    status, asked = 422 if form.faults else 200, _asked_for(form)
    return page("logs/user_events.html", status, seer=who, form=form, rows=rows, older=older, asked=asked)


def sees_log() -> bool:
    """True when a unit that sees the whole person in the address gives the user the log.

    Who looks at her tells where she lives, and so a unit that has only its own rows of her does not see it.
    """
    units = user().units_with(SEE_LOG)
    return bool(units & person_access().whole) or (user().everyone and "imdi" in units)


def page_words(endpoint: str) -> Any:
    """What a page is called; its key where the plugin that had it is gone."""
    view = current_app.view_functions.get(endpoint)
    return view.need.title if view is not None and hasattr(view, "need") else endpoint


def _asked(user_id: uuid.UUID) -> AppUser:
    found = user_of(db(), user().units_with(SEE_LOG), user_id)
    if found is None:
        abort(404)
    stand_on("brukerlogg")
    return found


def _seen_form(ids: Sequence[uuid.UUID]) -> SeenForm:
    if not sees_log():
        abort(404)
    form = SeenForm(request.args)
    names = innsyn.names_of(db(), innsyn.users_who_saw(db(), ids))
    by_name = sorted((f"{who.navn} ({who.brukernavn})", str(user_id)) for user_id, who in names.items())
    form.bruker.choices = [("", _("Alle")), *((key, name) for name, key in by_name)]
    return form


def _sought(form: Any, after: Any = None) -> innsyn.Sought:
    chosen = form.bruker.data if isinstance(form, SeenForm) else ""
    return innsyn.Sought(form.fra.data, form.til.data, uuid.UUID(chosen) if chosen else None, after)


def _after(*conditions: Any) -> Any:
    """The answer the page before ended with; one that is not of this list does not exist."""
    token = request.args.get("etter")
    if token is None:
        return None
    try:
        log_id = uuid.UUID(token)
    except ValueError:
        abort(404)
    at = innsyn.answer_shown(db(), log_id, *conditions)
    return (at, log_id) if at is not None else abort(404)


def _cut(rows: Any) -> tuple[Any, str]:
    """A page of rows, and the token of the next one: the id of the last row."""
    shown_rows = rows[: innsyn.PAGE]
    last = shown_rows[-1] if len(rows) > innsyn.PAGE else None
    return shown_rows, "" if last is None else str(getattr(last, "log_id", None) or last.id)


def _words(form: Any, rows: Any) -> dict[str, Any]:
    names = innsyn.names_of(db(), {row.user_id for row in rows})
    return {"seers": names, "page_words": page_words, "asked": _asked_for(form)}


def _asked_for(form: Any) -> dict[str, str]:
    """What the form narrows by, as it stands in an address."""
    return {name: request.args[name] for name in ("bruker", "fra", "til") if name in form and request.args.get(name)}
