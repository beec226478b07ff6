"""Everything nir_tiltak adds, one hook each."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from core.api import (
    CodeList,
    EventType,
    Facet,
    Fact,
    FactType,
    Gap,
    ImportSection,
    MenuItem,
    Ordning,
    Panel,
    Permission,
    Person,
    SignedIn,
    Task,
    hook,
    lazy,
)

from .codes import code_lists
from .demo import add_demo_tiltak
from .gaps import tiltak_gaps
from .lists import tiltak_facet
from .merging import merge_tiltak
from .ordninger import SE, ordninger
from .panels import tiltak_panel
from .queries import first_tiltak_facts
from .read import ordninger_in_use
from .rules import FORSTE_TILTAK
from .tasks import gjennomforing_tasks
from .tiltak_import import SECTION
from .views import blueprint

LOGGED = {
    "Tiltakgruppe": lazy("Tiltakgruppe"),
    "Tiltaktype": lazy("Tiltaktype"),
    "Fra dato": lazy("Fra dato"),
    "Til dato": lazy("Til dato"),
    "Timer per uke": lazy("Timer per uke"),
    "Erstattende tiltak": lazy("Erstattende tiltak"),
    "Mottatt tilbud": lazy("Mottatt tilbud"),
    "Gjennomføring": lazy("Gjennomføring"),
}
"""The names of what the event log keeps of a tiltak, for readers of another language."""


@hook
def register_blueprints() -> list[Any]:
    """Pages about a person under `/nir/`."""
    return [blueprint]


@hook
def register_ordninger() -> list[Ordning]:
    """The six ordninger of NIR."""
    return list(ordninger())


@hook
def register_facts() -> list[FactType]:
    """When an ordning's first tiltak begins: until vedtak can be registered it counts as the start."""
    return [FactType(FORSTE_TILTAK, lazy("Første tiltak i ordningen"))]


@hook
def person_facts(session: Session, person_ids: Sequence[uuid.UUID], keys: Sequence[str]) -> list[Fact]:
    """The first tiltak of each ordning."""
    return first_tiltak_facts(session, person_ids) if FORSTE_TILTAK in keys else []


@hook
def register_permissions() -> list[Permission]:
    """`nir_tiltak.se` is `.se` of every ordning."""
    return [Permission("nir_tiltak.se", lazy("Se tiltak"), SE)]


@hook
def register_event_types() -> list[EventType]:
    """What happens to tiltak."""
    return [
        EventType("nir_tiltak_lagt_til", lazy("Tiltak registrert"), LOGGED),
        EventType("nir_tiltak_endret", lazy("Tiltak endret"), LOGGED),
        EventType("nir_tiltak_slettet", lazy("Tiltak slettet"), LOGGED),
    ]


@hook
def register_code_lists() -> list[CodeList]:
    """Tiltaksgrupper, tiltakstyper and gjennomføring."""
    return code_lists()


@hook
def register_facets() -> list[Facet]:
    """Lists of persons with or without tiltak."""
    return [tiltak_facet()]


@hook
def register_gaps() -> list[Gap]:
    """Who lacks tiltak, and tiltak that lack *Gjennomføring av tiltak*."""
    return tiltak_gaps()


@hook
def register_import_sections() -> list[ImportSection]:
    """The key `tiltak` of an import line."""
    return [SECTION]


@hook
def person_menu(session: Session, user: SignedIn, person: Person) -> list[MenuItem]:
    """NIR, and under it each ordning that has a period or a tiltak."""
    args = {"person_id": person.id}
    items = [MenuItem("nir", lazy("NIR"), "nir_tiltak.overview", order=50, needs="nir_tiltak.se", args=args)]
    used = ordninger_in_use(person)
    items += [_menu_item(ordning, used[ordning.key], person) for ordning in ordninger() if ordning.key in used]
    return items


def _menu_item(ordning: Ordning, kategori: str, person: Person) -> MenuItem:
    return MenuItem(
        ordning.key,
        ordning.titles.get(kategori, ordning.title),
        ordning.endpoint,
        parent="nir",
        order=ordning.order,
        needs=f"{ordning.key}.se",
        args={"person_id": person.id, "ordning": ordning.key},
    )


@hook
def person_panels(session: Session, user: SignedIn, person: Person) -> list[Panel]:
    """Her tiltak in short, beside Grunndata."""
    return [tiltak_panel(session, person, {ordning.key: ordning for ordning in ordninger()})]


@hook
def open_tasks(session: Session, user: SignedIn) -> list[Task]:
    """Tiltak that have ended without *Gjennomføring av tiltak*."""
    return gjennomforing_tasks(session, user, {ordning.key: ordning for ordning in ordninger()})


@hook
def merge_persons(session: Session, kept: Person, dropped: Person) -> list[None]:
    """A tiltak that both records have is one."""
    merge_tiltak(session, kept, dropped)
    return []


@hook
def demo_data(session: Session, persons: Sequence[Person], random: random.Random) -> list[None]:
    """Tiltak for the demonstration's persons."""
    add_demo_tiltak(session, persons, random)
    return []
