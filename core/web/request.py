"""The life of a request: its session, who asks, its one transaction, and the access log before the answer leaves."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, flash, g, redirect, request, url_for
from flask import session as cookie
from flask.globals import request_ctx
from flask_login import LoginManager, current_user
from sqlalchemy.orm import Session

from core.access.scope import set_scope
from core.access.sessions import renew
from core.access.signin import resume, touch
from core.access.users import SignedIn, scope_for
from core.events.seen import Answer, write_access_log
from core.house import House
from core.i18n import _
from core.web.held import forget_shown, hold_form

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOUCH_EVERY = timedelta(minutes=1)


def house() -> House:
    """The house of the running app."""
    return cast(House, current_app.extensions["fotfeste"])


def db() -> Session:
    """This request's session, opened when first asked for; it writes only in requests that may."""
    if "db" not in g:
        g.db = house().session(write=request.method not in SAFE)
        g.db.info.update(request_id=request_id())
    return cast(Session, g.db)


def request_id() -> str:
    """A random id for this request, in the logs and on the error page."""
    if "request_id" not in g:
        g.request_id = str(uuid.uuid4())
    return cast(str, g.request_id)


def user() -> SignedIn:
    """The signed-in user herself, not the proxy of her: a page asks about her often. Call it only behind `@needs`."""
    try:
        return cast(SignedIn, g.user)
    except AttributeError:
        g.user = current_user._get_current_object()
        return cast(SignedIn, g.user)


def init_requests(app: Flask) -> None:
    """Hangs the request's life on the app."""
    login = LoginManager(app)
    login.session_protection = None  # the session row decides, not a guess from the address
    login.user_loader(_load_user)
    login.unauthorized_handler(_to_sign_in)
    app.before_request(_no_null)
    app.after_request(_finish)
    app.teardown_request(_close)


def _no_null() -> None:
    """Refuses a text with the sign NUL: nobody types it, and PostgreSQL does not store it."""
    if any("\0" in text for _key, text in (*request.args.items(multi=True), *request.form.items(multi=True))):
        abort(400)


def _load_user(token: str) -> SignedIn | None:
    if g.get("failed"):
        return None  # the error page asks the database for nothing
    session = db()
    found = resume(session, token)
    if found is not None:
        act_as(session, found)
    return found


def _to_sign_in() -> Any:
    """Sends whoever is not signed in to the sign-in page, and afterwards back to where she was.

    A form that came too late is kept for her where its page can be shown again; else she is told that it is not.
    """
    kept = hold_form(db()) if request.method not in SAFE else ""
    if kept:
        flash(_("Du er ikke logget inn lenger. Logg inn, så står det du skrev, i skjemaet igjen."), "warning")
    elif request.method not in SAFE:
        flash(_("Du er ikke logget inn lenger, og det du sendte, er ikke lagret. Logg inn og prøv igjen."), "warning")
    if request.headers.get("HX-Request") == "true":
        try:
            address = urlsplit(request.headers.get("HX-Current-URL", "/"))
        except ValueError:  # forged: no browser stands on such an address
            address = urlsplit("/")
        neste = f"{address.path}?{address.query}" if address.query else address.path
        return Response(status=204, headers={"HX-Redirect": url_for("access.sign_in", neste=kept or neste)})
    here = request.method in SAFE or request_ctx.url_adapter.test(method="GET")  # type: ignore[union-attr]
    neste = request.full_path.rstrip("?") if here else "/"
    return redirect(url_for("access.sign_in", neste=neste), 303)


def no_use() -> None:
    """The page itself asks, and not a person: this request is no use of the session, and does not keep it."""
    g.no_use = True


def act_as(session: Session, who: SignedIn) -> None:
    """From here the session reads and writes as this user."""
    session.info["actor"] = who.brukernavn
    set_scope(session, scope_for(session, who, house().clock.today()))


def _finish(response: Response) -> Response:
    """Commits what the answer promises, then writes the access log; an error in either becomes an error page."""
    session: Session | None = g.get("db")
    if session is None or g.get("failed"):
        return response
    if request.method not in SAFE and response.status_code < 400:
        session.commit()
    else:
        session.close()  # what was read goes too: a rollback makes each row ready to be read anew
    _log_access(session.info)
    return response


def _log_access(info: Any) -> None:
    seen = info.get("shown", ())
    if not current_user or not current_user.is_authenticated:
        return
    now = house().clock.now()
    stale = "no_use" not in g and "last_used" in info and now - info["last_used"] > TOUCH_EVERY
    if seen:
        answer = Answer(now, current_user.id, request.endpoint or "", request_id())
        with house().writing() as connection:
            write_access_log(connection, answer, seen)
    if not (stale or info.get("renew") or "held_shown" in g):
        return
    with house().session(write=True) as session:
        if stale:
            touch(session, current_user.session_id)
        if "held_shown" in g:
            forget_shown(session)
        token = renew(session, current_user) if info.get("renew") else None
        session.commit()
    if token:
        cookie["_user_id"] = token


def _close(error: BaseException | None) -> None:
    session: Session | None = g.pop("db", None)
    if session is not None:
        session.rollback()
        session.close()
