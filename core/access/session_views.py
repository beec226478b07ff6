"""Mine økter: where the user is signed in, and ending what should not run."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for

from core.access.sessions import end_others, is_own, own_sessions
from core.access.user_forms import ConfirmForm
from core.i18n import _, lazy
from core.web.forms import sent
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, user

blueprint = Blueprint("sessions", __name__, url_prefix="/mine-okter")


@blueprint.get("/")
@needs("", title=lazy("Mine økter"))
def sessions() -> Response:
    """The sessions that run, this one marked."""
    return _shown(ConfirmForm(), 200)


@blueprint.post("/andre/")
@needs("", title=lazy("Mine økter"))
def end_all_others() -> Any:
    """Ends every session but this one."""
    return _end(None)


@blueprint.post("/<uuid:session_id>/")
@needs("", title=lazy("Mine økter"))
def end_one(session_id: uuid.UUID) -> Any:
    """Ends another session of her own. This one ends by signing out; others' are just like what does not exist."""
    return _end(session_id)


def _end(only: uuid.UUID | None) -> Any:
    form = ConfirmForm()
    if not sent(form):
        return _shown(form, 422)
    if only is not None and not is_own(db(), user(), only):
        abort(404)
    end_others(db(), user(), only)  # what has ended is ended: the same form twice does nothing more
    flash(_("Økten er avsluttet.") if only else _("De andre øktene er avsluttet."), "success")
    return redirect(url_for("sessions.sessions"), 303)


def _shown(form: ConfirmForm, status: int) -> Response:
    stand_on("okter")
    return page("access/sessions.html", status, form=form, found=own_sessions(db(), user().id))
