"""What an endpoint needs, said where it stands. Without it the app does not start."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, current_app, flash, g, redirect, request, url_for
from flask_login import current_user

from core.access.person_access import PersonAccess, find_person
from core.events.seen import shown
from core.i18n import _
from core.persons.merging.former import leads_to
from core.web.request import SAFE, db, house, user

View = Callable[..., Any]


@dataclass(frozen=True)
class Need:
    """A permission (empty: any signed-in user; `*`: open to all), and the page's title.

    `ordning` is `se` or `endre`.
    """

    permission: str
    title: Any
    ordning: str = ""


def public(title: Any) -> Callable[[View], View]:
    """Open to all, also without signing in."""
    return lambda view: _mark(view, Need("*", title))


def needs(permission: str, title: Any) -> Callable[[View], View]:
    """Open to users with this permission. A `<uuid:person_id>` in the address becomes `person`, found within her reach.

    Outside reach, or without the permission there, the answer is 404: just like what does not exist.
    """
    return lambda view: _guard(view, Need(permission, title))


def needs_ordning(verb: str, title: Any) -> Callable[[View], View]:
    """Open to users with `<ordning>.<verb>`, for the ordning named in the address."""
    return lambda view: _guard(view, Need("", title, verb))


def _mark(view: View, need: Need) -> View:
    view.need = need  # type: ignore[attr-defined]
    return view


def _guard(view: View, need: Need) -> View:
    @functools.wraps(view)
    def guarded(**arguments: Any) -> Any:
        if not current_user.is_authenticated:
            return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        permission = _permission(need, arguments)
        if not user().can(permission):
            abort(404)
        if "person_id" in arguments:
            answer = _resolve(permission, need, arguments)
            if answer is not None:
                return answer
        return view(**arguments)

    return _mark(guarded, need)


def _permission(need: Need, arguments: dict[str, Any]) -> str:
    if not need.ordning:
        return need.permission
    if arguments["ordning"] not in house().plugins.registry.ordninger:
        abort(404)
    return f"{arguments['ordning']}.{need.ordning}"


def _resolve(permission: str, need: Need, arguments: dict[str, Any]) -> Response | None:
    asked = arguments.pop("person_id")
    access = find_person(db(), user(), asked)
    if access is None:
        return _merged(permission, asked, arguments)
    if access.closed:
        return _ask_reason(access)
    if not access.permits(user(), permission, write=_writes(permission)):
        abort(404)
    g.person_access = access
    shown(db(), [access.person.id])
    arguments["person"] = access.person
    return None


def _writes(permission: str) -> bool:
    return request.method not in SAFE or permission.endswith(".endre")


def _merged(permission: str, asked: uuid.UUID, arguments: dict[str, Any]) -> Response:
    """The address of a record that was merged into another leads to her, for those who may see the page there."""
    kept = leads_to(db(), asked)
    access = find_person(db(), user(), kept) if kept is not None else None
    if access is None:
        abort(404)
    if access.closed:
        return _ask_reason(access)
    if not access.permits(user(), permission, write=_writes(permission)):
        abort(404)
    if request.method in SAFE:
        asked_for = request.query_string.decode("ascii", "ignore")
        address = url_for(str(request.endpoint), person_id=kept, **arguments) + (f"?{asked_for}" if asked_for else "")
    else:
        flash(_("Registreringen er slått sammen med denne. Det du sendte, er ikke lagret."), "warning")
        address = url_for("persons.person", person_id=kept)
    return redirect(address, 303)  # type: ignore[return-value]


def _ask_reason(access: PersonAccess) -> Response:
    """A holder who has not opened the person today is sent to say why; nothing else answers, and no change is made."""
    if request.method not in SAFE:
        abort(404)
    return redirect(url_for("access.open_person", shielded_id=access.person.id), 303)  # type: ignore[return-value]


def person_access() -> PersonAccess:
    """How much of the person in the address the user may see and change."""
    access: PersonAccess = g.person_access
    return access
