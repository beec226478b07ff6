"""What core itself adds, through the same hooks as every plugin."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from core.access.roles import PERMISSIONS, ROLES
from core.access.unheld import holder_tasks
from core.access.users import SignedIn
from core.codes.countries import countries
from core.codes.languages import languages
from core.i18n import lazy
from core.items import API_VERSION, EventType, MenuItem, Permission, PluginInfo, Role, Task
from core.list_items import Column, Facet, Gap
from core.ordninger.deadlines.tasks import deadline_tasks
from core.ordninger.gaps.core_gaps import core_gaps
from core.ordninger.gaps.facet import gap_facet
from core.ordninger.lists.columns import core_columns
from core.ordninger.lists.facets import core_facets
from core.persons.division_tasks import division_tasks
from core.persons.hent_inn.tasks import fetching_tasks
from core.persons.merging.words import MERGED
from core.persons.models import Person
from core.plugins import hook

PLUGIN = PluginInfo("core", lazy("Fotfeste"), "", API_VERSION)


@hook
def register_blueprints() -> list[Any]:
    """Core's own pages stand at the root."""
    from core.access.account_views import blueprint as accounts
    from core.access.lock_views import blueprint as lock
    from core.access.session_views import blueprint as sessions
    from core.access.user_views import blueprint as users
    from core.access.views import blueprint as access
    from core.events.views import blueprint as logs
    from core.ordninger.deadlines.views import blueprint as deadlines
    from core.ordninger.gaps.views import blueprint as gaps
    from core.ordninger.lists.saved.views import blueprint as list_views
    from core.ordninger.lists.views import blueprint as lists
    from core.persons.hent_inn.views import blueprint as udi
    from core.persons.merging.views import blueprint as merging
    from core.persons.new_person.views import blueprint as new_person
    from core.persons.search.views import blueprint as searching
    from core.persons.views import blueprint as persons
    from core.web.health import blueprint as health
    from core.web.start import blueprint as start
    from core.web.static import blueprint as static

    return [
        start,
        access,
        users,
        accounts,
        sessions,
        lock,
        persons,
        searching,
        udi,
        new_person,
        merging,
        logs,
        health,
        static,
        lists,
        list_views,
        gaps,
        deadlines,
    ]


@hook
def register_roles() -> list[Role]:
    """The roles of the contract."""
    return ROLES


@hook
def register_permissions() -> list[Permission]:
    """What core's own pages ask for."""
    return PERMISSIONS


@hook
def register_menu_items() -> list[MenuItem]:
    """The tabs core has pages for, and what stands at the left of them."""
    return [
        MenuItem("arbeidsflate", lazy("Arbeidsflate"), "start.arbeidsflate", order=10),
        MenuItem("oppgaver", lazy("Oppgaver"), "start.arbeidsflate", parent="arbeidsflate", order=10),
        MenuItem("brukere", lazy("Brukere"), "users.users", parent="arbeidsflate", order=80, needs="bruker.se"),
        MenuItem("okter", lazy("Mine økter"), "sessions.sessions", parent="arbeidsflate", order=90),
        MenuItem("brukerlogg", lazy("Brukernes logg"), "logs.users", parent="arbeidsflate", order=90, needs="logg.se"),
        MenuItem("personer", lazy("Personer"), "persons.search", order=30, needs="person.se"),
        MenuItem("personsok", lazy("Personsøk"), "persons.search", parent="personer", order=10, needs="person.se"),
        MenuItem("avansert", lazy("Avansert søk"), "search.advanced", parent="personer", order=30, needs="person.se"),
        MenuItem("ny_person", lazy("Ny person"), "new_person.ask", parent="personer", order=50, needs="person.ny"),
        MenuItem("udi_sok", lazy("UDI-søk"), "udi.search", parent="personer", order=40, needs="person.hent_inn"),
    ]


@hook
def register_event_types() -> list[EventType]:
    """Lines core writes in the event log."""
    return [
        EventType("logg_inn", lazy("Logget inn")),
        EventType("logg_ut", lazy("Logget ut")),
        EventType("bruker_ny", lazy("Bruker laget")),
        EventType("bruker_passord", lazy("Passord satt på nytt")),
        EventType("bruker_stengt", lazy("Bruker stengt")),
        EventType("rolle_gitt", lazy("Rolle gitt")),
        EventType("rolle_tatt", lazy("Rolle tatt bort")),
        EventType("okter_avsluttet", lazy("Økter avsluttet")),
        EventType("skjermet_apnet", lazy("Skjermet person åpnet"), {"grunn": lazy("Grunn")}),
        EventType("person_lest_inn", lazy("Person lest inn")),
        EventType("person_oppdatert", lazy("Person oppdatert")),
        EventType("mottak_lest_inn", lazy("Mottak lest inn")),
        EventType("mottak_oppdatert", lazy("Mottak oppdatert")),
        EventType("bosted_kommune_valgt", lazy("Kommune valgt etter deling"), {"Kommune": lazy("Kommune")}),
        EventType("person_ny", lazy("Person registrert")),
        EventType("hentet_inn", lazy("Hentet inn"), {"Grunn": lazy("Grunn"), "Til dato": lazy("Til dato")}),
        EventType("hentet_inn_lukket", lazy("Henting lukket")),
        EventType("hentet_inn_sett", lazy("Henting lest av enheten")),
        EventType("personer_slatt_sammen", lazy("Registreringer slått sammen"), MERGED),
        EventType("import_kjort", lazy("Fil lest inn")),
        EventType("innsyn_dag", lazy("Innsynsloggen for dagen er låst")),
    ]


@hook
def register_code_lists() -> list[Any]:
    """Countries and languages."""
    return [countries(), languages()]


@hook
def register_facets() -> list[Facet]:
    """Ways to narrow personlister down."""
    return [*core_facets(), gap_facet()]


@hook
def register_columns() -> list[Column]:
    """The columns of personlister."""
    return core_columns()


@hook
def register_gaps() -> list[Gap]:
    """What lacks, whatever the ordning."""
    return core_gaps()


@hook
def person_menu(session: Session, user: SignedIn, person: Person) -> list[MenuItem]:
    """Grunndata first, the logs last."""
    from core.events.views import sees_log

    args = {"person_id": person.id}
    seen = MenuItem("innsyn", lazy("Hvem har sett på personen"), "logs.person", order=910, needs="logg.se", args=args)
    return [
        MenuItem("grunndata", lazy("Grunndata"), "persons.person", order=10, needs="person.se", args=args),
        MenuItem("sla_sammen", lazy("Slå sammen"), "merging.ask", order=890, needs="person.sla_sammen", args=args),
        MenuItem("hendelser", lazy("Hendelseslogg"), "persons.events", order=900, needs="logg.se", args=args),
        *([seen] if sees_log() else []),
    ]


@hook
def open_tasks(session: Session, user: SignedIn) -> list[Task]:
    """Frister, and who another unit has brought in. For IMDi: splits to answer, and units nobody opens shielded in."""
    return [
        *deadline_tasks(session, user),
        *division_tasks(session, user),
        *holder_tasks(session, user),
        *fetching_tasks(session, user),
    ]
