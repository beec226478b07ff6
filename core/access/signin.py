"""Signing in and out with a local user: argon2, a throttle in the database, and sessions that can be ended."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from core.access.idle import LONGEST, ends_at, idle_limit
from core.access.kept import kept_rows
from core.access.models import AppUser, SignInFailure, UserRole, WebSession
from core.access.users import SignedIn, roles_key, roles_of, signed_in
from core.house import house_of

HASHER = PasswordHasher()


@cache
def nobody() -> str:
    """The hash that is verified when the user name is unknown, so that the answer takes as long.

    Made when first asked for: argon2 takes 64 MB for a moment, which an import has no use for.
    """
    return HASHER.hash(secrets.token_urlsafe())


GRACE = timedelta(minutes=1)
"""So long the token before a renewal still opens: what the browser had asked for meanwhile is answered too."""

FAILURES = 8
WINDOW = timedelta(minutes=15)
"""So many failures for a user name, or four times as many from an address, close the door for a while.

They are counted apart: whoever gets in takes back her own failures alone, so that one who has an account cannot use it
to go on trying others' from the same address.
"""


class Throttled(Exception):
    """Too many failed attempts; the door is closed for a while."""


def authenticate(session: Session, brukernavn: str, passord: str, address: str) -> AppUser | None:
    """The user when name and password fit and she is not closed; else None and a failure is counted.

    Raises Throttled when there have been too many failures for the name or from the address.
    """
    name, place = _key("bruker", brukernavn.strip().lower()), _key("adresse", address)
    now = house_of(session).clock.now()
    if _failures(session, name, now) >= FAILURES or _failures(session, place, now) >= FAILURES * 4:
        raise Throttled
    user = session.scalar(select(AppUser).where(AppUser.brukernavn == brukernavn.strip().lower()))
    stored, open_to = (user.passord, user.stengt is None) if user else (nobody(), False)
    session.rollback()  # hashing takes long; nobody shall wait for the write lock meanwhile
    if fits(stored, passord) and user is not None and open_to:
        _take_back(session, name, place)
        return user
    session.add_all(SignInFailure(key=key, at=now) for key in (name, place))
    return None


def _take_back(session: Session, name: str, place: str) -> None:
    """The user's failures are gone, also from the address's: each was counted for both at the same moment."""
    hers = select(SignInFailure.at).where(SignInFailure.key == name)
    session.execute(delete(SignInFailure).where(SignInFailure.key == place, SignInFailure.at.in_(hers)))
    session.execute(delete(SignInFailure).where(SignInFailure.key == name))


def sweep_failures(session: Session) -> None:
    """What is too old to count is gone."""
    session.execute(delete(SignInFailure).where(SignInFailure.at <= house_of(session).clock.now() - WINDOW))


def _failures(session: Session, key: str, now: datetime) -> int:
    statement = select(func.count()).where(SignInFailure.key == key, SignInFailure.at > now - WINDOW)
    return session.scalar(statement) or 0


def fits(stored: str, passord: str) -> bool:
    """True when the password is the one whose hash is stored."""
    try:
        return HASHER.verify(stored, passord)
    except (VerificationError, InvalidHashError):
        return False


def _key(kind: str, text: str) -> str:
    return hashlib.sha256(f"{kind}:{text}".encode()).hexdigest()


def start_session(session: Session, user: AppUser, apparat: str = "") -> SignedIn:
    """A new session with a token of its own; only the token's hash is stored. `apparat` says what it is used with."""
    house = house_of(session)
    token, now, roles = secrets.token_urlsafe(32), house.clock.now(), roles_of(session, user.id)
    row = WebSession(
        id=uuid.uuid4(),
        token_hash=token_key(token),
        user_id=user.id,
        startet=now,
        sist_brukt=now,
        apparat=apparat,
        roller=roles_key(roles),
    )
    session.add(row)
    session.flush()
    return signed_in(session, user, roles, row.id, token)


def token_key(token: str) -> str:
    """The hash by which a session's token is known."""
    return _key("token", token)


RUNNING = (
    select(
        *(WebSession.id.label("session_id"), WebSession.token_hash, WebSession.startet, WebSession.sist_brukt),
        *(WebSession.roller, AppUser.id, AppUser.brukernavn, AppUser.navn, AppUser.sprak),
        *(UserRole.role, UserRole.unit_id),
    )
    .join(AppUser, AppUser.id == WebSession.user_id)
    .outerjoin(UserRole, UserRole.user_id == AppUser.id)
    .where(
        or_(
            WebSession.token_hash == bindparam("key"),
            and_(WebSession.forrige_hash == bindparam("key"), WebSession.byttet > bindparam("grace")),
        ),
        WebSession.avsluttet.is_(None),
        AppUser.stengt.is_(None),
    )
    .order_by(UserRole.role)
)
"""The session of a token with its user, a row for each of her roles."""


def resume(session: Session, token: str) -> SignedIn | None:
    """The user of a session that still runs; None when it was ended, sat idle too long, or has lasted ten hours.

    `session.info` is told when it started and was last used and, as `renew`, whether it is due for a new token: where
    her roles are others than it was given for.
    """
    now, key = house_of(session).clock.now(), token_key(token)
    rows = kept_rows(session, RUNNING, {"key": key, "grace": now - GRACE}).all()
    if not rows:
        return None
    row = rows[0]
    who = signed_in(session, row, tuple((one.role, one.unit_id) for one in rows if one.role), row.session_id, token)
    if now > ends_at(row.startet, row.sist_brukt, in_mottak=who.in_mottak):
        return None
    session.info["started"], session.info["last_used"] = row.startet, row.sist_brukt
    session.info["renew"] = row.token_hash == key and row.roller != roles_key(who.roles)
    return who


def still_open(now: datetime) -> ColumnElement[bool]:
    """SQL: a session that was not ended, has not sat idle too long, and has not lasted ten hours."""
    mottak = exists(
        select(UserRole.user_id).where(UserRole.user_id == WebSession.user_id, UserRole.unit_id.startswith("mottak:"))
    )
    used = WebSession.sist_brukt
    shorter, longer = now - idle_limit(in_mottak=True), now - idle_limit(in_mottak=False)
    idle = or_(used >= shorter, and_(used >= longer, ~mottak))
    return and_(WebSession.avsluttet.is_(None), WebSession.startet >= now - LONGEST, idle)


def touch(session: Session, session_id: uuid.UUID) -> None:
    """Notes that the session was used now."""
    now = house_of(session).clock.now()
    session.execute(update(WebSession).where(WebSession.id == session_id).values(sist_brukt=now))


def end_session(session: Session, session_id: uuid.UUID) -> None:
    """Ends one session; its token opens nothing from now on."""
    now = house_of(session).clock.now()
    session.execute(update(WebSession).where(WebSession.id == session_id).values(avsluttet=now))


def end_all_sessions(session: Session, user_id: uuid.UUID) -> None:
    """Ends every session of a user: after a new password, or when she is closed."""
    now = house_of(session).clock.now()
    session.execute(
        update(WebSession).where(WebSession.user_id == user_id, WebSession.avsluttet.is_(None)).values(avsluttet=now)
    )
