"""The pages of named views: give one a name, see them, choose one's default, take one away."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for

from core.i18n import _, lazy
from core.ordninger.lists.listing import Listing, listing
from core.ordninger.lists.models import ListView
from core.ordninger.lists.registered import SEE_LISTS, list_title
from core.ordninger.lists.saved.forms import DeleteForm, ViewForm
from core.ordninger.lists.saved.store import (
    choose_default,
    default_of,
    delete_view,
    own_units,
    save_view,
    view_to_change,
    views_of,
)
from core.ordninger.lists.show import Links, chips, with_args
from core.ordninger.lists.views import arguments, known
from core.web.forms import first_time, sent
from core.web.jinja import unit_name
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, user

blueprint = Blueprint("list_views", __name__, url_prefix="/personlister")


@blueprint.get("/<nokkel:lov>/lagre/")
@needs(SEE_LISTS, title=lazy("Lagre visningen"))
def name_view(lov: str) -> Response:
    """Asks what the list is to be called, and who is to see it."""
    return _name(_found(lov), _form(), 200)


@blueprint.post("/<nokkel:lov>/lagre/")
@needs(SEE_LISTS, title=lazy("Lagre visningen"))
def save(lov: str) -> Any:
    """Keeps the filter, sort and columns of the address under the name, and opens the list with it."""
    found, form = _found(lov), _form()
    if not sent(form):
        return _name(found, form, 422)
    args = _kept(found) or {"visning": "ingen"}
    if first_time(form):
        name, valg = (form.navn.data or "").strip(), _kept(found)
        row = save_view(db(), user(), lov, name, valg, form.unit_id.data or "", standard=bool(form.standard.data))
        flash(_("Visningen «%(navn)s» er lagret.", navn=row.navn), "success")
        args = {"visning": str(row.id)}
    return redirect(with_args(url_for("lists.lines", lov=lov), args), 303)


@blueprint.get("/<nokkel:lov>/visninger/")
@needs(SEE_LISTS, title=lazy("Lagrede visninger"))
def views(lov: str) -> Response:
    """Her own views and those shared with her."""
    found = _found(lov)
    return page("lists/views.html", found=found, title=list_title(lov), views=views_of(db(), user(), lov))


@blueprint.get("/<nokkel:lov>/visninger/<uuid:view_id>/")
@needs(SEE_LISTS, title=lazy("Visning"))
def one_view(lov: str, view_id: uuid.UUID) -> Response:
    """Asks whether the list is to open with it, or whether it is to go."""
    return _one(lov, view_id, 200, DeleteForm())


@blueprint.post("/<nokkel:lov>/visninger/<uuid:view_id>/standard/")
@needs(SEE_LISTS, title=lazy("Visning"))
def set_default(lov: str, view_id: uuid.UUID) -> Any:
    """The list opens with it from now on; or, where it did, no longer."""
    known(lov)
    form = DeleteForm()
    if not sent(form):
        return _one(lov, view_id, 422, form)
    if not any(one.id == view_id for one in views_of(db(), user(), lov)):
        abort(404)
    if first_time(form):
        was = default_of(db(), user(), lov) == view_id
        choose_default(db(), user(), lov, None if was else view_id)
        flash(_("Listen åpnes uten visning.") if was else _("Listen åpnes med denne visningen."), "success")
    return redirect(url_for("list_views.views", lov=lov), 303)


@blueprint.post("/<nokkel:lov>/visninger/<uuid:view_id>/slett/")
@needs(SEE_LISTS, title=lazy("Visning"))
def delete(lov: str, view_id: uuid.UUID) -> Any:
    """Takes it away, for everyone it was shared with too."""
    known(lov)
    form = DeleteForm()
    if not sent(form):
        return _one(lov, view_id, 422, form)
    row = _mine(view_id)
    if first_time(form):
        delete_view(db(), row)
        flash(_("Visningen «%(navn)s» er slettet.", navn=row.navn), "success")
    return redirect(url_for("list_views.views", lov=lov), 303)


def _mine(view_id: uuid.UUID) -> ListView:
    row = view_to_change(db(), user(), view_id)
    if row is None:
        abort(404)
    return row


def _found(lov: str) -> Listing:
    stand_on(f"liste_{known(lov)}")
    return listing(db(), user(), lov, arguments())


def _kept(found: Listing) -> dict[str, str]:
    """What a view holds: never words that were searched for."""
    return found.asked.address(sok=None, visning=None)


def _form() -> ViewForm:
    form = ViewForm(unit_id="")
    shared = [(unit, _("Alle i %(enhet)s", enhet=unit_name(unit))) for unit in own_units(user())]
    form.unit_id.choices = [("", _("Bare jeg")), *shared]
    return form


def _name(found: Listing, form: ViewForm, status: int) -> Response:
    told = [text for text, _href in chips(found, Links(found, default=False))]
    return page(
        "lists/save.html",
        status,
        form=form,
        found=found,
        told=told,
        action=with_args(request.path, _kept(found)),
        title=list_title(found.context.lov),
        back=with_args(url_for("lists.lines", lov=found.context.lov), _kept(found)),
        sorted_by=found.columns[found.asked.sort].title,
    )


def _one(lov: str, view_id: uuid.UUID, status: int, form: DeleteForm) -> Response:
    found = _found(lov)
    row = next((one for one in views_of(db(), user(), lov) if one.id == view_id), None)
    if row is None:
        abort(404)
    changes = view_to_change(db(), user(), view_id) is not None
    return page("lists/view.html", status, form=form, found=found, row=row, may_delete=changes, title=list_title(lov))
