"""Views that have been named: whose they are, who else has them, and which one a list opens with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, or_, select
from sqlalchemy.orm import Session

from core.access.models import AppUser
from core.access.users import SignedIn
from core.house import house_of
from core.ordninger.lists.models import DefaultView, ListView
from core.ordninger.lists.registered import SEE_LISTS

STANDARD = and_(
    DefaultView.view_id == ListView.id, DefaultView.user_id == bindparam("user"), DefaultView.lov == bindparam("lov")
)
VIEWS = (
    select(ListView.id, ListView.navn, ListView.valg, ListView.unit_id, ListView.user_id)
    .add_columns(AppUser.navn.label("laget_av"), DefaultView.user_id.is_not(None).label("standard"))
    .join(AppUser, AppUser.id == ListView.user_id)
    .outerjoin(DefaultView, STANDARD)
    .where(ListView.lov == bindparam("lov"))
    .where(or_(ListView.user_id == bindparam("user"), ListView.unit_id.in_(bindparam("units", expanding=True))))
    .order_by(ListView.navn, ListView.id)
)
"""Made once: every page of a list asks for them."""


def views_of(session: Session, user: SignedIn, lov: str) -> Sequence[Row[Any]]:
    """The user's own views of a list and those shared with her units, by name; `standard` where it is her default."""
    return session.execute(VIEWS, {"user": user.id, "lov": lov, "units": shares(user)}).all()


def shares(user: SignedIn) -> list[str]:
    """The units whose views are hers too, and that she can share her own with."""
    return sorted(user.units_with(SEE_LISTS) & user.units)


def own_units(user: SignedIn) -> list[str]:
    """The units she has a role in as it was given, without the numbers they have had before."""
    return sorted({unit for _role, unit in user.roles} & set(shares(user)))


def view_to_change(session: Session, user: SignedIn, view_id: uuid.UUID) -> ListView | None:
    """The view when it is hers; also one that is shared with her unit by a user who has left."""
    left = and_(ListView.unit_id.in_(shares(user)), AppUser.stengt.is_not(None))
    return session.scalar(
        select(ListView)
        .join(AppUser, AppUser.id == ListView.user_id)
        .where(ListView.id == view_id, or_(ListView.user_id == user.id, left))
    )


def save_view(
    session: Session, user: SignedIn, lov: str, navn: str, valg: Mapping[str, str], unit_id: str, *, standard: bool
) -> ListView:
    """Keeps a filter, sort and columns under a name. One of hers with the same name is changed."""
    row = session.scalar(
        select(ListView).where(ListView.user_id == user.id, ListView.lov == lov, ListView.navn == navn)
    )
    if row is None:
        row = ListView(id=uuid.uuid4(), user_id=user.id, lov=lov, navn=navn, laget=house_of(session).clock.now())
        session.add(row)
    row.valg, row.unit_id = dict(valg), unit_id
    session.flush()
    if standard:
        choose_default(session, user, lov, row.id)
    elif default_of(session, user, lov) == row.id:
        choose_default(session, user, lov, None)
    return row


def default_of(session: Session, user: SignedIn, lov: str) -> uuid.UUID | None:
    """The view the list opens with for her."""
    return session.scalar(select(DefaultView.view_id).where(DefaultView.user_id == user.id, DefaultView.lov == lov))


def choose_default(session: Session, user: SignedIn, lov: str, view_id: uuid.UUID | None) -> None:
    """The list opens with this view from now on; None: as it is without one."""
    session.execute(delete(DefaultView).where(DefaultView.user_id == user.id, DefaultView.lov == lov))
    if view_id is not None:
        session.add(DefaultView(user_id=user.id, lov=lov, view_id=view_id))
        session.flush()


def delete_view(session: Session, row: ListView) -> None:
    """The view is gone, and nobody's list opens with it."""
    session.execute(delete(DefaultView).where(DefaultView.view_id == row.id))
    session.delete(row)
    session.flush()
