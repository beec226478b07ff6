"""Shielded persons stand in no list and no file, for anyone; a holder sees name and task apart."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core.access.changes import find_user, open_shielded
from core.access.scope import system_scope
from core.events.models import AccessLogPerson
from core.testing import TODAY
from tests.ordninger.list_world import LIST, Lists, lives, permit

APART = "Skjermede personer</h2>"


@pytest.fixture
def shielded(lists: Lists) -> Lists:
    """One who is shielded in Kristiansand, one in Oslo, and one who is not."""
    lists.person("Amina")
    lists.person("Skjult", permit(gyldig_til="2026-10-01"), skjerming="fortrolig", morsmal="ti")
    lists.person("Annensteds", skjerming="fortrolig", bosted=lives("0301"))
    return lists


def holder(lists: Lists, *roles: tuple[str, str]) -> str:
    """Signs in a new user with these roles beside introbruker in Kristiansand."""
    name = lists.here.make_user("kommune_introbruker", "kommune:4204")
    for role, unit in roles:
        lists.here.make_user(role, unit, name=name)
    lists.here.client.as_user(name)
    return name


def everywhere(lists: Lists) -> str:
    """All that a list can show, and its file."""
    queries = ("", "?vis=alle", "?morsmal=tir", "?sorter=frist", "?siste=1")
    pages = [lists.here.client.get(LIST + query).text for query in queries]
    return "".join([*pages, lists.here.client.get(f"{LIST}csv/").text, lists.search("skjult").text])


def test_who_has_no_right_sees_nothing_of_them(shielded: Lists) -> None:
    for caseworker in ((), ("imdi_saksbehandler", "imdi")):
        shielded.here.caseworker(*caseworker)
        found = everywhere(shielded)
        assert "Amina" in found and "Skjult" not in found and "Annensteds" not in found and APART not in found
        assert shielded.see().count == "Viser 1 – 1 av 1 linje"


def test_a_holder_sees_name_and_task_apart(shielded: Lists) -> None:
    holder(shielded, ("skjermede_personer", "kommune:4204"))
    page = shielded.see()
    assert page.names == ["Amina"] and page.count == "Viser 1 – 1 av 1 linje"
    apart = page.text.partition(APART)[2]
    assert "Skjult Etternavn" in apart and "Norsk" in apart and "01.10.2026" in apart
    assert "Annensteds" not in page.text and "Tigrinja" not in apart
    assert "Skjult" not in shielded.here.client.get(f"{LIST}csv/").text
    with shielded.here.house.session() as session, system_scope(session, "test"):
        assert len(set(session.scalars(select(AccessLogPerson.person_id)))) == 2, "both, and the one in Oslo not"


def test_a_right_that_is_held_elsewhere(shielded: Lists) -> None:
    holder(shielded, ("skjermede_personer", "kommune:0301"))
    assert APART not in shielded.see().text
    holder(shielded, ("skjermede_personer", "kommune:0301"), ("bosetting_les", "kommune:0301"))
    assert "Annensteds" not in shielded.see().text, "no ordning is hers to see in Oslo"
    assert "Skjult" not in shielded.see().text, "and the right is not hers in Kristiansand"


def test_imdi_with_the_right_sees_all_of_them_apart(shielded: Lists) -> None:
    name = shielded.here.make_user("imdi_saksbehandler", "imdi")
    shielded.here.make_user("skjermede_personer", "imdi", name=name)
    shielded.here.client.as_user(name)
    apart = shielded.see().text.partition(APART)[2]
    assert "Skjult" in apart and "Annensteds" in apart


def test_one_who_has_been_opened_stands_there_still(shielded: Lists) -> None:
    """The list, its count and its file stay the same whatever she has opened."""
    name = holder(shielded, ("skjermede_personer", "kommune:4204"))
    with shielded.here.house.session(write=True) as session, system_scope(session, "test"):
        from core.persons.models import Person

        who = session.scalars(select(Person.id).where(Person.fornavn == "Skjult")).one()
        open_shielded(session, find_user(session, name).id, who, TODAY, "42")
        session.commit()
    page = shielded.see()
    assert page.names == ["Amina"] and "Skjult" in page.text.partition(APART)[2]
    assert "Skjult" not in shielded.here.client.get(f"{LIST}csv/").text


def test_one_who_is_no_longer_shielded_is_back_in_the_list(shielded: Lists) -> None:
    shielded.person("Frigitt", duf="209900000103", skjerming="fortrolig")
    assert "Frigitt" not in shielded.names()
    shielded.person("Frigitt", duf="209900000103", skjerming="ingen")
    assert shielded.names() == {"Amina", "Frigitt"}
