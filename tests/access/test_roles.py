"""The roles of the contract: their titles, their units, and what they permit of what there is so far."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core.access.changes import UserError, find_user, take_role
from core.access.models import UserRole
from core.events.models import Event, EventText
from core.house import House
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

ORDNINGER = {
    "opplaering_i_mottak",
    "kvalifisering_i_mottak",
    "introduksjonsprogram",
    "norsk",
    "introduksjonsprogram_2003",
    "norsk_2003",
}
INTRO = {"introduksjonsprogram", "kvalifisering_i_mottak", "introduksjonsprogram_2003"}
SEE = {"person.se"}
SEE_ALL = SEE | {"nir_tiltak.se", "personlister.se"} | {f"{key}.se" for key in ORDNINGER}
NIR = SEE_ALL | {"person.hent_inn", "person.ny"}
ROLES = {
    "NIR Kommune – introbruker": ("kommune", NIR | {f"{key}.endre" for key in INTRO}),
    "NIR Kommune – norskbruker": ("kommune", NIR | {f"{key}.endre" for key in ORDNINGER - INTRO}),
    "NIR Kommune – administrativ bruker": ("kommune", SEE_ALL | {"logg.se", "bruker.se"}),
    "Kommune Bosetting Kompetansekartlegger": ("kommune", SEE),
    "Kommune Bosetting – les": ("kommune", SEE),
    "Kommune Bosetting – skriv": ("kommune", SEE),
    "Mottaksansatt": ("mottak", SEE),
    "Mottaksadministrator": ("mottak", {"logg.se", "bruker.se"}),
    "Karriereveileder": ("fylke", SEE),
    "IMDi saksbehandler": ("imdi", SEE_ALL | {"bosted.velg_kommune", "bruker.se", "skjerming.gi", "person.sla_sammen"}),
    "IMDi fordeler": ("imdi", SEE_ALL),
    "Skjermede personer": ("any", {"skjermet.apne"}),
    "Systemadministrator": ("", {"bruker.administrer", "bruker.se"}),
}
UNITS = {"kommune": "kommune:4204", "mottak": "mottak:M102", "fylke": "fylke:42", "imdi": "imdi", "": ""}


def test_the_roles_are_those_of_the_contract(house: House) -> None:
    registry = house.plugins.registry
    found = {
        str(role.title): (role.unit_kind, set(registry.role_permissions(key))) for key, role in registry.roles.items()
    }
    assert found == ROLES


def test_who_gives_what(house: House) -> None:
    roles = house.plugins.registry.roles
    gives = {str(role.title): {roles[key].unit_kind for key in role.gives} for role in roles.values() if role.gives}
    assert gives == {"NIR Kommune – administrativ bruker": {"kommune"}, "Mottaksadministrator": {"mottak"}}
    assert len(roles["kommune_administrativ"].gives) == 6 and len(roles["mottaksadministrator"].gives) == 2
    assert not any("skjermede_personer" in role.gives or "systemadministrator" in role.gives for role in roles.values())


def test_a_role_is_given_in_its_own_kind_of_unit(house: House, make_user: MakeUser) -> None:
    name = make_user("systemadministrator")
    for key, role in house.plugins.registry.roles.items():
        for kind, unit in UNITS.items():
            fits = kind == role.unit_kind or (role.unit_kind == "any" and kind != "")
            if fits:
                make_user(key, unit, name=name)
            else:
                with pytest.raises(UserError):
                    make_user(key, unit, name=name)
    with pytest.raises(UserError, match="finnes ikke"):
        make_user("nissen", "", name=name)


def test_a_role_given_twice_is_one_and_each_is_told(house: House, make_user: MakeUser) -> None:
    name = make_user("kommune_introbruker", "kommune:4204")
    make_user("kommune_introbruker", "kommune:4204", name=name)
    with house.session(write=True) as session:
        take_role(session, find_user(session, name), "kommune_introbruker", "kommune:4204")
        with pytest.raises(UserError):
            take_role(session, find_user(session, name), "kommune_introbruker", "kommune:4204")
        session.commit()
    with house.session() as session:
        assert session.scalars(select(UserRole.role)).all() == []
        told = session.execute(select(Event.type, EventText.data).join(EventText, EventText.event_id == Event.id)).all()
    about = {"bruker": name, "rolle": "kommune_introbruker", "enhet": "kommune:4204"}
    assert [(type, data) for type, data in told if type.startswith("rolle")] == [
        ("rolle_gitt", about),
        ("rolle_tatt", about),
    ]


def test_a_right_removed_acts_on_the_next_request(house: House, client: Client, make_user: MakeUser) -> None:
    name = make_user("kommune_introbruker", "kommune:4204")
    client.as_user(name)
    assert client.get("/personer/").status_code == 200
    with house.session(write=True) as session:
        take_role(session, find_user(session, name), "kommune_introbruker", "kommune:4204")
        session.commit()
    assert client.get("/personer/").status_code == 404


def test_a_permission_holds_where_it_was_given(client: Client, make_user: MakeUser, make_person: MakePerson) -> None:
    """The log of 0301 is no log of 4204, and the norsk of 0301 is not edited in 4204."""
    person = make_person()
    name = make_user("kommune_introbruker", "kommune:4204")
    make_user("kommune_administrativ", "kommune:0301", name=name)
    make_user("kommune_norskbruker", "kommune:0301", name=name)
    client.as_user(name)
    page = client.get(f"/personer/{person.id}/").text
    assert f"/personer/{person.id}/hendelser/" not in page
    for path, status in {"hendelser/": 404, "nir/": 200, "nir/norsk/": 200, "nir/norsk/legg-til/": 404}.items():
        assert client.get(f"/personer/{person.id}/{path}").status_code == status, path
    assert client.get(f"/personer/{person.id}/nir/introduksjonsprogram/legg-til/").status_code == 200


@pytest.mark.parametrize(
    ("role", "unit", "persons"),
    [
        ("kommune_introbruker", "kommune:4204", 200),
        ("mottaksansatt", "mottak:M102", 200),
        ("mottaksansatt", "mottak:M999", 404),
        ("imdi_saksbehandler", "imdi", 200),
        ("karriereveileder", "fylke:42", 404),
        ("mottaksadministrator", "mottak:M102", 404),
        ("systemadministrator", "", 404),
        ("skjermede_personer", "imdi", 404),
    ],
)
def test_whom_each_role_reaches(
    role: str, unit: str, persons: int, client: Client, make_user: MakeUser, make_person: MakePerson
) -> None:
    """A unit that does not exist yet reaches nobody; it takes effect when it does."""
    person = make_person()
    client.as_user(make_user(role, unit))
    assert client.get("/").status_code == 200
    assert client.get(f"/personer/{person.id}/").status_code == persons


def test_imdi_edits_no_tiltak(client: Client, make_user: MakeUser, make_person: MakePerson) -> None:
    person = make_person()
    for role in ("imdi_saksbehandler", "imdi_fordeler"):
        client.as_user(make_user(role, "imdi"))
        assert client.get(f"/personer/{person.id}/nir/norsk/").status_code == 200
        assert client.get(f"/personer/{person.id}/nir/norsk/legg-til/").status_code == 404
