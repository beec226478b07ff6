"""Who a line is about, and when it cannot be told."""

from __future__ import annotations

import pytest

from core.persons.models import Person
from tests.importer.lines import duf, mottak, person, without


def only_fault(report):
    (told,) = report.refused
    return told.number, told.faults[0]


def test_the_same_person_twice_in_a_file_the_first_stands(read, the_person):
    report = read(mottak(), person(1, fornavn="Første"), person(1, fornavn="Andre"))
    assert only_fault(report) == (3, "Samme person står i linje 2, som gjelder. Ta bort den ene linjen.")
    assert the_person().fornavn == "Første"


@pytest.mark.parametrize("apart", [0, 300])
def test_twice_is_seen_however_far_apart_and_by_whichever_number(read, apart):
    first = person(1, regnr="R0000001", unhcr="100-00000001")
    between = [person(number) for number in range(2, 2 + apart)]
    report = read(mottak(), first, *between, person(900, duf=None, unhcr="100-00000001"))
    assert only_fault(report) == (3 + apart, "Samme person står i linje 2, som gjelder. Ta bort den ene linjen.")


def test_twice_is_seen_through_what_was_known_before(read):
    read(mottak(), person(1, regnr="R0000001"))
    report = read(mottak(), person(1), without(person(2, regnr="R0000001"), "duf"))
    assert only_fault(report)[0] == 3


def test_a_refused_line_does_not_stand_in_the_way(read):
    report = read(mottak(), person(1, kjonn="Q"), person(1))
    assert only_fault(report)[0] == 2
    assert report.count("ny", "person") == 1


def test_found_by_regnr_then_given_a_duf(read, the_person):
    read(mottak(), without(person(1, regnr="R0000001"), "duf"))
    report = read(mottak(), person(1, regnr="R0000001"))
    assert report.count("endret", "person") == 1
    assert (the_person().duf, the_person().regnr) == (duf(1), "R0000001")


def test_a_line_without_a_number_takes_none_away(read, the_person):
    read(mottak(), person(1, regnr="R0000001", unhcr="100-00000001"))
    report = read(mottak(), person(1, fornavn="Nytt"))
    assert report.count("endret", "person") == 1
    assert (the_person().regnr, the_person().unhcr) == ("R0000001", "100-00000001")


def test_numbers_of_different_persons_refuse_the_line(read, rows):
    read(mottak(), person(1), person(2, regnr="R0000002"))
    report = read(mottak(), person(1, regnr="R0000002", fornavn="Blandet"))
    assert only_fault(report) == (
        2,
        "DUF-nummeret og Reg-nummeret hører til to forskjellige personer her. Rett det som er feil.",
    )
    assert {one.fornavn for one in rows(Person)} == {"Prøve"}


def test_a_regnr_of_someone_with_another_duf_refuses_the_line(read, rows):
    read(mottak(), person(1, regnr="R0000001"))
    report = read(mottak(), person(2, regnr="R0000001"))
    assert only_fault(report)[1].startswith("Reg-nummeret hører her til en person med et annet duf.")
    assert len(rows(Person)) == 1


def test_numbers_are_the_same_however_they_are_grouped(read, rows):
    read(mottak(), person(1))
    grouped = f"{duf(1)[:4]} {duf(1)[4:10]} {duf(1)[10:]}"
    assert read(mottak(), person(1, duf=grouped)).count("uendret", "person") == 1


def test_a_mottak_must_be_known(read):
    report = read(person(1), mottak(), person(2))
    number, fault = only_fault(report)
    assert number == 1
    assert "bosted nr. 1, mottak: M102 er ikke kjent" in fault
    assert read(person(1)).count("ny", "person") == 1


def test_a_mottak_that_was_refused_is_not_known(read):
    report = read(mottak(kommune="0000"), person(1))
    assert [told.number for told in report.refused] == [1, 2]


def test_the_same_mottak_twice(read):
    report = read(mottak(), mottak(navn="Annet"))
    assert only_fault(report)[1] == "Mottaket M102 står også i linje 1, som gjelder. Ta bort den ene."
