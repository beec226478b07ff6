"""A person's ordninger and, under each, her tiltak month by month."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, abort, flash, redirect, request, url_for

from core.api import (
    Conflict,
    Month,
    Person,
    _,
    db,
    first_time,
    lazy,
    month_of,
    needs,
    needs_ordning,
    page,
    person_access,
    person_blueprint,
    sent,
    today,
    user,
)

from . import changes
from .cautions import cautions
from .forms import DeleteForm, TiltakForm
from .models import Tiltak
from .overview import counts_of, overview_of
from .read import all_tiltak
from .show import answer, form_answer, kept_args, table_of
from .table import first_month

blueprint = person_blueprint("nir_tiltak", __name__)


@blueprint.get("/")
@needs("nir_tiltak.se", title=lazy("NIR – aktive ordninger"))
def overview(person: Person) -> Response:
    """Her active ordninger as shortcuts; below them those that have ended, and those with tiltak alone."""
    active, others = overview_of(person)
    return page("nir_tiltak/overview.html", person=person, active=active, others=others, counts=counts_of(person))


@blueprint.get("/<nokkel:ordning>/")
@needs_ordning("se", title=lazy("Tiltak"))
def ordning(person: Person, ordning: str) -> Response:
    """The ordning's page: state, picture of a year, and the months, all closed."""
    return answer(person, ordning)


@blueprint.get("/<nokkel:ordning>/<maned:month>/")
@needs_ordning("se", title=lazy("Tiltak"))
def month(person: Person, ordning: str, month: Month) -> Response:
    """The same with one month open; asked for in place it is that month alone."""
    return answer(person, ordning, opened=month)


@blueprint.get("/<nokkel:ordning>/legg-til/")
@needs_ordning("endre", title=lazy("Legg til tiltak"))
def add_form(person: Person, ordning: str) -> Response:
    """The empty form, in the place where the new row will come."""
    return form_answer(person, ordning, TiltakForm().fit(today(db())))


@blueprint.post("/<nokkel:ordning>/legg-til/")
@needs_ordning("endre", title=lazy("Legg til tiltak"))
def add(person: Person, ordning: str) -> Any:
    """Registers the tiltak and opens its month, or shows the form again."""
    form = TiltakForm().fit(today(db()))
    if _choosing() or not _right(form, ordning):
        return form_answer(person, ordning, form, status=200 if _choosing() else 422)
    if not first_time(form):
        return redirect(_month_url(person, ordning, month_of(form.values().fra)), 303)
    unit = person_access().unit_for(user(), f"{ordning}.endre")
    tiltak = changes.add_tiltak(db(), person, ordning, unit or "", form.values())
    return _saved(person, ordning, tiltak, _("Tiltaket er lagret."))


@blueprint.get("/<nokkel:ordning>/tiltak/<uuid:tiltak_id>/rediger/")
@needs_ordning("endre", title=lazy("Rediger tiltak"))
def edit_form(person: Person, ordning: str, tiltak_id: uuid.UUID) -> Response:
    """The form with what stands."""
    tiltak = _editable(person, ordning, tiltak_id)
    form = TiltakForm(obj=tiltak, versjon=tiltak.versjon).fit(today(db()))
    return form_answer(person, ordning, form, tiltak)


@blueprint.post("/<nokkel:ordning>/tiltak/<uuid:tiltak_id>/rediger/")
@needs_ordning("endre", title=lazy("Rediger tiltak"))
def edit(person: Person, ordning: str, tiltak_id: uuid.UUID) -> Any:
    """Stores the change; where another was faster both versions are shown and nothing typed is lost."""
    tiltak = _editable(person, ordning, tiltak_id)
    form = TiltakForm().fit(today(db()))
    if _choosing() or not _right(form, ordning):
        return form_answer(person, ordning, form, tiltak, status=200 if _choosing() else 422)
    if not first_time(form):
        return redirect(_month_url(person, ordning, first_month(tiltak)), 303)
    try:
        tiltak = changes.edit_tiltak(db(), tiltak_id, form.opened_version, form.values())
    except Conflict as conflict:
        form.take_version(conflict.row.versjon)
        return form_answer(person, ordning, form, conflict.row, status=409, conflict=True)
    return _saved(person, ordning, tiltak, _("Endringen er lagret."))


@blueprint.get("/<nokkel:ordning>/tiltak/<uuid:tiltak_id>/slett/")
@needs_ordning("endre", title=lazy("Slett tiltak"))
def delete_form(person: Person, ordning: str, tiltak_id: uuid.UUID) -> Response:
    """Asks once more before a tiltak is deleted."""
    tiltak = _editable(person, ordning, tiltak_id)
    return answer(person, ordning, deleting=tiltak, form=DeleteForm(versjon=tiltak.versjon))


@blueprint.post("/<nokkel:ordning>/tiltak/<uuid:tiltak_id>/slett/")
@needs_ordning("endre", title=lazy("Slett tiltak"))
def delete(person: Person, ordning: str, tiltak_id: uuid.UUID) -> Any:
    """Hides the tiltak; it can still be seen among the deleted."""
    tiltak = _editable(person, ordning, tiltak_id, deleted_too=True)
    form = DeleteForm()
    if not sent(form):
        return answer(person, ordning, deleting=tiltak, form=form, status=422)
    if first_time(form) and tiltak.slettet is None:
        try:
            changes.delete_tiltak(db(), tiltak_id, form.opened_version)
        except Conflict as conflict:
            form.take_version(conflict.row.versjon)
            return answer(person, ordning, deleting=conflict.row, form=form, status=409, conflict=True)
    flash(_("Tiltaket er slettet. Velg «Vis slettede tiltak» for å se det."), "success")
    return redirect(_month_url(person, ordning, first_month(tiltak)), 303)


def _choosing() -> bool:
    """True when the form was sent only to see the types of a gruppe, or the fields of a type."""
    return "velg" in request.values


def _right(form: TiltakForm, ordning: str) -> bool:
    """Every field is right, and the unit may register on that day (after a move only its own time, for two months)."""
    right = sent(form)
    if (
        form.fra.data
        and not form.fra.errors
        and not person_access().may_write_on(user(), f"{ordning}.endre", form.fra.data)
    ):
        form.fra.errors = [
            _("Personen har flyttet. Kommunen kan bare registrere tiltak som begynte mens personen bodde her.")
        ]
        return False
    return right


def _editable(person: Person, ordning: str, tiltak_id: uuid.UUID, *, deleted_too: bool = False) -> Tiltak:
    tiltak = next((one for one in all_tiltak(person) if (one.id, one.ordning) == (tiltak_id, ordning)), None)
    if tiltak is None or (tiltak.slettet is not None and not deleted_too):
        abort(404)
    if not person_access().may_write_on(user(), f"{ordning}.endre", tiltak.fra):
        abort(404)
    return tiltak


def _saved(person: Person, ordning: str, tiltak: Tiltak, text: str) -> Any:
    flash(text, "success")
    for warning in cautions(table_of(person, ordning), tiltak):
        flash(warning, "warning")
    return redirect(_month_url(person, ordning, first_month(tiltak)), 303)


def _month_url(person: Person, ordning: str, month: Month) -> str:
    values: dict[str, Any] = {"person_id": person.id, "ordning": ordning, "month": month, **kept_args()}
    return url_for("nir_tiltak.month", **values)
