"""A form that came after the session had ended, kept for half an hour so that nothing typed is lost.

It is encrypted with a key made of the application's secret and a token that only the browser's cookie has: neither the
database nor the cookie alone tells what was written. Passwords are never kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from core.access.models import HeldForm, WebSession
from core.access.signin import token_key
from core.house import house_of

KEPT = timedelta(minutes=30)
LONGEST = 200_000
"""Bytes; a form that is larger is not kept."""
NEVER = ("csrf_token", "passord", "password")
"""No field whose name holds one of these is kept."""

Fields = Sequence[tuple[str, str]]


def hold(session: Session, token: str, fields: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Keeps a form for the user whose session had this token; gives the session's id and the secret for the cookie.

    None where the token never was a session's, or the form is too large. A form kept before for that session is gone.
    """
    sweep(session)
    key = token_key(token)
    ended = session.execute(
        select(WebSession.id, WebSession.user_id).where(
            or_(WebSession.token_hash == key, WebSession.forrige_hash == key)
        )
    ).first()
    kept = [pair for pair in fields if not any(word in pair[0].lower() for word in NEVER)]
    text = json.dumps(kept).encode()
    if ended is None or len(text) > LONGEST:
        return None
    secret = secrets.token_urlsafe(32)
    forget(session, ended.id)
    sealed = _box(session, ended.id, ended.user_id, secret).encrypt(text)
    now = house_of(session).clock.now()
    session.add(HeldForm(session_id=ended.id, user_id=ended.user_id, at=now, data=sealed.decode()))
    return str(ended.id), secret


def held(session: Session, session_id: str, secret: str, user_id: uuid.UUID) -> Fields | None:
    """The form kept for this user; None when it was another's, is older than half an hour, or cannot be read."""
    oldest = house_of(session).clock.now() - KEPT
    row = session.scalar(
        select(HeldForm).where(
            HeldForm.session_id == uuid.UUID(session_id), HeldForm.user_id == user_id, HeldForm.at > oldest
        )
    )
    if row is None:
        return None
    try:
        text = _box(session, row.session_id, user_id, secret).decrypt(row.data.encode())
    except InvalidToken:
        return None
    return [(name, value) for name, value in json.loads(text)]


def forget(session: Session, session_id: uuid.UUID | str) -> None:
    """The form kept for a session is gone."""
    session.execute(delete(HeldForm).where(HeldForm.session_id == uuid.UUID(str(session_id))))


def sweep(session: Session) -> None:
    """What is older than half an hour is gone."""
    session.execute(delete(HeldForm).where(HeldForm.at <= house_of(session).clock.now() - KEPT))


def _box(session: Session, session_id: uuid.UUID, user_id: uuid.UUID, secret: str) -> Fernet:
    what = f"skjema:{session_id}:{user_id}:{secret}".encode()
    key = hmac.new(house_of(session).settings.secret_key.encode(), what, hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
