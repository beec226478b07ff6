"""The roles of the contract, declared by core; plugins add their permissions to them by name."""

from __future__ import annotations

from core.access.grants import ALL_USERS, GIVE_SHIELDED, SEE_USERS, SHIELDED_ROLE
from core.access.users import SEE, SHIELDED
from core.i18n import lazy
from core.items import Permission, Role

KOMMUNE_GIVES = (
    "kommune_introbruker",
    "kommune_norskbruker",
    "kommune_administrativ",
    "kompetansekartlegger",
    "bosetting_les",
    "bosetting_skriv",
)

ROLES = [
    Role("kommune_introbruker", lazy("NIR Kommune – introbruker"), "kommune", 10, (SEE,)),
    Role("kommune_norskbruker", lazy("NIR Kommune – norskbruker"), "kommune", 20, (SEE,)),
    Role(
        "kommune_administrativ",
        lazy("NIR Kommune – administrativ bruker"),
        "kommune",
        30,
        (SEE, "logg.se", SEE_USERS),
        KOMMUNE_GIVES,
    ),
    Role("kompetansekartlegger", lazy("Kommune Bosetting Kompetansekartlegger"), "kommune", 40, (SEE,)),
    Role("bosetting_les", lazy("Kommune Bosetting – les"), "kommune", 50, (SEE,)),
    Role("bosetting_skriv", lazy("Kommune Bosetting – skriv"), "kommune", 60, (SEE,)),
    Role("mottaksansatt", lazy("Mottaksansatt"), "mottak", 70, (SEE,)),
    Role(
        "mottaksadministrator",
        lazy("Mottaksadministrator"),
        "mottak",
        80,
        ("logg.se", SEE_USERS),
        ("mottaksansatt", "mottaksadministrator"),
    ),
    Role("karriereveileder", lazy("Karriereveileder"), "fylke", 90, (SEE,)),
    Role("imdi_saksbehandler", lazy("IMDi saksbehandler"), "imdi", 100, (SEE, SEE_USERS, GIVE_SHIELDED)),
    Role("imdi_fordeler", lazy("IMDi fordeler"), "imdi", 110, (SEE,)),
    Role(SHIELDED_ROLE, lazy("Skjermede personer"), "any", 120, (SHIELDED,)),
    Role("systemadministrator", lazy("Systemadministrator"), "", 130, (SEE_USERS, ALL_USERS)),
]

PERMISSIONS = [
    Permission(SEE, lazy("Se personer")),
    Permission("logg.se", lazy("Se hendelseslogg")),
    Permission(SHIELDED, lazy("Åpne skjermede personer")),
    Permission("person.ny", lazy("Registrere personer uten nummer"), ("kommune_introbruker", "kommune_norskbruker")),
    Permission("person.hent_inn", lazy("Hente inn personer"), ("kommune_introbruker", "kommune_norskbruker")),
    Permission("person.sla_sammen", lazy("Slå sammen registreringer av samme person"), ("imdi_saksbehandler",)),
    Permission("bosted.velg_kommune", lazy("Velge kommune etter en deling"), ("imdi_saksbehandler",)),
    Permission(ALL_USERS, lazy("Administrere brukere")),
    Permission(SEE_USERS, lazy("Se brukere og rollene deres")),
    Permission(GIVE_SHIELDED, lazy("Gi rollen Skjermede personer")),
]
