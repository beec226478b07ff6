"""Making and closing users, for Systemadministrator."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from typing import Any

from flask import Blueprint, Response, flash, redirect, url_for
from sqlalchemy import select

from core.access.changes import add_user, disable_user, find_user
from core.access.grants import ALL_USERS
from core.access.models import AppUser
from core.access.signin import fits
from core.access.user_forms import ConfirmForm, NewUserForm
from core.access.user_views import seen_user, user_page
from core.i18n import _, lazy
from core.web.forms import first_time, sent
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house

blueprint = Blueprint("accounts", __name__, url_prefix="/brukere")


@blueprint.get("/ny/")
@needs(ALL_USERS, title=lazy("Ny bruker"))
def new_form() -> Response:
    """The empty form of a new user."""
    return _new(NewUserForm(), 200)


@blueprint.post("/ny/")
@needs(ALL_USERS, title=lazy("Ny bruker"))
def new() -> Any:
    """Makes the user and shows her first password, this once: only its hash is kept."""
    form = NewUserForm()
    if not sent(form):
        return _new(form, 422)
    name, password = (form.brukernavn.data or "").strip().lower(), _first_password(form)
    found = db().scalar(select(AppUser).where(AppUser.brukernavn == name))
    if not first_time(form) and found is not None and fits(found.passord, password):
        return _made(found, password)  # a double click: the answer that reaches the screen has the password too
    if found is not None:
        form.brukernavn.errors = [_("Brukernavnet er i bruk. Velg et annet.")]
        return _new(form, 422)
    return _made(add_user(db(), name, form.navn.data or "", password), password)


def _first_password(form: NewUserForm) -> str:
    """A password of 100 bits that follows from the form's key, so that the same form twice is one password."""
    what = f"passord:{form.nokkel.data}:{(form.brukernavn.data or '').strip().lower()}"
    made = hmac.new(house().settings.secret_key.encode(), what.encode(), hashlib.sha256).digest()
    text = base64.b32encode(made).decode().lower()[:20]
    return "-".join(text[start : start + 5] for start in range(0, 20, 5))


def _new(form: NewUserForm, status: int) -> Response:
    stand_on("brukere")
    return page("access/new_user.html", status, form=form)


def _made(found: AppUser, password: str) -> Response:
    stand_on("brukere")
    return page("access/new_user.html", form=None, found=found, password=password)


@blueprint.get("/<uuid:user_id>/steng/")
@needs(ALL_USERS, title=lazy("Steng bruker"))
def close_form(user_id: uuid.UUID) -> Response:
    """Asks once more before a user is closed."""
    return user_page(seen_user(user_id, other=True), form=ConfirmForm(), closing=True)


@blueprint.post("/<uuid:user_id>/steng/")
@needs(ALL_USERS, title=lazy("Steng bruker"))
def close(user_id: uuid.UUID) -> Any:
    """Closes the user: she cannot sign in, and her sessions end. What she did stands in the log."""
    found, form = seen_user(user_id, other=True), ConfirmForm()
    if not sent(form):
        return user_page(found, 422, form=form, closing=True)
    if first_time(form) and found.stengt is None:
        disable_user(db(), find_user(db(), found.brukernavn))
    flash(_("Brukeren er stengt."), "success")
    return redirect(url_for("users.one", user_id=user_id), 303)
