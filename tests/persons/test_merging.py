"""*Slå sammen*: found by a whole number, chosen side by side, and then one person, with nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.access.changes import find_user
from core.events.verify import verify
from core.house import House
from core.persons.merging.models import SammenslattPerson
from core.persons.models import Bosted, NameWord, Person, Tillatelse
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from plugins.nir_tiltak.tests.tiltak import TILTAK
from tests.persons.merging import chosen, compared, confirmed, merged, page_of

KOMMUNE = [{"type": "kommune", "kommune": "4204", "fra": "2024-01-01"}]
ASYL = {"type": "asyl", "vedtaksdato": "2021-01-02"}


@pytest.fixture
def imdi(app: Flask, make_user: MakeUser) -> Client:
    """IMDi saksbehandler."""
    return Client(app).as_user(make_user("imdi_saksbehandler", "imdi", name="imdi-bruker"))


@pytest.fixture
def kept(make_person: MakePerson) -> Person:
    """The one with a DUF, in a mottak of Kristiansand."""
    return make_person(fornavn="Amina", etternavn="Yusuf", regnr="R111111", fnr="15839040188")


@pytest.fixture
def dropped(make_person: MakePerson) -> Person:
    """The same person as a kommune made her."""
    return make_person(
        duf=None,
        regnr="R222222",
        unhcr="123-45C67890",
        fornavn="Aamina",
        etternavn="Yussuf",
        morsmal=None,
        fodselsdato="1990-03-16",
        tillatelser=[{**ASYL, "gyldig_til": "2024-01-02"}, {"type": "arbeid", "vedtaksdato": "2022-05-05"}],
        bosted=KOMMUNE,
        tiltak=[TILTAK],
    )


def one(all_seen: Callable[..., Any], model: Any, *conditions: Any) -> list[Any]:
    """Rows there are."""
    with all_seen() as session:
        return list(session.scalars(select(model).where(*conditions)))


def test_side_by_side_with_what_differs_marked_and_the_usual_chosen(
    imdi: Client, kept: Person, dropped: Person
) -> None:
    address = compared(imdi, dropped, kept.duf)
    assert str(kept.duf) not in address
    text = imdi.get(address).text
    for shown in ("Amina", "Aamina", "R222222", "123-45C67890", "16.03.1990", "15.03.1990", "Havblikk mottak", "1 rad"):
        assert shown in text
    fields = imdi.form(address, f"{page_of(dropped)}sammenlign/")
    assert fields["behold"] == fields["fornavn"] == fields["fodselsdato"] == "andre", "the one with a DUF"
    assert "kjonn" not in fields and "statsborgerskap" not in fields, "the same in both"
    assert imdi.form(compared(imdi, kept, dropped.regnr), f"{page_of(kept)}sammenlign/")["morsmal"] == "denne"


def test_the_last_step_says_what_will_happen_at_the_one_who_stays(imdi: Client, kept: Person, dropped: Person) -> None:
    address = chosen(imdi, dropped, kept.duf, fornavn="denne")
    assert address.startswith(page_of(kept))
    text = imdi.get(address).text
    assert "Dette kan ikke angres." in text and "tillatelse står på begge, og blir stående" in text
    assert text.index("Aamina") < text.index("Slå sammen</button>")


def test_a_row_that_both_have_is_not_said_to_come_along(imdi: Client, kept: Person, make_person: MakePerson) -> None:
    text = imdi.get(chosen(imdi, make_person(fornavn="Amina"), kept.duf)).text
    assert "1 tillatelse står på begge, og blir stående" in text and "tillatelse følger med" not in text


def test_facts_as_chosen_and_all_that_was_hers_moved(
    imdi: Client, kept: Person, dropped: Person, all_seen: Callable[..., Any]
) -> None:
    answer = merged(imdi, kept, dropped.regnr, fornavn="andre", fodselsdato="andre")
    assert answer.location == f"/personer/{kept.id}/"
    assert "Registreringene er slått sammen" in imdi.get(answer.location).text
    (person,) = one(all_seen, Person)
    assert (person.id, person.duf, person.regnr) == (kept.id, kept.duf, "R111111")
    assert (person.fornavn, person.etternavn, person.morsmal) == ("Aamina", "Yusuf", "ar")
    assert (person.fodselsdato.isoformat(), person.unhcr) == ("1990-03-16", "123-45C67890"), "a number she lacked"
    permits = {(row.type, str(row.gyldig_til)) for row in one(all_seen, Tillatelse)}
    assert permits == {("asyl", "2024-01-02"), ("arbeid", "None")}, "one of each, filled in from the other"
    assert {row.type for row in one(all_seen, Bosted)} == {"mottak", "kommune"}
    assert {row.ord for row in one(all_seen, NameWord)} == {"aamina", "yusuf"}


def test_her_kommune_sees_her_and_her_tiltak(
    imdi: Client, kept: Person, dropped: Person, app: Flask, make_user: MakeUser
) -> None:
    worker = Client(app).as_user(make_user("kommune_introbruker", "kommune:4204"))
    merged(imdi, kept, dropped.regnr)
    assert "Yusuf" in worker.get(f"/personer/{kept.id}/").text
    assert "Norskopplæring" in worker.get(f"/personer/{kept.id}/nir/kvalifisering_i_mottak/2021-04/").text


def test_the_old_address_leads_to_her_for_those_who_may_see_her(
    imdi: Client, kept: Person, dropped: Person, app: Flask, make_user: MakeUser
) -> None:
    near = Client(app).as_user(make_user("kommune_introbruker", "kommune:4204"))
    far = Client(app).as_user(make_user("kommune_introbruker", "kommune:0301"))
    merged(imdi, kept, dropped.regnr)
    for page in ("", "nir/kvalifisering_i_mottak/2021-04/?slettede=1", "?person_id=x&_external=1&vis=%C3%A5"):
        old = near.get(f"/personer/{dropped.id}/{page}")
        assert (old.status_code, old.location) == (303, f"/personer/{kept.id}/{page}")
        assert far.get(f"/personer/{dropped.id}/{page}").status_code == 404
    sent = imdi.http.post(f"/personer/{dropped.id}/sla-sammen/", data=imdi.form(page_of(kept)))
    assert (sent.status_code, sent.location) == (303, f"/personer/{kept.id}/")
    assert "er ikke lagret" in imdi.get(sent.location).text


@pytest.mark.parametrize("number", ["R222222", "123-45C67890", "R111111", "duf"])
def test_every_number_finds_her(number: str, imdi: Client, kept: Person, dropped: Person) -> None:
    merged(imdi, kept, dropped.regnr)
    page = imdi.submit("/personer/", {"q": str(kept.duf) if number == "duf" else number}, follow_redirects=True)
    assert f"/personer/{kept.id}/" in page.text and "Ingen personer passer" not in page.text


def test_both_logs_are_whole_and_hers(
    imdi: Client, kept: Person, dropped: Person, house: House, app: Flask, make_user: MakeUser, logged: Any
) -> None:
    admin = Client(app).as_user(make_user("kommune_administrativ", "kommune:4204", name="kari"))
    for person in (kept, dropped, dropped):
        admin.get(f"/personer/{person.id}/")
    before = logged()
    merged(imdi, kept, dropped.regnr)
    assert logged()[: len(before)] == before
    log = admin.get(f"/personer/{kept.id}/hendelser/").text
    assert log.count("Person lest inn fra fil") == 2 and "To registreringer av samme person" in log
    assert "R222222" in log and "Yussuf" in log, "what she was is told"
    seen = admin.get(f"/personer/{kept.id}/innsyn/").text
    assert len(re.findall(r"<td[^>]*>\s*Grunndata", seen)) == 3, "once as she was, twice as the other"
    with house.session() as session:
        assert verify(session).broken_at is None


def test_so_is_what_a_user_has_seen_and_done(
    imdi: Client, kept: Person, dropped: Person, app: Flask, make_user: MakeUser, house: House
) -> None:
    for unit in ("4204", "0301"):
        make_user("kommune_administrativ", f"kommune:{unit}", name=f"admin{unit}")
        make_user("kommune_introbruker", f"kommune:{unit}", name="kari")
    near, far, kari = (Client(app).as_user(name) for name in ("admin4204", "admin0301", "kari"))
    kari.get(f"/personer/{dropped.id}/")
    with house.session() as session:
        page = f"/logg/{find_user(session, 'kari').id}/"
    add = f"/personer/{dropped.id}/nir/kvalifisering_i_mottak/legg-til/"
    typed = {"gruppe": TILTAK["gruppe"], "type": TILTAK["type"], "fra": "02.05.2021", "til": "30.05.2021"}
    assert kari.submit(add, {**typed, "timer_per_uke": "20"}).status_code == 303
    merged(imdi, kept, dropped.regnr)
    assert near.get(page).text.count("Amina Yusuf") == 3, "the page, the form, and what came after"
    assert near.get(f"{page}hendelser/").text.count("Amina Yusuf") == 1
    assert "Amina" not in far.get(page).text and "Amina" not in far.get(f"{page}hendelser/").text


def test_a_chain_leads_to_the_last(
    imdi: Client, kept: Person, dropped: Person, make_person: MakePerson, all_seen: Callable[..., Any]
) -> None:
    last = make_person(fornavn="Amina", etternavn="Yusuf")
    merged(imdi, kept, dropped.regnr, behold="denne")
    merged(imdi, last, kept.duf, behold="denne")
    assert [row.id for row in one(all_seen, Person)] == [last.id]
    rows = one(all_seen, SammenslattPerson)
    assert {row.tidligere_id for row in rows} == {kept.id, dropped.id} and {row.person_id for row in rows} == {last.id}
    for old in (kept, dropped):
        assert imdi.get(f"/personer/{old.id}/").location == f"/personer/{last.id}/"
    assert "R222222" in imdi.get(page_of(last)).text
    found = imdi.submit(page_of(last), {"q": "R222222"})
    assert found.status_code == 422 and "fører til personen du står på" in found.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Skriv hele nummeret til den andre"),
        ("Amina Yusuf", "ikke et navn"),
        ("209900000199", "Ingen person har dette nummeret"),
        ("x" * 10_000, "Skriv høyst 200"),
        ("1" * 10_000, "Skriv høyst 200"),
        ("R111111", "fører til personen du står på"),
        ("15839040188", "fører til personen du står på"),
        ("%", "ikke et navn"),
    ],
)
def test_what_is_typed_wrong(typed: str, says: str, imdi: Client, kept: Person) -> None:
    answer = imdi.submit(page_of(kept), {"q": typed})
    assert answer.status_code == 422 and says in answer.text and "aria-invalid" in answer.text


def test_a_number_that_two_others_have(imdi: Client, kept: Person, make_person: MakePerson) -> None:
    for _number in range(2):
        make_person(fnr="15839040188")
    answer = imdi.submit(page_of(kept), {"q": "15839040188"})
    assert answer.status_code == 422 and "Flere registreringer har dette nummeret" in answer.text


@pytest.mark.parametrize("forged", [{"behold": "tull"}, {"fornavn": ""}, {"fodselsdato": "x"}])
def test_a_forged_choice(forged: dict[str, str], imdi: Client, kept: Person, dropped: Person) -> None:
    address = compared(imdi, kept, dropped.regnr)
    answer = imdi.submit(address, forged, action=f"{page_of(kept)}sammenlign/")
    assert answer.status_code == 422 and "Velg en av de to" in answer.text


def test_without_a_choice_there_is_nothing_to_confirm(imdi: Client, kept: Person, dropped: Person) -> None:
    for step in (
        "sammenlign/",
        "bekreft/",
        "sammenlign/?sok=tull",
        "bekreft/?sok=0f0e0d0c-0b0a-4908-8706-050403020100",
    ):
        assert imdi.get(f"{page_of(kept)}{step}").location == page_of(kept)
    only_found = compared(imdi, kept, dropped.regnr).replace("sammenlign", "bekreft")
    assert imdi.get(only_found).location == page_of(kept)


def test_anothers_choice_is_nobodys(
    imdi: Client, kept: Person, dropped: Person, app: Flask, make_user: MakeUser
) -> None:
    other = Client(app).as_user(make_user("imdi_saksbehandler", "imdi"))
    assert other.get(chosen(imdi, kept, dropped.regnr)).location == page_of(kept)


def test_a_double_click_is_one_merge(imdi: Client, kept: Person, dropped: Person, logged: Any) -> None:
    address = chosen(imdi, kept, dropped.regnr)
    form = imdi.form(address)
    first, second = (imdi.http.post(address.split("?")[0], data=form) for _time in range(2))
    assert first.location == second.location == f"/personer/{kept.id}/"
    assert [type for type, _data in logged()].count("personer_slatt_sammen") == 1
    assert "er ikke lagret" not in imdi.get(second.location).text


def test_of_two_browsers_the_later_is_told(
    imdi: Client, kept: Person, dropped: Person, app: Flask, make_user: MakeUser, all_seen: Callable[..., Any]
) -> None:
    other = Client(app).as_user(make_user("imdi_saksbehandler", "imdi"))
    addresses = [chosen(client, kept, dropped.regnr) for client in (imdi, other)]
    forms = [client.form(address) for client, address in zip((imdi, other), addresses, strict=True)]
    assert imdi.http.post(addresses[0].split("?")[0], data=forms[0]).status_code == 303
    late = other.http.post(addresses[1].split("?")[0], data=forms[1])
    assert late.status_code == 409 and "Ingenting er slått sammen nå" in late.text
    assert len(one(all_seen, SammenslattPerson)) == 1


def test_a_fact_that_changes_meanwhile_is_shown_anew(
    imdi: Client, kept: Person, dropped: Person, all_seen: Callable[..., Any]
) -> None:
    compare = compared(imdi, kept, dropped.regnr)
    form, confirm = imdi.form(compare, f"{page_of(kept)}sammenlign/"), chosen(imdi, kept, dropped.regnr)
    with all_seen(write=True) as session:
        person = session.get(Person, dropped.id)
        person.fornavn, person.versjon = "Endret", person.versjon + 1
    answer = imdi.http.post(f"{page_of(kept)}sammenlign/", data=form)
    assert answer.status_code == 409 and "Endret" in answer.text and "Velg på nytt" in answer.text
    assert confirmed(imdi, confirm).status_code == 409
    assert len(one(all_seen, Person)) == 2


@pytest.mark.parametrize(
    "role",
    ["kommune_introbruker", "kommune_administrativ", "imdi_fordeler", "skjermede_personer", "systemadministrator"],
)
def test_only_imdi_saksbehandler(role: str, kept: Person, app: Flask, make_user: MakeUser, imdi: Client) -> None:
    unit = "imdi" if "imdi" in role else "" if role == "systemadministrator" else "kommune:4204"
    other = Client(app).as_user(make_user(role, unit))
    assert other.get(page_of(kept)).status_code == 404
    assert "Slå sammen" in imdi.get(f"/personer/{kept.id}/").text
    assert "Slå sammen" not in other.get(f"/personer/{kept.id}/").text


def test_a_udi_search_for_the_old_number_finds_her(
    imdi: Client, kept: Person, make_person: MakePerson, app: Flask, make_user: MakeUser
) -> None:
    double = make_person(fornavn="Aamina")
    merged(imdi, kept, double.duf, behold="denne")
    oslo = Client(app).as_user(make_user("kommune_introbruker", "kommune:0301"))
    found = oslo.submit("/personer/udi-sok/", {"q": str(double.duf)}, follow_redirects=True).text
    assert "Amina Yusuf" in found and str(kept.id) in found
