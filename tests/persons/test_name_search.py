"""Search for a name: exact first, then what is alike, and nothing that hangs on those one may not see."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from core.access.scope import system_scope
from core.events.models import AccessLogPerson
from core.house import House
from core.persons.models import NameKey, NameWord
from core.persons.name_rows import forget_unused_words
from core.statements import counted
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser, standard_line

UNIT = "kommune:4204"
ELSEWHERE = [{"type": "privat", "kommune": "1151", "fra": "2020-12-01"}]
LIKELY = '<th scope="rowgroup" colspan="5">Navn som bare ligner</th>'
EXACT = '<th scope="rowgroup" colspan="5">Treff på navnet</th>'
NAME = re.compile(r'<a class="ds-link" href="/personer/([0-9a-f-]{36})/">([^<]+)</a>')


@pytest.fixture
def caseworker(client: Client, make_user: MakeUser) -> Client:
    """A caseworker of Kristiansand."""
    return client.as_user(make_user("kommune_introbruker", UNIT))


def page(client: Client, words: str) -> str:
    """The answer to a search."""
    answer = client.submit("/personer/", {"q": words}, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def parts(client: Client, words: str) -> tuple[list[str], list[str]]:
    """The names that have the words, and those that are alike."""
    above, _heading, below = page(client, words).partition(LIKELY)
    return [name for _id, name in NAME.findall(above)], [name for _id, name in NAME.findall(below)]


def named(*names: str, start: int = 1000, **more: Any) -> list[dict[str, Any]]:
    """Import lines for persons with these names."""
    lines = []
    for number, name in enumerate(names, start=start):
        fornavn, _space, etternavn = name.partition(" ")
        lines.append({**standard_line(number), "fornavn": fornavn, "etternavn": etternavn, **more})
    return lines


PAIRS = [
    ("Mohammed Darwish", "Muhammad"),
    ("Mohammed Darwish", "محمد درويش"),
    ("محمد Darwish", "mohammed"),
    ("Tesfaye Kidane", "tesfay"),
    ("ተስፋይ Kidane", "tesfaye kidane"),
    ("Олександр Bondarenko", "Oleksandr"),
    ("Abdirahman Warsame", "Cabdiraxmaan"),
    ("Bjørn-Åge Moe", "bjoern aage"),
    ("Abdulrahman Awad", "abd al rahman"),
    ("Abdulrahman Awad", "rahman"),
    ("Fereshta Rahimi", "fersehta"),
    ("Anna Maria Moe", "annamaria"),
    ("Annamaria Moe", "anna maria"),
]


@pytest.mark.parametrize(("name", "typed"), PAIRS)
def test_names_as_others_write_them(name: str, typed: str, caseworker: Client, make_person: MakePerson) -> None:
    fornavn, etternavn = name.rsplit(" ", 1)
    make_person(fornavn=fornavn, etternavn=etternavn)
    make_person(fornavn="Kurt", etternavn="Li")
    exact, likely = parts(caseworker, typed)
    assert [*exact, *likely] == [name]


def test_it_says_which_are_exact_and_which_are_alike(caseworker: Client, make_person: MakePerson) -> None:
    make_person()
    assert not make_person.read(*named("Emina Moe", "Aminah Moe", "Amina Moe", "Aminata Moe", "Amin Moe")).refused
    text = page(caseworker, "amina")
    assert text.index(EXACT) < text.index(LIKELY)
    exact, likely = parts(caseworker, "amina")
    assert exact == ["Amina Moe", "Aminah Moe", "Aminata Moe"], "the whole name first"
    assert likely == ["Amin Moe", "Emina Moe"]


def test_a_name_beside_a_birth_date(caseworker: Client, make_person: MakePerson) -> None:
    make_person(fornavn="Amina", etternavn="Moe", fodselsdato="1990-02-01")
    make_person(fornavn="Amina", etternavn="Li", fodselsdato="1991-02-01")
    assert parts(caseworker, "muo amina 1.2.1990") == ([], ["Amina Moe"])
    assert parts(caseworker, "amina 010290") == (["Amina Moe"], [])


def test_a_birth_date_and_how_it_was_read(caseworker: Client, make_person: MakePerson) -> None:
    make_person(fornavn="Amina", etternavn="Moe", fodselsdato="1990-02-01")
    make_person(fornavn="Omar", etternavn="Li", fodselsdato="1990-02-28")
    for typed in ("1.2.1990", "01.02.90", "010290", "1990-02-01", "1. februar 1990"):
        assert parts(caseworker, typed) == (["Amina Moe"], []), typed
    assert "fødselsdato" in page(caseworker, "010290") and "01.02.1990" in page(caseworker, "010290")
    assert parts(caseworker, "feb 1990") == (["Omar Li", "Amina Moe"], [])
    assert "31.02.1990 finnes ikke" in page(caseworker, "31.02.1990")
    assert "Vi kjenner ikke igjen nummeret" in page(caseworker, "4711")


def test_the_birth_date_of_a_shielded_person_is_not_told(
    client: Client, make_person: MakePerson, make_user: MakeUser
) -> None:
    make_person(fornavn="Amina", etternavn="Moe", fodselsdato="1990-02-01", skjerming="fortrolig")
    name = make_user("kommune_introbruker", UNIT)
    make_user("skjermede_personer", UNIT, name=name)
    client.as_user(name)
    assert parts(client, "amina") == (["Amina Moe"], [])
    assert parts(client, "1.2.1990") == parts(client, "amina 1.2.1990") == ([], [])


def test_a_number_with_wrong_control_digits_is_found_with_a_remark(caseworker: Client, make_person: MakePerson) -> None:
    make_person(fornavn="Amina", etternavn="Moe", duf="900099900013")
    assert parts(caseworker, "9000 999000 13") == (["Amina Moe"], [])
    assert "Kontrollsifrene stemmer ikke" in page(caseworker, "9000 999000 13")


@pytest.mark.parametrize("typed", ["%", "_", "%%%", "___", "\x07", "- -", "'"])
def test_signs_alone_are_told_so(typed: str, caseworker: Client) -> None:
    answer = caseworker.submit("/personer/", {"q": typed})
    assert answer.status_code == 422 and "verken bokstaver eller sifre" in answer.text


def test_signs_that_databases_know_stand_for_nothing(caseworker: Client, make_person: MakePerson) -> None:
    make_person(fornavn="Amina", etternavn="Moe")
    assert parts(caseworker, "a%a") == parts(caseworker, "_mina zzzz") == ([], [])
    assert parts(caseworker, "x" * 200) == parts(caseworker, "a b c d e f g h i j k l m") == ([], [])


VARIANTS = ("Mohammed", "Muhammad", "Mohamed", "Mohamad", "Muhamed", "Mahmoud", "Ahmed", "Ahmad", "Hamid", "Mehmet")
QUERIES = ("mohammed", "muhamad", "moh", "mohammad haddad", "hadad ahmet", "mehmed", "محمد", "mohhammed", "01.02.1990")


def test_persons_one_may_not_see_change_nothing(client: Client, make_person: MakePerson, make_user: MakeUser) -> None:
    """Few and many to be seen; then hundreds more elsewhere or shielded, with the same names and nearer ones."""
    born = {"fodselsdato": "1990-02-01"}
    make_person(fornavn="Mohammed", etternavn="Haddad", **born)
    home = {"bosted": ELSEWHERE}
    seen = [f"{VARIANTS[at % 10]} Haddad{'abcdefgh'[at % 8] * (at % 3)}" for at in range(180)]
    assert not make_person.read(*named(*seen, **born), *named(*seen[:7], start=5000, **born, **home)).refused
    users = {unit: make_user("kommune_introbruker", unit) for unit in (UNIT, "kommune:1151")}

    def answers() -> dict[tuple[str, str], Any]:
        return {
            (unit, typed): [NAME.findall(part) for part in page(client.as_user(name), typed).split(LIKELY)]
            for unit, name in users.items()
            for typed in QUERIES
        }

    before = answers()
    unseen = [f"{first}{end} {last}" for first in VARIANTS for end in "aeiou" for last in ("Haddad", "Hadad", "Hadat")]
    third = {"bosted": [{"type": "privat", "kommune": "0301", "fra": "2020-12-01"}]}
    assert not make_person.read(*named(*unseen, start=10000, **born, **third)).refused
    assert not make_person.read(*named(*unseen, start=20000, **born, skjerming="fortrolig")).refused
    after = answers()
    assert after == before
    assert any(len(parts) == 2 and len(parts[1]) == 20 for parts in before.values()), "more than are shown were alike"


def test_as_many_statements_whatever_is_found(caseworker: Client, make_person: MakePerson, house: House) -> None:
    make_person()

    def asked(words: str) -> int:
        url = caseworker.submit("/personer/", {"q": words}).location or ""
        with counted(house.engine) as statements:
            caseworker.get(url)
        return len([one for one in statements if not re.search("web_session|app_user|user_role|access_log", one)])

    few = {words: asked(words) for words in QUERIES}
    assert not make_person.read(*named(*(f"{VARIANTS[at % 10]} Haddad" for at in range(120)))).refused
    assert max(few.values()) <= 8
    assert max(asked(words) for words in QUERIES) <= 8


def test_a_changed_name_is_found_and_the_old_one_not(caseworker: Client, make_person: MakePerson, house: House) -> None:
    person = make_person(fornavn="Amina", etternavn="Xyzzy")
    make_person.read({**standard_line(1), "fornavn": "Amina", "etternavn": "Plugh"})
    assert parts(caseworker, "plugh") == (["Amina Plugh"], [])
    assert parts(caseworker, "xyzzy") == ([], [])
    with house.session(write=True) as session, system_scope(session, "test"):
        assert forget_unused_words(session) > 0
        assert set(session.scalars(select(NameKey.ord))) == {"amina", "plugh"}
        assert session.scalar(select(func.count()).where(NameWord.person_id == person.id)) == 2


def test_suggestions_are_shown_persons(caseworker: Client, make_person: MakePerson, house: House) -> None:
    person = make_person(fornavn="Amina", etternavn="Moe")
    fields = caseworker.form("/personer/", "/personer/")
    headers = {"HX-Request": "true", "HX-Target": "forslag--q"}

    def suggested(words: str) -> tuple[str, int]:
        answer = caseworker.http.post("/personer/forslag/", data={**fields, "q": words}, headers=headers)
        assert answer.status_code == 200 and "<html" not in answer.text
        with house.session() as session, system_scope(session, "test"):
            logged = select(func.count()).where(AccessLogPerson.person_id == person.id)
            return answer.text.strip(), session.scalar(logged) or 0

    assert suggested("am") == ("", 0)
    assert suggested("xyzzy")[1] == 0
    text, logged = suggested("emina")
    assert f'href="/personer/{person.id}/"' in text and logged == 1
    assert text.index(">Navn som bare ligner</p>") < text.index("Amina Moe"), "she is only alike"
    assert '<ul class="plain" aria-label="Navn som bare ligner">' in text
    text, logged = suggested("ami")
    assert "Amina Moe" in text and "som bare ligner" not in text and logged == 2
    assert suggested("x" * 201) == ("", 2)


def test_the_box_stands_on_every_page(caseworker: Client, make_person: MakePerson) -> None:
    for url in ("/", "/personer/", f"/personer/{make_person().id}/"):
        assert 'hx-post="/personer/forslag/"' in caseworker.get(url).text
