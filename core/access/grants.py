"""Who may give and take which role, in which unit: the contract's Roles, said once.

Nobody changes her own roles on a page, whatever she may give to others. An operator's command may.
"""

from __future__ import annotations

from datetime import date

from core.access.users import SignedIn, same_unit
from core.items import Role
from core.registry import Registry

SEE_USERS = "bruker.se"
ALL_USERS = "bruker.administrer"
GIVE_SHIELDED = "skjerming.gi"
SHIELDED_ROLE = "skjermede_personer"


def administered(registry: Registry, who: SignedIn, day: date) -> dict[str, frozenset[str]]:
    """The units she administers, and the roles she may give in each; a kommune under every number it has had."""
    found: dict[str, set[str]] = {}
    for role, unit_id in who.roles:
        gives = registry.roles[role].gives if role in registry.roles else ()
        for unit in same_unit(unit_id, day) if gives else ():
            found.setdefault(unit, set()).update(gives)
    return {unit: frozenset(roles) for unit, roles in found.items()}


def sees_every_user(who: SignedIn) -> bool:
    """True for IMDi saksbehandler and Systemadministrator; others see the users of the units they administer."""
    return who.can(GIVE_SHIELDED) or who.can(ALL_USERS)


def may_change(registry: Registry, who: SignedIn, role: str, unit_id: str, day: date) -> bool:
    """True when she may give and take this role in this unit (of others)."""
    if role not in registry.roles:
        return False
    if role == SHIELDED_ROLE:
        return who.can(GIVE_SHIELDED)
    return who.can(ALL_USERS) or role in administered(registry, who, day).get(unit_id, ())


def changeable_roles(registry: Registry, who: SignedIn, day: date) -> list[Role]:
    """The roles she may give in some unit, in order."""
    gives = frozenset[str]().union(*administered(registry, who, day).values())
    kept = [
        role
        for key, role in registry.roles.items()
        if (who.can(GIVE_SHIELDED) if key == SHIELDED_ROLE else who.can(ALL_USERS) or key in gives)
    ]
    return sorted(kept, key=lambda role: role.order)
