"""What follows from a line: shielding, who sees her, the periods of her ordninger."""

from __future__ import annotations

from sqlalchemy import select

from core.access.models import Reach
from core.access.scope import system_scope
from core.ordninger.models import OrdningPeriode
from core.persons.models import Bosted, Person, Tillatelse
from tests.importer.lines import duf, home, mottak, permit, person

OSLO = {"kode": "M106", "navn": "Utsikten", "kommune": "0301"}


def units(rows):
    return {(row.unit_id, row.kind) for row in rows(Reach)}


def test_who_sees_her_follows_from_where_she_lives(read, rows):
    read(mottak(), person())
    assert units(rows) == {("mottak:M102", "hel"), ("kommune:4204", "hel")}
    read(mottak(), mottak(**OSLO), person(bosted=[home(mottak="M106", kommune="0301")]))
    assert units(rows) == {("mottak:M106", "hel"), ("kommune:0301", "hel")}


def test_when_a_mottak_lies_elsewhere_its_residents_are_seen_from_there(read, rows):
    line = person(bosted=[home(kommune=None)])
    read(mottak(), line)
    read(mottak(kommune="0301"), line)
    assert units(rows) == {("mottak:M102", "hel"), ("kommune:0301", "hel")}


def test_a_kommune_where_the_mottak_does_not_lie_never_sees_her(read, rows):
    report = read(mottak(), person(bosted=[home(kommune="0301")]))
    assert units(rows) == {("mottak:M102", "hel"), ("kommune:4204", "hel")}
    assert rows(Bosted)[0].kommune == "4204"
    assert "Linje 2: bosted: M102 ligger i 4204, ikke i 0301. 4204 er brukt." in report.text()


def test_an_old_number_of_the_mottaks_kommune_is_kept(read, rows):
    report = read(mottak(kommune="3301"), person(bosted=[home(kommune="3005")]))
    assert rows(Bosted)[0].kommune == "3005"
    assert "ligger i" not in report.text()


def shielded(rows):
    return {one.etternavn[-1]: one.skjermet for one in rows(Person)}


def test_one_shielded_member_shields_the_household_and_all_its_rows(read, rows):
    family = {"familie": {"referanse": "F1"}}
    read(mottak(), person(1, **family), person(2, **family), person(3))
    assert shielded(rows) == {"1": False, "2": False, "3": False}
    read(mottak(), person(2, skjerming="fortrolig", **family))
    assert shielded(rows) == {"1": True, "2": True, "3": False}
    assert sorted(row.skjermet for row in rows(Bosted)) == [False, True, True]
    assert sorted(row.skjermet for row in rows(Tillatelse)) == [False, True, True]


def test_rows_added_to_a_shielded_person_are_shielded(read, rows):
    read(mottak(), person(skjerming="fortrolig"))
    read(mottak(), person(skjerming="fortrolig", tillatelser=[permit(), permit(type="annet")]))
    assert [row.skjermet for row in rows(Tillatelse)] == [True, True]


def test_leaving_a_household_takes_the_shielding_along(read, rows):
    read(
        mottak(), person(1, familie={"referanse": "F1"}), person(2, familie={"referanse": "F1"}, skjerming="fortrolig")
    )
    read(mottak(), person(2, familie={"referanse": "F2"}, skjerming="fortrolig"))
    assert shielded(rows) == {"1": False, "2": True}


def periods(house, number):
    with house.session() as session, system_scope(session, "test"):
        found = session.scalars(
            select(OrdningPeriode)
            .join(Person, Person.id == OrdningPeriode.person_id)
            .where(Person.duf == duf(number), OrdningPeriode.ordning == "kvalifisering_i_mottak")
        )
        return [period.fra.isoformat() for period in found]


def test_rules_have_run(read, house):
    read(mottak(), person())
    assert periods(house, 1) == ["2021-02-01"]


def test_a_permit_may_point_at_a_person_further_down_however_far(read, house):
    leaning = person(1, tillatelser=[permit(type="familie", referanse_duf=duf(2))])
    between = [person(number) for number in range(100, 400)]
    read(mottak(), leaning, *between, person(2))
    assert periods(house, 1) == ["2021-02-01"]


def test_what_changes_for_the_reference_person_changes_for_who_leans_on_her(read, house):
    read(mottak(), person(1, tillatelser=[permit(type="familie", referanse_duf=duf(2))]), person(2))
    read(mottak(), person(2, tillatelser=[]))
    assert periods(house, 1) == []


def test_what_changes_for_one_in_the_household_changes_for_who_leans_on_her(read, house):
    family = {"familie": {"referanse": "F1"}}
    read(mottak(), person(1, tillatelser=[permit(type="familie")], **family), person(2, **family))
    read(mottak(), person(2, tillatelser=[], **family))
    assert periods(house, 1) == []


def test_a_household_left_no_longer_gives_the_right(read, house):
    family = {"familie": {"referanse": "F1"}}
    read(mottak(), person(1, tillatelser=[permit(type="familie")], **family), person(2, **family))
    assert periods(house, 1) == ["2021-02-01"]
    read(mottak(), person(2))
    assert periods(house, 1) == []
