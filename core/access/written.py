"""Roles and units as an operator writes them. A unit is kind and code: `kommune:4204`, `mottak:M102`, `imdi`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from core.access.changes import UserError
from core.items import Role
from core.places.register import fylke, is_known, kommune


def read_role(roles: Mapping[str, Role], text: str) -> str:
    """The key of the role with this key or bokmål title, in any case and with any dash. Raises UserError."""
    wanted = _plain(text)
    for role in roles.values():
        if wanted in (role.key, _plain(str(role.title))):
            return role.key
    known = "; ".join(str(role.title) for role in sorted(roles.values(), key=lambda role: role.order))
    raise UserError(f"Rollen «{text}» finnes ikke. Kjente roller: {known}.")


def _plain(text: str) -> str:
    return " ".join(text.replace("–", "-").casefold().split())


def read_unit(text: str, day: date) -> str:
    """The unit that was written; empty for no unit. Raises UserError for a place that there is none of on the day.

    A mottak need not exist yet: the role takes effect when it does.
    """
    kind, _colon, code = text.strip().partition(":")
    unit = f"{kind.lower()}:{code}" if code else kind.lower()
    if unit in ("", "imdi") or unit == f"mottak:{code}" or (unit == f"fylke:{code}" and fylke(code)):
        return unit
    if unit == f"kommune:{code}" and kommune(code, day):
        return unit
    if unit == f"kommune:{code}" and is_known(code):
        raise UserError(f"Kommunenummeret {code} er ikke i bruk. Bruk nummeret kommunen har nå.")
    raise UserError(f"«{text}» er ingen enhet. Skriv kommune:4204, mottak:M102, fylke:42 eller imdi.")
