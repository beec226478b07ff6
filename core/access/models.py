"""Users and their roles, sessions, the throttle, what has been opened, and reach: who may see whom."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Unit, public

FETCHED = "hentet_inn"
"""Why a row of reach stands that comes of bringing a person in."""


class AppUser(Base):
    """Someone who signs in. `passord` is an argon2 hash; a user with `stengt` cannot sign in and has no session."""

    __tablename__ = "app_user"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    brukernavn: Mapped[str] = mapped_column(String(100), unique=True)
    navn: Mapped[str] = mapped_column(String(200))
    passord: Mapped[str] = mapped_column(String(200))
    sprak: Mapped[str] = mapped_column(String(2), default="nb")
    stengt: Mapped[datetime | None]


class UserRole(Base):
    """A role a user has in a unit; it takes effect when the place exists.

    `unit_id` is empty for a role without unit.
    """

    __tablename__ = "user_role"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(60), primary_key=True)
    unit_id: Mapped[str] = mapped_column(Unit, primary_key=True, default="")
    gitt_av: Mapped[str] = mapped_column(String(100))
    gitt: Mapped[datetime]


class WebSession(Base):
    """A signed-in session. The cookie holds a token, the row only its hash: a stolen table opens nothing.

    `roller` is a digest of the roles the token was given for; where they have changed it gets a new one, and the one
    before, `forrige_hash`, still opens for a moment after `byttet`. `apparat` is browser and system in two words.
    """

    __tablename__ = "web_session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), index=True)
    startet: Mapped[datetime]
    sist_brukt: Mapped[datetime]
    avsluttet: Mapped[datetime | None]
    apparat: Mapped[str | None] = mapped_column(String(40))
    roller: Mapped[str | None] = mapped_column(String(64))
    forrige_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    byttet: Mapped[datetime | None]


class HeldForm(Base):
    """A form that came after its session had ended, encrypted; swept after half an hour (core.access.held)."""

    __tablename__ = "held_form"

    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("web_session.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    data: Mapped[str]


class SignInFailure(Base):
    """A failed sign-in, counted by the throttle. `key` is a hash of user name or address, never the text itself."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_key_at", "key", "at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class Opened(Base):
    """A holder of the right opened a shielded person, and why; good for the day."""

    __tablename__ = "apnet_person"
    __table_args__ = {"info": public("read by core alone, to decide what a user has opened")}

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    dag: Mapped[date] = mapped_column(primary_key=True)
    grunn: Mapped[str]
    at: Mapped[datetime]


class Reach(Base):
    """A unit may see a person from `fra` to `til`. `kind` is `hel` (all about her) or `egne` (name and the unit's
    rows).

    Core keeps it from where she lives and from the plugins' `person_reach`, in the transaction that changes the fact.
    """

    __tablename__ = "reach"
    __table_args__ = (
        Index("ix_reach_unit", "unit_id", "fra", "til", "person_id"),
        Index("ix_reach_person", "person_id", "unit_id", "fra", "til", "kind"),  # so that no plan prefers the other
        {"info": public("it is the wall itself; pages never read it")},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    unit_id: Mapped[str] = mapped_column(Unit)
    kind: Mapped[str] = mapped_column(String(4))
    fra: Mapped[date]
    til: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(40))


class FormKey(Base):
    """A form that has been received; the same form sent twice finds its key here. Swept after a day."""

    __tablename__ = "form_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
