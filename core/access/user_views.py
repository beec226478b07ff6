"""The pages of users and their roles, for administrators of a unit, IMDi saksbehandler and Systemadministrator."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for

from core.access.changes import end_sessions_of, find_user, give_role, take_role
from core.access.grants import ALL_USERS, SEE_USERS, administered, may_change, sees_every_user
from core.access.unheld import units_without_holder
from core.access.user_choices import chosen_user, fit
from core.access.user_forms import ConfirmForm, GiveRoleForm
from core.access.user_queries import PAGE, UserLine, list_users, one_user, units_with_users
from core.i18n import _, lazy
from core.registry import Registry
from core.web.forms import first_time, sent
from core.web.jinja import unit_name
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house, user

blueprint = Blueprint("users", __name__, url_prefix="/brukere")


@blueprint.get("/")
@needs(SEE_USERS, title=lazy("Brukere"))
def users() -> Response:
    """The users the reader may see, by name; one unit's alone with `?enhet=`."""
    units, chosen = seen_units(), request.args.get("enhet", "")
    side = request.args.get("side", 1, type=int)
    if not 1 <= side <= 1000 or (units is not None and chosen not in (*units, "")):
        abort(404)
    found = list_users(db(), units, chosen, side)
    return page(
        "access/users.html",
        found=found,
        side=side,
        last=max(1, -(-found.total // PAGE)),
        chosen=chosen,
        choices=_unit_filter(units),
        unheld=chosen in (units_without_holder(db()) if user().can("skjerming.gi") else ()),
    )


def _unit_filter(units: frozenset[str] | None) -> list[tuple[str, str]]:
    """The units to choose between, by name; none where there is but one."""
    held = units_with_users(db()) if units is None else [unit for unit in units_with_users(db()) if unit in units]
    return sorted(((unit, str(unit_name(unit))) for unit in held), key=lambda one: one[1]) if len(held) > 1 else []


def seen_units() -> frozenset[str] | None:
    """The units whose users the reader may see; None for every user."""
    return None if sees_every_user(user()) else frozenset(administered(registry(), user(), house().clock.today()))


def registry() -> Registry:
    """What the running plugins registered."""
    return house().plugins.registry


def seen_user(user_id: uuid.UUID, *, other: bool = False) -> UserLine:
    """The user in the address as the reader may see her; else the answer is 404. `other`: not the reader herself."""
    stand_on("brukere")
    found = one_user(db(), seen_units(), user_id)
    if found is None or (other and found.id == user().id):
        abort(404)
    return found


@blueprint.get("/<uuid:user_id>/")
@needs(SEE_USERS, title=lazy("Bruker"))
def one(user_id: uuid.UUID) -> Response:
    """A user: her roles, and what the reader may do about them."""
    return user_page(seen_user(user_id))


def user_page(found: UserLine, status: int = 200, **more: Any) -> Response:
    """A user's page, with a question where one is asked."""
    day, own = house().clock.today(), found.id == user().id
    rows = [(*held, not own and may_change(registry(), user(), *held, day)) for held in found.roles]
    return page("access/user.html", status, found=found, rows=rows, own=own, may_end=may_end(found), **more)


def may_end(found: UserLine) -> bool:
    """True when the reader may end this user's sessions: she administers a unit of hers, or all users."""
    if found.id == user().id:
        return False
    own = administered(registry(), user(), house().clock.today())
    return user().can(ALL_USERS) or any(unit in own for _role, unit in found.roles)


@blueprint.get("/gi/")
@needs(SEE_USERS, title=lazy("Gi rolle"))
def give_form() -> Response:
    """Asks who gets which role; user and unit may be chosen already."""
    asked = request.args.get("bruker", type=uuid.UUID)
    found = one_user(db(), seen_units(), asked) if asked else None
    form = GiveRoleForm(brukernavn=found.brukernavn if found else "", enhet=request.args.get("enhet", ""))
    return _giving(form, 200)


@blueprint.post("/gi/")
@needs(SEE_USERS, title=lazy("Gi rolle"))
def give() -> Any:
    """Gives the role, or says beside the field why not."""
    form = GiveRoleForm()
    found = chosen_user(db(), form, user()) if sent(form) else None
    if found is None:
        return _giving(form, 422)
    role, unit = form.rolle.data, form.enhet.data or ""
    if first_time(form):
        give_role(db(), found, role, unit)
    flash(_("%(bruker)s har fått rollen %(rolle)s.", bruker=found.navn, rolle=registry().roles[role].title), "success")
    return redirect(url_for("users.one", user_id=found.id), 303)


def _giving(form: GiveRoleForm, status: int) -> Response:
    stand_on("brukere")
    return page("access/give_role.html", status, form=fit(db(), form, user(), unit_name))


@blueprint.get("/<uuid:user_id>/ta/<nokkel:rolle>/<enhet:unit_id>/")
@needs(SEE_USERS, title=lazy("Ta bort rolle"))
def take_form(user_id: uuid.UUID, rolle: str, unit_id: str) -> Response:
    """Asks once more before a role is taken away."""
    found = _taking(user_id, rolle, unit_id)
    if (rolle, unit_id) not in found.roles:
        abort(404)
    return user_page(found, form=ConfirmForm(), taking=(rolle, unit_id))


@blueprint.post("/<uuid:user_id>/ta/<nokkel:rolle>/<enhet:unit_id>/")
@needs(SEE_USERS, title=lazy("Ta bort rolle"))
def take(user_id: uuid.UUID, rolle: str, unit_id: str) -> Any:
    """Takes the role away; it acts on the user's next request. Taken already, by another or a double click, is done."""
    form = ConfirmForm()
    right = sent(form)
    if right and not first_time(form):
        return _taken(user_id)
    found = _taking(user_id, rolle, unit_id)
    if not right:
        return user_page(found, 422, form=form, taking=(rolle, unit_id))
    if (rolle, unit_id) in found.roles:
        take_role(db(), find_user(db(), found.brukernavn), rolle, unit_id)
    return _taken(user_id)


def _taking(user_id: uuid.UUID, rolle: str, unit_id: str) -> UserLine:
    found = seen_user(user_id, other=True)
    if not may_change(registry(), user(), rolle, unit_id, house().clock.today()):
        abort(404)
    return found


def _taken(user_id: uuid.UUID) -> Any:
    """To the user's page, or to the list where she is no longer among those the reader sees."""
    flash(_("Rollen er tatt bort."), "success")
    if one_user(db(), seen_units(), user_id) is None:
        return redirect(url_for("users.users"), 303)
    return redirect(url_for("users.one", user_id=user_id), 303)


@blueprint.get("/<uuid:user_id>/okter/")
@needs(SEE_USERS, title=lazy("Avslutt økter"))
def end_form(user_id: uuid.UUID) -> Response:
    """Asks once more before a user's sessions are ended."""
    return user_page(_ending(user_id), form=ConfirmForm(), ending=True)


@blueprint.post("/<uuid:user_id>/okter/")
@needs(SEE_USERS, title=lazy("Avslutt økter"))
def end(user_id: uuid.UUID) -> Any:
    """Ends every session of the user; she must sign in again."""
    found, form = _ending(user_id), ConfirmForm()
    if not sent(form):
        return user_page(found, 422, form=form, ending=True)
    if first_time(form):
        end_sessions_of(db(), find_user(db(), found.brukernavn))
    flash(_("Øktene er avsluttet."), "success")
    return redirect(url_for("users.one", user_id=found.id), 303)


def _ending(user_id: uuid.UUID) -> UserLine:
    found = seen_user(user_id, other=True)
    if not may_end(found):
        abort(404)
    return found
