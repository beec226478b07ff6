"""What one who gives roles can choose between, and what is wrong with what she chose."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.grants import ALL_USERS, administered, changeable_roles, may_change, sees_every_user
from core.access.models import AppUser
from core.access.user_forms import GiveRoleForm
from core.access.users import SignedIn
from core.house import house_of, today
from core.i18n import _
from core.places.models import Mottak
from core.places.register import fylker_on, kommune, kommune_label, kommuner_on

NAME = {"lang": "nb"}
"""Names of places are Norwegian in every language."""


def fit(session: Session, form: GiveRoleForm, who: SignedIn, unit_name: Any) -> GiveRoleForm:
    """Sets the choices of role and unit: those she may give, in the units she may give in."""
    day, registry = today(session), house_of(session).plugins.registry
    roles = [(role.key, str(role.title)) for role in changeable_roles(registry, who, day)]
    form.rolle.choices = roles if len(roles) == 1 else [("", _("Velg")), *roles]
    form.enhet.choices = unit_choices(session, who, day, unit_name)
    return form


def unit_choices(session: Session, who: SignedIn, day: date, unit_name: Any) -> Any:
    """Her own units by the numbers they have now; every place, by kind, for who gives everywhere."""
    if not sees_every_user(who):
        units = administered(house_of(session).plugins.registry, who, day)
        return [(unit, str(unit_name(unit))) for unit in sorted(units) if _in_use(unit, day)]
    first = _("Uten enhet") if who.can(ALL_USERS) else _("Velg")
    mottak = session.execute(select(Mottak.kode, Mottak.navn).order_by(Mottak.kode))
    return {
        "": [("", first), ("imdi", "IMDi")],
        _("Kommuner"): [(f"kommune:{one.nummer}", kommune_label(one.nummer, day), NAME) for one in _by_name(day)],
        _("Mottak"): [(f"mottak:{kode}", f"{kode} {navn}", NAME) for kode, navn in mottak],
        _("Fylker"): [(f"fylke:{one.nummer}", one.navn, NAME) for one in fylker_on(day)],
    }


def _by_name(day: date) -> list[Any]:
    return sorted(kommuner_on(day), key=lambda one: kommune_label(one.nummer, day))


def _in_use(unit_id: str, day: date) -> bool:
    kind, _sep, number = unit_id.partition(":")
    return kind != "kommune" or kommune(number, day) is not None


def chosen_user(session: Session, form: GiveRoleForm, who: SignedIn) -> AppUser | None:
    """The user who gets the role, or None with what is wrong said beside the fields."""
    name = (form.brukernavn.data or "").strip().lower()
    found = session.scalar(select(AppUser).where(AppUser.brukernavn == name))
    if found is None:
        form.brukernavn.errors = [_("Ingen bruker har dette brukernavnet. Sjekk skrivemåten.")]
    elif found.id == who.id:
        form.brukernavn.errors = [_("Du kan ikke gi roller til deg selv. Be en annen administrator om det.")]
    elif found.stengt is not None:
        form.brukernavn.errors = [_("Brukeren er stengt.")]
    fault = _role_fault(session, form.rolle.data or "", form.enhet.data or "", who)
    if fault is not None:
        form[fault[0]].errors = [fault[1]]
    return None if fault is not None or form.brukernavn.errors else found


def _role_fault(session: Session, key: str, unit_id: str, who: SignedIn) -> tuple[str, str] | None:
    registry, day = house_of(session).plugins.registry, today(session)
    role = next((role for role in changeable_roles(registry, who, day) if role.key == key), None)
    if role is None:
        return "rolle", _("Velg en rolle fra listen.")
    kind = unit_id.partition(":")[0]
    if not kind and role.unit_kind:
        return "enhet", _("Velg enheten rollen skal gjelde i.")
    if kind and not role.unit_kind:
        return "enhet", _("Rollen gis uten enhet.")
    if role.unit_kind not in (kind, "any") or not may_change(registry, who, key, unit_id, day):
        return "enhet", _("Du kan ikke gi denne rollen i denne enheten.")
    own = unit_id in administered(registry, who, day)  # also a mottak that is read in later
    return None if own or _exists(session, unit_id, day) else ("enhet", _("Velg en enhet fra listen."))


def _exists(session: Session, unit_id: str, day: date) -> bool:
    kind, _sep, code = unit_id.partition(":")
    if kind == "kommune":
        return kommune(code, day) is not None
    if kind == "fylke":
        return any(one.nummer == code for one in fylker_on(day))
    return unit_id in ("", "imdi") or (kind == "mottak" and session.get(Mottak, code) is not None)
