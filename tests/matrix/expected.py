"""What each role may, written from the words of the contract and from nothing in the code.

A role or a permission that is new stops the matrix until it stands here: who writes it reads the contract first.
"""

from __future__ import annotations

from collections.abc import Iterable

INTRO = {"introduksjonsprogram", "kvalifisering_i_mottak", "introduksjonsprogram_2003"}
NORSK = {"norsk", "opplaering_i_mottak", "norsk_2003"}
ORDNINGER = INTRO | NORSK


def se(ordninger: Iterable[str]) -> set[str]:
    """`.se` of these ordninger."""
    return {f"{key}.se" for key in ordninger}


def endre(ordninger: Iterable[str]) -> set[str]:
    """`.endre` of these ordninger."""
    return {f"{key}.endre" for key in ordninger}


SEE_TILTAK = {"nir_tiltak.se", "personlister.se"} | se(ORDNINGER)
"""`nir_tiltak.se` is `.se` for all of them; who sees an ordning opens the lists of it."""
OUTSIDE = {"person.hent_inn", "person.ny"}
"""Whom NIR's users may bring in: one of another kommune, and one who has no number, in the own kommune."""

MAY: dict[str, set[str]] = {
    "kommune_introbruker": {"person.se", "kompetanse.se", "rapport.se"} | OUTSIDE | SEE_TILTAK | endre(INTRO),
    "kommune_norskbruker": {"person.se", "kompetanse.se", "rapport.se"} | OUTSIDE | SEE_TILTAK | endre(NORSK),
    "kommune_administrativ": {"person.se", "rapport.se", "logg.se", "bruker.se"} | SEE_TILTAK,
    "kompetansekartlegger": {"person.se", "kompetanse.se", "kompetanse.endre", "kartlegging.endre"},
    "bosetting_les": {"person.se", "kompetanse.se", "bosetting.se"},
    "bosetting_skriv": {"person.se", "kompetanse.se", "bosetting.se", "bosetting.endre"},
    "mottaksansatt": {"person.se", "mottak.se", "mottak.endre", "kartlegging.kode"},
    "mottaksadministrator": {"logg.se", "bruker.se"},
    "karriereveileder": {"person.se", "kompetanse.se", "karriere.endre"},
    "imdi_saksbehandler": {"person.se", "kompetanse.se", "bosted.velg_kommune", "bruker.se", "skjerming.gi"}
    | {"person.sla_sammen"}
    | SEE_TILTAK,
    "imdi_fordeler": {"person.se", "kompetanse.se", "fordeling.endre"} | SEE_TILTAK,
    "skjermede_personer": {"skjermet.apne"},
    "systemadministrator": {"bruker.administrer", "bruker.se"},
}
"""The table Roles of the contract, each right in the unit where the role is held. `bosted.velg_kommune` is IMDi's
"edits cases", and so is `person.sla_sammen`: of two records one goes, which no kommune decides alone; `bruker.se`
belongs to whoever gives roles. What is not said is not given."""

KNOWN = set().union(*MAY.values())
"""Every permission of the table."""

HOME = {"kommune": "kommune:4204", "mottak": "mottak:M102", "fylke": "fylke:42", "imdi": "imdi", "": ""}
"""The unit in which a role of each kind is tried."""
OTHER = "kommune:1151"
"""Where the foreign person lives."""

REACH: dict[str, set[str]] = {
    "own": {"kommune:4204", "mottak:M102", "imdi"},
    "foreign": {OTHER, "imdi"},
    "shielded": {"kommune:4204", "mottak:M102", "imdi"},
    "deleted": set(),
    "nonsense": set(),
}
"""The units that see all of each person: where she lives, the mottak and the kommune it lies in, and IMDi.

No fylke: a karriereveileder sees those mapped who are followed up in the fylke, and none of these is.
"""

Roles = tuple[tuple[str, str], ...]
"""Roles and their units."""


def units(roles: Roles, permission: str) -> set[str]:
    """Where these roles give the permission."""
    return {unit for role, unit in roles if permission in MAY[role]}


def listed(roles: Roles, person: str) -> bool:
    """True when her name may stand in a list: within reach, and for a shielded one with the right in that unit."""
    seen = units(roles, "person.se") & REACH[person]
    return bool(seen & units(roles, "skjermet.apne") if person == "shielded" else seen)


def may(roles: Roles, permission: str, person: str) -> bool:
    """True when the permission holds where she is seen."""
    return listed(roles, person) and bool(units(roles, permission) & units(roles, "person.se") & REACH[person])
