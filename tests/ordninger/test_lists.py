"""A list of lines: who stands in it, how it is narrowed, sorted and paged, and what a wrong address gives."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from core.events.models import AccessLogPerson
from core.persons.models import Person
from core.testing.statements import counted
from tests.ordninger.list_world import LIST, Lists, lives, permit

IMDI = ("imdi_saksbehandler", "imdi")


def test_a_line_for_each_open_ordning(lists: Lists) -> None:
    amina = lists.person("Amina", permit(gyldig_til="2026-11-04"), permit("2022-02-02", "arbeid", hjemmel="kan"))
    shown = lists.see()
    assert shown.count == "Viser 1 – 2 av 2 linjer"
    number = f"{amina.duf[:4]} {amina.duf[4:10]} {amina.duf[10:]}"  # type: ignore[index]
    assert shown.rows == [
        [number, "Amina Etternavn", "Kan tilbys", "02.02.2022", "Arbeid", "–"],
        [number, "Amina Etternavn", "Plikt til norsk", "02.01.2021", "Norsk", "04.11.2026 3 dager"],
    ]
    for ordning in ("arbeid", "norsk"):
        assert f'href="/personer/{amina.id}/alfa/{ordning}/"' in shown.text
    assert f'href="/personer/{amina.id}/"' in shown.text


STATES = {
    "": {"Open"},
    "?vis=avsluttede": {"Ended"},
    "?vis=kommende": {"Coming"},
    "?vis=alle": {"Open", "Ended", "Coming"},
}


@pytest.mark.parametrize("query", STATES)
def test_only_open_unless_asked(query: str, lists: Lists) -> None:
    lists.person("Open")
    lists.person("Ended", permit(trukket="2026-10-31"))
    lists.person("Coming", permit("2026-11-02"))
    shown = lists.see(query)
    assert set(shown.names) == STATES[query]
    grey = {name for name in shown.names if re.search(rf'class="off"[^§]*?{name}', shown.text.replace("<tr", "§"))}
    assert grey == STATES[query] - {"Open"}
    assert ("Norsk (avsluttet)" in str(shown.rows)) == ("Ended" in grey)
    assert ("Norsk (kommende)" in str(shown.rows)) == ("Coming" in grey)


def test_the_last_day_and_the_first(lists: Lists) -> None:
    """Both `fra` and `til` are days in it: a permit withdrawn today gives its day too, by this rule."""
    lists.person("Begins", permit("2026-11-01"))
    lists.person("Ends", permit(trukket="2026-11-01"))
    lists.person("Moves in", bosted=lives(fra="2026-11-01"))
    lists.person("Moves out", bosted=lives(til="2026-11-01"))
    lists.person("Moved out", bosted=lives(til="2026-10-31"))
    names = {row[1].removesuffix(" Etternavn") for row in lists.see().rows}
    assert names == {"Begins", "Ends", "Moves in", "Moves out"}


def three(lists: Lists) -> None:
    """Three who differ in everything that can be chosen."""
    lists.person("Amina", permit(gyldig_til="2026-12-31"), morsmal="ti", duf="209900000103")
    kan = permit("2022-01-01", "arbeid", hjemmel="kan", gyldig_til="2027-01-01")
    in_mottak = [{"type": "mottak", "mottak": "M102", "fra": "2020-12-01"}]
    lists.person("Berhane", kan, morsmal="tir", bosted=in_mottak, duf="209900000208")
    lists.person("Chen", permit("2023-01-01"), morsmal="zh", bosted=lives("0301", bydel="030101"), duf="209900000302")


FILTERS = {
    "kategori=plikt": {"Amina", "Chen"},
    "ordning=arbeid": {"Berhane"},
    "frist=01.01.2027": {"Amina"},
    "frist=02.01.2027": {"Amina", "Berhane"},
    "morsmal=tir": {"Amina", "Berhane"},
    "mottak=M102": {"Berhane"},
    "kommune=4204": {"Amina", "Berhane"},
    "fylke=03": {"Chen"},
    "bydel=030101": {"Chen"},
    "kommune=4204&kategori=plikt": {"Amina"},
    "kommune=0301&kategori=kan": set[str](),
}


def test_filters(lists: Lists) -> None:
    three(lists)
    lists.here.caseworker(*IMDI)
    for query, names in FILTERS.items():
        shown = lists.see(f"?{query}")
        assert set(shown.names) == names, query
        assert shown.remarks == []
        assert shown.text.count("data-removable") == query.count("=")
        file = lists.here.client.get(f"{LIST}csv/?{query}").text
        assert {name for name in ("Amina", "Berhane", "Chen") if name in file} == names


def test_a_kommune_chooses_among_what_is_its_own(lists: Lists) -> None:
    three(lists)
    page = lists.see().text
    assert 'name="kommune"' not in page and 'name="fylke"' not in page and 'name="bydel"' not in page
    assert 'name="kategori"' in page and 'name="morsmal"' in page
    assert lists.names() == {"Amina", "Berhane"}
    assert lists.names("?kommune=0301") == {"Amina", "Berhane"}
    assert "kan ikke velges" in lists.see("?kommune=0301").remarks[0]
    lists.here.caseworker(unit="kommune:0301")
    assert lists.names() == {"Chen"}
    assert 'name="bydel"' in lists.see().text


SEARCHES = {
    "209900000103": {"Amina"},
    "2099 000001 03": {"Amina"},
    "20990000": {"Amina", "Berhane"},
    "ami": {"Amina"},
    "etternavn BER": {"Berhane"},
    "mina": set[str](),
    "%": set[str](),
    "_": set[str](),
    " ": {"Amina", "Berhane"},
    "آمنة": set[str](),
}


def test_words_never_stand_in_the_address(lists: Lists) -> None:
    three(lists)
    for words, names in SEARCHES.items():
        assert set(lists.search(words).names) == names, words
    kept = lists.search("etternavn", "?kategori=kan&side=3")
    assert kept.names == ["Berhane"]
    lists.here.caseworker(*IMDI)
    assert set(lists.search("etternavn").names) == {"Amina", "Berhane", "Chen"}
    assert lists.search("209900000302").names == ["Chen"]


def test_words_that_are_forgotten_or_anothers(lists: Lists) -> None:
    three(lists)
    client = lists.here.client
    token = client.form(LIST, "/logg-ut")["csrf_token"]
    location = client.http.post(LIST, data={"q": "ami", "csrf_token": token}).location
    lists.here.caseworker()
    page = lists.see(location.removeprefix(LIST))
    assert "ikke lagret lenger" in page.remarks[0] and set(page.names) == {"Amina", "Berhane"}
    file = lists.here.client.get(f"{LIST}csv/?{location.partition('?')[2]}")
    assert file.status_code == 303, "no file of everyone instead"


def test_200_characters_and_more(lists: Lists) -> None:
    three(lists)
    assert lists.search("x" * 200).names == []
    client = lists.here.client
    token = client.form(LIST, "/logg-ut")["csrf_token"]
    answer = client.http.post(f"{LIST}?kategori=kan", data={"q": "x" * 201, "csrf_token": token})
    assert answer.status_code == 422 and "201 tegn" in answer.text and "Berhane" in answer.text


SORTS = {
    "duf": ["Amina", "Berhane", "Chen"],
    "navn": ["Berhane", "Chen", "Amina"],
    "kategori": ["Berhane"],
    "fra": ["Amina", "Berhane", "Chen"],
    "ordning": ["Berhane"],
    "frist": ["Amina", "Berhane", "Chen"],
    "til": [],
    "kommune": ["Chen"],
    "fylke": ["Chen"],
    "bydel": [],
    "mottak": [],
    "fodselsdato": ["Chen", "Amina", "Berhane"],
    "statsborgerskap": ["Berhane", "Chen", "Amina"],
    "morsmal": ["Amina", "Berhane", "Chen"],
}


def test_every_column_sorts_both_ways(lists: Lists) -> None:
    lists.person("Amina", permit(gyldig_til="2026-12-31"), morsmal="ti", duf="209900000103", etternavn="Cc")
    kan = permit("2022-01-01", "arbeid", hjemmel="kan", gyldig_til="2027-01-01")
    more = {"statsborgerskap": "AFG", "fodselsdato": "1999-01-01", "etternavn": "Aa"}
    lists.person("Berhane", kan, morsmal="tir", duf="209900000208", **more)
    other = {"statsborgerskap": "CHN", "fodselsdato": "1980-01-01", "etternavn": "Bb", "bosted": lives("0301")}
    lists.person("Chen", permit("2023-01-01"), morsmal="zh", duf="209900000302", **other)
    lists.here.caseworker(*IMDI)
    for key, first in SORTS.items():
        up = lists.see(f"?sorter={key}&kol=navn,{key}")
        down = lists.see(f"?sorter=-{key}&kol=navn,{key}")
        assert up.names == down.names[::-1]
        assert up.names[: len(first)] == first, key
        assert f'aria-sort="ascending"><a href="{LIST}?sorter=-{key}' in up.text
        assert 'aria-sort="descending"' in down.text
        assert re.search(rf'aria-sort="descending"><a href="{LIST}\?sorter={key}(&amp;[^"]*)?"', down.text)


def test_columns_by_choice(lists: Lists) -> None:
    lists.person("Amina", statsborgerskap="ERI", morsmal="ti", bosted=lives("0301", bydel="030101"))
    lists.here.caseworker(*IMDI)
    shown = lists.see("?kol=statsborgerskap,morsmal,kommune,fylke,bydel,mottak,fodselsdato,til")
    assert shown.rows[0][1:] == ["–", "Oslo", "Oslo", "Gamle Oslo", "–", "15.03.1990", "Eritrea", "Tigrinja"]
    assert lists.see("?kol=kommune&kol=navn").rows[0][1:] == ["Amina Etternavn", "Oslo"]
    assert "kol=" not in lists.see("?kol=duf,navn,kategori,fra,ordning,frist").text.split('id="liste"')[1]


WRONG = {
    "?sorter=tull": "kan ikke sorteres slik",
    "?sorter=person_id": "kan ikke sorteres slik",
    "?kategori=tull": "«tull» kan ikke velges i filteret Kategori",
    "?tull=1": "Filteret «tull» finnes ikke her",
    "?kol=tull": "Kolonnen «tull» finnes ikke her",
    "?frist=31.02.2026": "«31.02.2026» er ingen dato",
    "?frist=%F0%9F%98%80": "er ingen dato",
    "?kategori=" + "x" * 3000: "kan ikke velges",
    "?visning=00000000-0000-4000-8000-000000000000": "Visningen finnes ikke",
    "?visning=tull": "Visningen finnes ikke",
}
NEAREST = (
    "?side=10000",
    "?side=0",
    "?side=-1",
    "?side=tull",
    "?side=99999999999999999999",
    "?side=٣",
    "?etter=tull",
    "?etter=00000000-0000-4000-8000-000000000000",
    "?foran=00000000-0000-4000-8000-000000000000",
    "?siste=1",
    "?sok=tull",
    "?kol=,,,",
    "?kategori=",
)


def test_a_wrong_address_says_so_and_shows_the_list(lists: Lists) -> None:
    lists.person("Amina")
    for query, remark in WRONG.items():
        shown = lists.see(query)
        assert len(shown.remarks) == 1 and remark in shown.remarks[0], query
        assert shown.names == ["Amina"] and "x" * 41 not in shown.remarks[0]
    for query in NEAREST:
        shown = lists.see(query)
        assert shown.names == ["Amina"], query
        assert shown.count == "Viser 1 – 1 av 1 linje"


def test_an_empty_list_says_what_fills_it(lists: Lists) -> None:
    shown = lists.see()
    assert shown.rows == [] and shown.count == "Viser 0 linjer"
    assert "Listen fylles av seg selv" in shown.text and "Savner du noen?" in shown.text
    assert "Vis listen uten filter" in lists.see("?kategori=kan").text


@pytest.mark.parametrize("url", ["/personlister/tull/", "/personlister/integreringsloven/csv/", "/personlister/Loven/"])
def test_a_law_there_is_not(url: str, lists: Lists) -> None:
    assert lists.here.client.get(url).status_code == 404


def test_who_sees_no_ordning_sees_no_list(lists: Lists) -> None:
    lists.here.caseworker("bosetting_les")
    for url in ("/personlister/", LIST, f"{LIST}csv/", f"{LIST}excel/"):
        assert lists.here.client.get(url).status_code == 404
    assert "NIR personlister" not in lists.here.client.get("/personer/").text


def test_the_menu_leads_to_the_lists(lists: Lists) -> None:
    page = lists.here.client.get("/personer/").text
    assert 'href="/personlister/"' in page and f'href="{LIST}"' in page
    overview = lists.here.client.get("/personlister/").text
    assert "Personer – Loven" in overview and f'href="{LIST}?ordning=norsk"' in overview
    assert f'href="{LIST}" aria-current="page"' in lists.see().text


def test_an_ordning_that_is_seen_in_one_kommune_alone(lists: Lists) -> None:
    """A reader of bosetting in Oslo sees persons there, but not their ordninger."""
    three(lists)
    name = lists.here.make_user("kommune_introbruker", "kommune:4204")
    lists.here.make_user("bosetting_les", "kommune:0301", name=name)
    lists.here.client.as_user(name)
    assert lists.names() == {"Amina", "Berhane"}
    lists.here.make_user("kommune_introbruker", "kommune:0301", name=name)
    lists.here.client.as_user(name)
    assert lists.names() == {"Amina", "Berhane", "Chen"}
    assert lists.names("?kommune=0301") == {"Chen"}


def test_everyone_shown_is_in_the_access_log_and_nobody_else(lists: Lists) -> None:
    three(lists)
    lists.see("?kategori=kan")
    with lists.here.house.session() as session:
        seen = set(session.scalars(select(AccessLogPerson.person_id)))
    with lists.here.house.session() as session:
        from core.access.scope import system_scope

        with system_scope(session, "test"):
            names = set(session.scalars(select(Person.fornavn).where(Person.id.in_(seen))))
    assert names == {"Berhane"}


def test_page_or_fragment(lists: Lists) -> None:
    three(lists)
    answer = lists.here.client.fragment(f"{LIST}?kategori=kan&tull=&sorter=-fra", "liste")
    assert answer.text.lstrip().startswith('<section class="stack-lg" id="liste"')
    assert "<html" not in answer.text and "Berhane" in answer.text
    assert answer.headers["HX-Push-Url"] == f"{LIST}?kategori=kan"


def test_the_same_few_statements_however_many_lines(lists: Lists, house: Any) -> None:
    """The session's own two and the log's two are not counted among the eight."""
    lists.person("Amina")

    def asked() -> int:
        with counted(lists.here.house.engine) as statements:
            lists.see("?kategori=plikt&sorter=frist")
        return len(statements)

    one = asked()
    for number in range(30):
        lists.person(f"P{number}")
    assert asked() == one
    assert one - 4 <= 8
