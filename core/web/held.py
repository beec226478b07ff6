"""The form that came too late, in the browser's cookie and on the page: shown filled in, once, and unsaved."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from flask import g, request
from flask import session as cookie
from flask.globals import request_ctx
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from core.access.held import Fields, forget, held, hold, sweep

NAME = "holdt"


def hold_form(session: Session) -> str:
    """Keeps what was sent, and gives the address of its page; empty where it has none, or nothing was kept."""
    return hold_typed(session, request.full_path.rstrip("?"), request.form.items(multi=True))


def hold_typed(session: Session, address: str, fields: Iterable[tuple[str, str]]) -> str:
    """Keeps what was typed in the form of this address; gives the address, or empty where nothing was kept."""
    token, path = str(cookie.get("_user_id", "")), address.partition("?")[0]
    if not token or not all(request_ctx.url_adapter.test(path, method) for method in ("GET", "POST")):  # type: ignore[union-attr]
        return ""
    kept = hold(session, token, fields)
    if kept is None:
        return ""
    cookie[NAME] = [*kept, path]
    return address


def after_sign_in(session: Session, before: Any, user_id: uuid.UUID) -> str:
    """The page of the form this user left; empty for none. Another's is destroyed. `before`: what the cookie had."""
    sweep(session)
    if not before:
        return ""
    session_id, secret, path = before
    if held(session, session_id, secret, user_id) is None:
        forget(session, session_id)
        return ""
    cookie[NAME] = before
    return str(path)


def awaited() -> bool:
    """True on the whole page of a form that was kept."""
    path = (cookie.get(NAME) or ("",))[-1]
    return path == request.path and request.method == "GET" and "HX-Request" not in request.headers


def typed_before(session: Session, user_id: uuid.UUID) -> MultiDict[str, str] | None:
    """What was typed, where it was kept for this user."""
    session_id, secret, _path = cookie[NAME]
    found: Fields | None = held(session, session_id, secret, user_id)
    if found is None:
        return None
    g.held_shown = session_id
    return MultiDict(found)


def forget_shown(session: Session) -> None:
    """It has been shown, and is kept no longer."""
    forget(session, g.held_shown)
    cookie.pop(NAME, None)
