"""A user's own sessions: which run, ending one or all others, and a new token when her roles have changed."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.access.models import WebSession
from core.access.signin import still_open, token_key
from core.access.users import SignedIn, roles_key
from core.events.record import record
from core.house import house_of


def own_sessions(session: Session, user_id: uuid.UUID) -> Sequence[WebSession]:
    """The user's sessions that run, the last used first."""
    now = house_of(session).clock.now()
    statement = select(WebSession).where(WebSession.user_id == user_id, still_open(now))
    return session.scalars(statement.order_by(WebSession.sist_brukt.desc(), WebSession.id)).all()


def is_own(session: Session, who: SignedIn, session_id: uuid.UUID) -> bool:
    """True for a session of the user's own, running or ended."""
    return session.scalar(select(WebSession.user_id).where(WebSession.id == session_id)) == who.id


def end_others(session: Session, who: SignedIn, only: uuid.UUID | None = None) -> None:
    """Ends the user's other sessions, or only one of them; logged. Never the one she stands in."""
    now = house_of(session).clock.now()
    wanted = [WebSession.user_id == who.id, WebSession.id != who.session_id, WebSession.avsluttet.is_(None)]
    if only is not None:
        wanted.append(WebSession.id == only)
    ended = session.scalars(update(WebSession).where(*wanted).values(avsluttet=now).returning(WebSession.id)).all()
    if ended:
        record(session, "okter_avsluttet", "Økter avsluttet", data={"bruker": who.brukernavn})


def renew(session: Session, who: SignedIn) -> str | None:
    """A new token for the session in use, or None where another request has renewed it already."""
    token, now = secrets.token_urlsafe(32), house_of(session).clock.now()
    old = token_key(who.token)
    renewed = session.scalar(
        update(WebSession)
        .where(WebSession.id == who.session_id, WebSession.token_hash == old)
        .values(token_hash=token_key(token), forrige_hash=old, byttet=now, roller=roles_key(who.roles))
        .returning(WebSession.id)
    )
    return token if renewed else None
