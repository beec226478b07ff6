"""The demonstration's users. Password `demo` for all of them; they exist only in a demonstration's database."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from core.access.changes import add_user, give_role

PASSWORD = "demo"  # noqa: S105 - said aloud, and refused by everything but a demonstration


@dataclass(frozen=True)
class DemoUser:
    """A user: name, what she is called on the screen, and her roles, all in the same unit."""

    brukernavn: str
    navn: str
    unit_id: str
    roles: tuple[str, ...]


NIR = ("kommune_introbruker", "kommune_norskbruker")
SHIELDED = "skjermede_personer"
KRISTIANSAND, OSLO, HAVBLIKK, AGDER, IMDI = "kommune:4204", "kommune:0301", "mottak:M102", "fylke:42", "imdi"

USERS = (
    DemoUser("nir.kristiansand", "NIR-bruker, Kristiansand", KRISTIANSAND, NIR),
    DemoUser("admin.kristiansand", "Administrativ bruker, Kristiansand", KRISTIANSAND, ("kommune_administrativ",)),
    DemoUser("kartlegger.kristiansand", "Kompetansekartlegger, Kristiansand", KRISTIANSAND, ("kompetansekartlegger",)),
    DemoUser("bosetter.kristiansand", "Bosetter, Kristiansand", KRISTIANSAND, ("bosetting_skriv",)),
    DemoUser("leser.kristiansand", "Leser av bosetting, Kristiansand", KRISTIANSAND, ("bosetting_les",)),
    DemoUser("skjermet.kristiansand", "NIR-bruker for skjermede, Kristiansand", KRISTIANSAND, (*NIR, SHIELDED)),
    DemoUser("nir.oslo", "NIR-bruker, Oslo", OSLO, NIR),
    DemoUser("mottak.m102", "Ansatt, Havblikk mottak", HAVBLIKK, ("mottaksansatt",)),
    DemoUser("leder.m102", "Leder, Havblikk mottak", HAVBLIKK, ("mottaksadministrator", "mottaksansatt")),
    DemoUser("skjermet.m102", "Ansatt for skjermede, Havblikk mottak", HAVBLIKK, ("mottaksansatt", SHIELDED)),
    DemoUser("karriere.agder", "Karriereveileder, Agder", AGDER, ("karriereveileder",)),
    DemoUser("imdi", "Saksbehandler, IMDi", IMDI, ("imdi_saksbehandler",)),
    DemoUser("imdi.fordeler", "Fordeler, IMDi", IMDI, ("imdi_fordeler",)),
    DemoUser("imdi.skjermet", "Saksbehandler for skjermede, IMDi", IMDI, ("imdi_saksbehandler", SHIELDED)),
    DemoUser("admin", "Systemadministrator", "", ("systemadministrator",)),
)


def add_users(session: Session) -> None:
    """Adds them all with their roles."""
    for wanted in USERS:
        user = add_user(session, wanted.brukernavn, wanted.navn, PASSWORD)
        for role in wanted.roles:
            give_role(session, user, role, wanted.unit_id)
