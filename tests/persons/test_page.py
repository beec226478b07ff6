"""A person's page: the facts at its head, Grunndata, and only what the reader may see."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from core.persons.models import Person
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

UNIT = "kommune:4204"
Read = Callable[..., str]


@pytest.fixture
def read(client: Client, make_user: MakeUser) -> Read:
    """The text of a person's page, without tags, as a caseworker of a unit reads it."""

    def text(person: Person, unit: str = UNIT, role: str = "kommune_introbruker") -> str:
        answer = client.as_user(make_user(role, unit)).get(f"/personer/{person.id}/")
        assert answer.status_code == 200
        main = answer.text[answer.text.index("<main") :]
        return " ".join(re.sub(r"<[^>]+>", " ", main).split()).replace(" ,", ",")

    return text


def test_who_she_is(make_person: MakePerson, read: Read) -> None:
    person = make_person(
        duf="209900000103",
        fnr="15839040188",
        regnr="R-1",
        unhcr="123-45C67890",
        fornavn="Amina",
        etternavn="Haddad",
        soknad={"registrert": "2020-12-02", "avslag": None},
        familie={"referanse": "F1", "rolle": "hovedperson"},
    )
    text = read(person)
    for shown in (
        "Amina Haddad",
        "DUF 2099 000001 03",
        "158390 40188",
        "R-1",
        "123-45C67890",
        "15.03.1990 (36 år)",
        "Kvinne",
        "Syria",
        "Arabisk",
        "Hovedperson",
        "02.12.2020",
        "Asyl, 02.01.2021",
        "utl. § 28",
        "Havblikk mottak (M102)",
        "Kristiansand",
    ):
        assert shown in text, shown


def test_only_what_is_known(make_person: MakePerson, read: Read) -> None:
    person = make_person(duf=None, unhcr="123-45C67890", morsmal=None, tillatelser=[])
    text = read(person)
    assert "Ingen tillatelse er registrert" in text and "None" not in text and "DUF 2" not in text


@pytest.mark.parametrize(
    ("permit", "says"),
    [
        ({"trukket": "2026-10-31"}, "Trukket 31.10.2026"),
        ({"gyldig_til": "2026-10-31"}, "Utløpt"),
        ({"gyldig_til": "2026-11-01"}, "Gjelder"),
        ({"gyldig_fra": "2021-02-01", "gyldig_til": "2027-01-31"}, "01.02.2021 – 31.01.2027"),
    ],
)
def test_permits(permit: dict[str, str], says: str, make_person: MakePerson, read: Read) -> None:
    person = make_person(tillatelser=[{"type": "asyl", "vedtaksdato": "2021-01-02", **permit}])
    assert says in read(person)


def test_the_newest_permit_that_holds_is_at_the_head(make_person: MakePerson, read: Read) -> None:
    permits = [
        {"type": "asyl", "vedtaksdato": "2021-01-02"},
        {"type": "familie", "vedtaksdato": "2022-01-02"},
        {"type": "arbeid", "vedtaksdato": "2023-01-02", "trukket": "2024-01-01"},
    ]
    head = read(make_person(tillatelser=permits))
    assert head.index("Familieinnvandring, 02.01.2022") < head.index("Tillatelser")


def test_homes_under_the_numbers_of_today(make_person: MakePerson, read: Read) -> None:
    person = make_person(
        ankommet="2019-01-01",
        bosted=[
            {"type": "kommune", "kommune": "1018", "fra": "2019-05-01", "til": "2020-12-31"},
            {"type": "kommune", "kommune": "4204", "fra": "2021-01-01", "avtale": False},
        ],
    )
    text = read(person)
    assert "registrert som Søgne (1018)" in text and "uten avtale" in text
    assert "Bosatt Kristiansand, 01.01.2021" in text


def test_one_who_sees_only_her_units_rows_sees_name_number_and_birth(make_person: MakePerson, read: Read) -> None:
    person = make_person(
        duf="209900000103",
        fnr="15839040188",
        bosted=[
            {"type": "kommune", "kommune": "0301", "bydel": "030102", "fra": "2026-01-01", "til": "2026-09-30"},
            {"type": "mottak", "mottak": "M102", "fra": "2026-10-01"},
        ],
        familie={"referanse": "F1", "rolle": "hovedperson"},
    )
    text = read(person, "kommune:0301")
    assert "Personen bor ikke hos dere nå" in text
    for shown in ("Nummer1", "2099 000001 03", "15.03.1990"):
        assert shown in text
    for hidden in ("158390", "Syria", "Arabisk", "Havblikk", "Kristiansand", "Asyl", "Husstand", "Bosted", "Kvinne"):
        assert hidden not in text, hidden


def test_the_household_is_those_within_reach(make_person: MakePerson, read: Read) -> None:
    family = {"referanse": "F1", "rolle": "barn"}
    person = make_person(fornavn="Amina", familie=family)
    make_person(fornavn="Nær", familie=family)
    make_person(fornavn="Fjern", familie=family, bosted=[{"type": "privat", "kommune": "0301", "fra": "2024-01-01"}])
    make_person(fornavn="Fremmed")
    text = read(person)
    household = text[text.index("Husstand") :]
    assert "Nær" in household and "Amina" not in household and "Fjern" not in text and "Fremmed" not in text
    assert "Fjern" in read(person, "imdi", "imdi_saksbehandler")


def test_the_event_log_is_for_those_who_may_read_it(
    make_person: MakePerson, client: Client, make_user: MakeUser
) -> None:
    person = make_person()
    client.as_user(make_user("kommune_introbruker", UNIT))
    assert client.get(f"/personer/{person.id}/hendelser/").status_code == 404
    client.as_user(make_user("kommune_administrativ", UNIT))
    log = client.get(f"/personer/{person.id}/hendelser/")
    assert "Import" in log.text and "Person lest inn" in log.text


def test_the_title_says_what_and_who(make_person: MakePerson, client: Client, make_user: MakeUser) -> None:
    person = make_person(fornavn="Amina", etternavn="Haddad")
    client.as_user(make_user("kommune_introbruker", UNIT))
    title = re.search(r"<title>(.*?)</title>", client.get(f"/personer/{person.id}/").text).group(1)  # type: ignore[union-attr]
    assert "Grunndata" in title and "Amina Haddad" in title and title.endswith("– Fotfeste")
