"""Rydd i registreringen and Frister: what is counted is what the lists show, and mending it takes it away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from core.ordninger.models import OrdningLinje
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser

ASYL = [{"type": "asyl", "vedtaksdato": "2026-06-01"}]
SETTLED = [{"type": "kommune", "kommune": "4204", "fra": "2026-06-15"}]
NORSK = {
    "ordning": "norsk",
    "gruppe": "norsk_og_samfunnskunnskap",
    "type": "norskopplaering",
    "fra": "2026-07-01",
    "til": "2026-12-31",
    "timer_per_uke": 20,
}
FORELDRE = {
    **NORSK,
    "ordning": "introduksjonsprogram",
    "gruppe": "livsmestring_og_foreldreveiledning",
    "type": "foreldreveiledning",
    "fra": "2026-09-01",
    "til": "2026-09-30",
    "gjennomforing": "ikke_registrert",
}


@pytest.fixture
def caseworker(app: Flask, make_user: MakeUser) -> Client:
    """One who registers in Kristiansand."""
    for role in ("kommune_introbruker", "kommune_norskbruker"):
        name = make_user(role, "kommune:4204", name="saksbehandler")
    return Client(app).as_user(name)


def numbers(client: Client) -> dict[str, tuple[str, str, str]]:
    """By gap of integreringsloven: the count, the oldest, and where the line leads."""
    page = client.get("/rydd/").text.split('id="introduksjonsloven"')[0]
    found = {}
    for row in re.findall(r"<tr.*?</tr>", page, re.S)[1:]:
        name = re.search(r'<th scope="row"[^>]*>(?:<a[^>]*>)?([^<]+)', row)
        cells = re.findall(r'<td class="num(?: end)?">([^<]*)</td>', row)
        href = re.search(r'href="([^"]+)"', row)
        assert name is not None
        found[name[1]] = (cells[0], cells[1], href[1].replace("&amp;", "&") if href else "")
    return found


def settled(make_person: MakePerson, **more: Any) -> Any:
    """One with a permit, settled in Kristiansand under agreement."""
    line = {"tillatelser": ASYL, "bosted": SETTLED, "fodselsdato": "1990-05-05", "ankommet": "2026-01-01"}
    return make_person(**{**line, **more})


def test_nothing_lacks_where_nobody_is(caseworker: Client) -> None:
    found = numbers(caseworker)
    assert "Uten tiltak" in found and {count for count, _oldest, _href in found.values()} == {"0"}
    assert all(href == "" for _count, _oldest, href in found.values())


def test_each_count_is_the_lines_it_leads_to(caseworker: Client, make_person: MakePerson) -> None:
    settled(make_person)
    settled(make_person, tiltak=[NORSK])
    settled(make_person, tiltak=[NORSK, FORELDRE])
    found = numbers(caseworker)
    assert found["Uten tiltak"][0] == "3"  # the first in both ordninger, the second in introduksjonsprogram
    assert found["Uten «Gjennomføring av tiltak»"][:2] == ("1", "30.09.2026")
    for name, (count, _oldest, href) in found.items():
        if count != "0":
            assert f"av {count} linje" in caseworker.get(href).text, name


def test_what_is_mended_is_gone(caseworker: Client, make_person: MakePerson) -> None:
    person = settled(make_person, tiltak=[{**NORSK, "ordning": "introduksjonsprogram"}])
    assert numbers(caseworker)["Uten tiltak"][0] == "1"
    add = f"/personer/{person.id}/nir/norsk/legg-til/"
    typed = {"gruppe": NORSK["gruppe"], "type": NORSK["type"], "fra": "01.07.2026", "til": "31.12.2026"}
    assert caseworker.submit(add, {**typed, "timer_per_uke": "20"}).status_code == 303
    assert numbers(caseworker)["Uten tiltak"][0] == "0"


def test_what_others_follow_up_and_who_is_shielded_is_not_counted(
    caseworker: Client, make_person: MakePerson, app: Flask, make_user: MakeUser
) -> None:
    settled(make_person, skjerming="fortrolig")
    make_person(tillatelser=ASYL, bosted=[{**SETTLED[0], "kommune": "0301"}], fodselsdato="1990-05-05")
    assert numbers(caseworker)["Uten tiltak"][0] == "0"
    imdi = Client(app).as_user(make_user("imdi_saksbehandler", "imdi"))
    assert numbers(imdi)["Uten tiltak"][0] == "2"
    assert "Oslo" in imdi.get("/rydd/").text


def test_only_those_who_see_an_ordning(app: Flask, make_user: MakeUser) -> None:
    client = Client(app).as_user(make_user("mottaksansatt", "mottak:M102"))
    assert [client.get(url).status_code for url in ("/rydd/", "/frister/")] == [404, 404]


@pytest.mark.parametrize(
    ("settled_on", "group"),
    [
        ("2026-07-31", "Forfalt"),  # 31.10, a day ago
        ("2026-08-01", "Denne uken"),  # today, a Sunday: the week's last day
        ("2026-08-02", "Senere denne måneden"),
        ("2026-08-30", "Senere denne måneden"),
        ("2026-09-01", ""),
    ],
)
def test_a_frist_stands_in_one_group(settled_on: str, group: str, caseworker: Client, make_person: MakePerson) -> None:
    """Three months after the settlement; today is 1.11.2026."""
    home = [{**SETTLED[0], "fra": settled_on}]
    make_person(
        fornavn="Amina",
        etternavn="Frist",
        tillatelser=[{"type": "asyl", "vedtaksdato": "2026-06-01"}],
        bosted=home,
        fodselsdato="1990-05-05",
        ankommet=settled_on,
        tiltak=[{**NORSK, "fra": settled_on}],
    )
    page = caseworker.get("/frister/").text
    sections = {
        re.search(r"<h2[^>]*>([^<]+?)\s*<", part)[1]: part  # type: ignore[index]
        for part in re.findall(r"<section.*?</section>", page, re.S)
        if "<h2" in part
    }
    assert [name for name, part in sections.items() if "Amina Frist" in part] == ([group] if group else [])
    if not group:
        assert "Ingen frister denne måneden" in page


@pytest.mark.parametrize(
    ("settled_on", "words"),
    [
        ("2026-07-31", "31.10.2026 1 dag over"),
        ("2026-07-20", "20.10.2026 12 dager over"),
        ("2026-08-01", "01.11.2026 I dag"),
        ("2026-08-02", "02.11.2026 1 dag"),
        ("2026-08-30", "30.11.2026"),
    ],
)
def test_a_line_says_how_late_it_is(settled_on: str, words: str, caseworker: Client, make_person: MakePerson) -> None:
    settled(make_person, fornavn="Amina", bosted=[{**SETTLED[0], "fra": settled_on}], tiltak=[NORSK])
    assert cells_of(caseworker.get("/frister/").text)[-1] == words


RUN_OUT = {**ASYL[0], "gyldig_til": "2026-10-31"}
NEWER = {"type": "asyl", "vedtaksdato": "2026-10-01", "gyldig_til": "2026-11-01"}


@pytest.mark.parametrize(
    ("permits", "told"),
    [
        ([RUN_OUT], True),
        ([RUN_OUT, NEWER], False),  # runs to today
        ([RUN_OUT, {**NEWER, "trukket": "2026-11-01"}], True),
        ([RUN_OUT, {**NEWER, "trukket": "2026-11-02"}], False),
    ],
)
def test_a_line_says_that_the_permit_has_run_out(
    permits: list[Any], told: bool, caseworker: Client, make_person: MakePerson
) -> None:
    """The newest that is not withdrawn decides, here as on her own page."""
    person = settled(make_person, fornavn="Amina", tiltak=[NORSK], tillatelser=permits)
    assert ("(tillatelsen er utløpt)" in cells_of(caseworker.get("/frister/").text)[1]) == told
    assert ("(tillatelsen er utløpt)" in caseworker.get("/personlister/integreringsloven/").text) == told
    assert ("Tillatelsen er utløpt" in caseworker.get(f"/personer/{person.id}/").text) == told


def cells_of(page: str) -> list[str]:
    """The texts of the only row's cells."""
    (row,) = re.findall(r"<tr><th scope=.row.*?</tr>", page, re.S)
    return [" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in re.findall(r"<t[dh]\b.*?</t[dh]>", row, re.S)]


def test_mine_and_the_units(app: Flask, make_user: MakeUser, make_person: MakePerson) -> None:
    settled(make_person, fornavn="Amina", tiltak=[NORSK])  # introduksjonsprogram alone is overdue
    norsk = Client(app).as_user(make_user("kommune_norskbruker", "kommune:4204"))
    assert "Amina" not in norsk.get("/frister/").text
    assert "Amina" in norsk.get("/frister/?for=enheten").text
    reader = Client(app).as_user(make_user("kommune_administrativ", "kommune:4204"))
    assert "Amina" in reader.get("/frister/").text and "Amina" in reader.get("/frister/?for=meg").text


def test_who_follows_up_is_told_where_it_differs(app: Flask, make_user: MakeUser, make_person: MakePerson) -> None:
    imdi = Client(app).as_user(make_user("imdi_saksbehandler", "imdi"))
    settled(make_person, fornavn="Amina", tiltak=[NORSK])
    assert "Følges opp av" not in imdi.get("/frister/").text
    settled(make_person, fornavn="Berhane", tiltak=[NORSK], bosted=[{**SETTLED[0], "kommune": "0301"}])
    assert "<td>Oslo</td>" in imdi.get("/frister/").text


def test_a_frist_is_a_task_for_one_who_registers(app: Flask, make_user: MakeUser, make_person: MakePerson) -> None:
    settled(make_person, fornavn="Amina", tiltak=[NORSK])
    intro = Client(app).as_user(make_user("kommune_introbruker", "kommune:4204"))
    assert "Frist for vedtak og oppstart" in intro.get("/").text
    norsk = Client(app).as_user(make_user("kommune_norskbruker", "kommune:4204"))
    assert "Frist for vedtak og oppstart" not in norsk.get("/").text


def test_what_a_frist_is_for_is_told_wherever_it_stands(caseworker: Client, make_person: MakePerson) -> None:
    settled(make_person, fornavn="Amina", tiltak=[NORSK])
    assert "Frist for vedtak og oppstart" in cells_of(caseworker.get("/frister/").text)
    listed = caseworker.get("/personlister/integreringsloven/?ordning=introduksjonsprogram&kol=frist,frist_grunn").text
    assert "Frist for vedtak og oppstart" in cells_of(listed)


def test_one_that_no_rule_has_told_of_is_a_frist_all_the_same(
    caseworker: Client, make_person: MakePerson, all_seen: Callable[..., Any]
) -> None:
    """As after an upgrade, until the rules have run."""
    settled(make_person, fornavn="Amina", tiltak=[NORSK])
    with all_seen(write=True) as session:
        session.execute(update(OrdningLinje).values(frist_grunn=""))
    assert "Frist i Introduksjonsprogram" in caseworker.get("/").text
    assert cells_of(caseworker.get("/frister/").text)[2] == "–"
