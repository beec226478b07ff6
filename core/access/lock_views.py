"""What a page asks about its own session: how long it has left, that it is in use, and that it was left alone."""

from __future__ import annotations

from flask import Blueprint, Response, flash, request, session
from flask_login import current_user, logout_user

from core.access.idle import ends_at
from core.access.signin import end_session, touch
from core.events.record import record
from core.i18n import LAST, _, language, lazy
from core.web.held import NAME, hold_typed
from core.web.needs import public
from core.web.request import db, house, no_use, user

blueprint = Blueprint("lock", __name__, url_prefix="/mine-okter")

TYPED = "felt."
"""What the names of the typed fields begin with, so that they are told from the page's own."""


@blueprint.post("/bruk/")
@public(title=lazy("Økten er i bruk"))
def use() -> Response:
    """Seconds until the session ends, 0 when it has. Only with `brukt` does the question itself count as use."""
    no_use()  # else a page that nobody reads would keep its session by asking
    if not current_user.is_authenticated:
        return _seconds(0)
    now, info = house().clock.now(), db().info
    used = info["last_used"]
    if request.form.get("brukt"):
        touch(db(), user().session_id)
        used = now
    return _seconds((ends_at(info["started"], used, in_mottak=user().in_mottak) - now).total_seconds())


def _seconds(left: float) -> Response:
    return Response(str(max(0, int(left))), mimetype="text/plain")


@blueprint.post("/las/")
@public(title=lazy("Lås siden"))
def lock() -> Response:
    """Ends the session of a page that was left alone, and keeps what was typed there until she signs in again."""
    fields = [
        (name.removeprefix(TYPED), text) for name, text in request.form.items(multi=True) if name.startswith(TYPED)
    ]
    kept = hold_typed(db(), request.form.get("skjema", ""), fields) if fields else ""
    if current_user.is_authenticated:
        record(db(), "logg_ut", "Låst fordi ingen brukte siden")
        end_session(db(), user().session_id)
    held, last = session.get(NAME), language()
    logout_user()
    session.clear()
    session[LAST] = last
    if held:
        session[NAME] = held
    if fields and not kept:
        flash(_("Det du skrev, er ikke tatt vare på."), "warning")
    return Response(status=204)
