"""The pages of *Ny person*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for

from core.events.seen import shown
from core.i18n import _, lazy
from core.persons.new_person.changes import register
from core.persons.new_person.forms import NewPersonForm
from core.persons.search import find
from core.persons.search.lines import person_lines
from core.places.units import kommune_choices
from core.web.forms import first_time, sent
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house, user
from core.web.texts import date_text

NEW = "person.ny"
MOST = 10
blueprint = Blueprint("new_person", __name__, url_prefix="/personer")


@blueprint.get("/ny/")
@needs(NEW, title=lazy("Ny person"))
def ask() -> Response:
    """The empty form."""
    return _answer(200, _form())


@blueprint.post("/ny/")
@needs(NEW, title=lazy("Ny person"))
def make() -> Any:
    """Registers her; first shows those within reach who may be the same."""
    form = _form()
    if not sent(form):
        return _answer(422, form)
    alike = [] if form.bekreft.data == "ja" else _alike(form)
    if alike:
        return _answer(422, form, alike)
    if not first_time(form):
        flash(_("Personen er registrert fra før. Søk etter navnet."), "info")
        return redirect(url_for("persons.search"), 303)
    person = register(db(), user(), form.told())
    flash(_("Personen er registrert, og har fått Reg-nummer %(nummer)s.", nummer=person.regnr), "success")
    return redirect(url_for("persons.person", person_id=person.id), 303)


def _form() -> NewPersonForm:
    day = house().clock.today()
    return NewPersonForm(day, kommune_choices(user().units_with(NEW), day))


def _alike(form: NewPersonForm) -> Sequence[Any]:
    """Those within reach whose name is alike and who were born that day, or whose name is the very same."""
    told = form.told()
    name = f"{told.fornavn} {told.etternavn}"
    exact = find(db(), user(), name, MOST).exact
    same_day = find(db(), user(), f"{name} {date_text(told.fodselsdato)}", MOST).rows
    return list({row.id: row for row in (*same_day, *exact)}.values())[:MOST]


def _answer(status: int, form: NewPersonForm, alike: Sequence[Any] = ()) -> Response:
    stand_on("ny_person")
    shown(db(), [row.id for row in alike])
    return page("persons/new.html", status, form=form, alike=person_lines(alike, {}))
