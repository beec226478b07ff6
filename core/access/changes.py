"""Writes about users, their roles and what they opened."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core.access.models import AppUser, Opened, UserRole
from core.access.signin import HASHER, end_all_sessions
from core.db import insert_if_new
from core.events.record import record
from core.house import house_of


class UserError(Exception):
    """A user or role that cannot be made as asked; the sentence says why."""


def find_user(session: Session, brukernavn: str) -> AppUser:
    """The user with this name. Raises UserError when there is none."""
    user = session.scalar(select(AppUser).where(AppUser.brukernavn == brukernavn.lower()))
    if user is None:
        raise UserError(f"Brukeren «{brukernavn}» finnes ikke.")
    return user


def add_user(session: Session, brukernavn: str, navn: str, passord: str) -> AppUser:
    """A new local user without roles.

    Raises UserError for a name that is taken or empty, or a password that is too short.
    """
    name = brukernavn.strip().lower()
    if not name or len(name) > 100 or any(sign.isspace() for sign in name):
        raise UserError("Brukernavnet må ha fra 1 til 100 tegn, uten mellomrom.")
    if session.scalar(select(AppUser.id).where(AppUser.brukernavn == name)) is not None:
        raise UserError(f"Brukeren «{name}» finnes allerede.")
    user = AppUser(
        id=uuid.uuid4(), brukernavn=name, navn=navn.strip() or name, passord=HASHER.hash(_strong(session, passord))
    )
    session.add(user)
    session.flush()
    record(session, "bruker_ny", "Bruker laget", data={"bruker": name})
    return user


def _strong(session: Session, passord: str) -> str:
    if len(passord) < 12 and not house_of(session).settings.demo:
        raise UserError("Passordet må ha minst 12 tegn.")
    return passord


def set_password(session: Session, user: AppUser, passord: str) -> None:
    """A new password; every session of the user ends."""
    user.passord = HASHER.hash(_strong(session, passord))
    end_all_sessions(session, user.id)
    record(session, "bruker_passord", "Passord satt på nytt", data={"bruker": user.brukernavn})


def disable_user(session: Session, user: AppUser) -> None:
    """The user can no longer sign in, and her sessions end."""
    user.stengt = house_of(session).clock.now()
    end_all_sessions(session, user.id)
    record(session, "bruker_stengt", "Bruker stengt", data={"bruker": user.brukernavn})


def end_sessions_of(session: Session, user: AppUser) -> None:
    """Ends every session of a user, who must sign in again; an administrator's act, and logged."""
    end_all_sessions(session, user.id)
    record(session, "okter_avsluttet", "Økter avsluttet", data={"bruker": user.brukernavn})


def give_role(session: Session, user: AppUser, role: str, unit_id: str) -> None:
    """Gives a role in a unit; giving it again changes nothing.

    Raises UserError for a role or unit that does not fit.
    """
    _check_role(session, role, unit_id)
    actor = str(session.info.get("actor", "system"))
    given = {"user_id": user.id, "role": role, "unit_id": unit_id, "gitt_av": actor}
    if not insert_if_new(session, UserRole, {**given, "gitt": house_of(session).clock.now()}):
        return
    record(session, "rolle_gitt", "Rolle gitt", data={"bruker": user.brukernavn, "rolle": role, "enhet": unit_id})


def take_role(session: Session, user: AppUser, role: str, unit_id: str) -> None:
    """Takes a role away. Raises UserError when the user does not have it."""
    held = (UserRole.user_id == user.id, UserRole.role == role, UserRole.unit_id == unit_id)
    if session.execute(delete(UserRole).where(*held).returning(UserRole.role)).first() is None:
        raise UserError(f"«{user.brukernavn}» har ikke rollen «{role}»{' i ' + unit_id if unit_id else ''}.")
    record(session, "rolle_tatt", "Rolle tatt bort", data={"bruker": user.brukernavn, "rolle": role, "enhet": unit_id})


def _check_role(session: Session, role: str, unit_id: str) -> None:
    known = house_of(session).plugins.registry.roles
    if role not in known:
        raise UserError(f"Rollen «{role}» finnes ikke. Kjente roller: {', '.join(sorted(known))}.")
    kind = unit_id.split(":")[0]
    wanted = known[role].unit_kind
    if wanted == "any" and kind in ("kommune", "mottak", "fylke", "imdi"):
        return
    if kind != wanted:
        raise UserError(f"Rollen «{role}» gis i {wanted or 'ingen enhet'}, ikke i «{unit_id}».")


def choose_language(session: Session, user_id: uuid.UUID, sprak: str) -> None:
    """The user's own language from now on."""
    session.execute(update(AppUser).where(AppUser.id == user_id).values(sprak=sprak))


def open_shielded(session: Session, user_id: uuid.UUID, person_id: uuid.UUID, day: date, grunn: str) -> None:
    """Notes why the user opened a shielded person; she stays open for the day."""
    if session.get(Opened, (user_id, person_id, day)) is not None:
        return
    session.add(Opened(user_id=user_id, person_id=person_id, dag=day, grunn=grunn, at=house_of(session).clock.now()))
    record(session, "skjermet_apnet", "Skjermet person åpnet", person_id=person_id, data={"grunn": grunn})
