"""Reading again: nothing changes when the line is the same, what differs is changed, and a user's own rows are left."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy import update

from core.access.scope import system_scope
from core.persons.models import Bosted, Tillatelse
from core.places.models import Mottak
from tests.importer.lines import home, mottak, permit, person


@pytest.fixture
def touch(house):
    """A user changes every row of a model."""

    def change(model, **values):
        with house.session(write=True) as session, system_scope(session, "test"):
            session.execute(update(model).values(endret_av=uuid.uuid4(), **values))
            session.commit()

    return change


def without_runs(told):
    return [line for line in told if line[0] != "import_kjort"]


def test_the_same_line_again_changes_nothing(read, the_person, events):
    read(mottak(), person())
    before, told = the_person(), without_runs(events())
    report = read(mottak(), dict(reversed(person().items())))
    after = the_person()
    assert report.count("uendret") == 2
    assert without_runs(events()) == told
    assert (before.versjon, before.lest_inn) == (after.versjon, after.lest_inn) == (1, before.lest_inn)


def test_a_changed_line_changes_the_person_and_tells_what_was(read, the_person, events):
    read(mottak(), person())
    report = read(mottak(), person(fornavn="Bjørn-Åge", morsmal="ar"))
    found = the_person()
    assert report.count("endret", "person") == 1
    assert (found.fornavn, found.fornavn_sok, found.morsmal, found.versjon) == ("Bjørn-Åge", "bjorn age", "ar", 2)
    (told,) = [line for line in events() if line[0] == "person_oppdatert"]
    assert told[2] == {"kjerne": {"person": {"fornavn": ["Prøve", "Bjørn-Åge"], "morsmal": [None, "ar"]}}}
    assert "Bjørn" not in told[1]


def test_permits_and_homes_become_as_the_line_says(read, rows, events):
    read(mottak(), person(tillatelser=[permit(), permit(type="annet")], bosted=[home()]))
    moved = [home(til="2022-05-31"), home(type="kommune", mottak=None, fra="2022-06-01")]
    read(mottak(), person(tillatelser=[permit(trukket="2022-01-01"), permit(type="arbeid")], bosted=moved))
    assert {(row.type, row.trukket) for row in rows(Tillatelse)} == {("asyl", date(2022, 1, 1)), ("arbeid", None)}
    assert {(row.type, row.til) for row in rows(Bosted)} == {("mottak", date(2022, 5, 31)), ("kommune", None)}
    (told,) = [line[2]["kjerne"] for line in events() if line[0] == "person_oppdatert"]
    assert told["tillatelser"]["endret"][0]["var"] == {"trukket": None}
    assert told["tillatelser"]["fjernet"][0]["type"] == "annet"
    assert told["bosted"]["nye"][0]["fra"] == "2022-06-01"


def test_null_and_absent_both_empty_what_stood(read, the_person, rows):
    read(mottak(), person(morsmal="ar", fnr="15839040188"))
    read(mottak(), person(morsmal=None, tillatelser=None, bosted=[]))
    assert (the_person().morsmal, the_person().fnr) == (None, None)
    assert rows(Tillatelse) == rows(Bosted) == []


@pytest.mark.parametrize(("model", "word"), [(Tillatelse, "En tillatelse"), (Bosted, "Et bosted")])
@pytest.mark.parametrize("lines", ["same", "changed", "gone"])
def test_a_row_a_user_has_changed_is_not_touched_and_reported(read, touch, rows, model, word, lines):
    read(mottak(), person())
    mine = {"hjemmel": "min"} if model is Tillatelse else {"bydel": "030101"}
    touch(model, **mine)
    more = {
        "same": {},
        "changed": {"tillatelser": [permit(hjemmel="filens")], "bosted": [home(bydel="030102")]},
        "gone": {"tillatelser": [], "bosted": []},
    }[lines]
    report = read(mottak(), person(**more))
    (row,) = rows(model)
    assert mine.items() <= vars(row).items()
    assert f"Linje 2: {word} er endret av en bruker her. Innlesingen har ikke rørt raden." in report.text()


def test_a_choice_of_kommune_stands_until_the_number_is_another(read, rows, house):
    split = home(type="kommune", mottak=None, kommune="1507")
    read(person(bosted=[split]))
    with house.session(write=True) as session, system_scope(session, "test"):
        session.execute(update(Bosted).values(kommune_valgt="1580"))
        session.commit()
    read(person(bosted=[{**split, "til": "2024-12-31"}]))
    assert rows(Bosted)[0].kommune_valgt == "1580"
    read(person(bosted=[{**split, "kommune": "4204"}]))
    assert rows(Bosted)[0].kommune_valgt is None


def test_a_mottak_is_changed_and_told(read, rows, events):
    read(mottak())
    report = read(mottak(navn="Nytt navn"))
    assert report.count("endret", "mottak") == 1
    assert rows(Mottak)[0].navn == "Nytt navn"
    assert ("mottak_oppdatert", "Mottak oppdatert fra fil", {"navn": ["Havblikk mottak", "Nytt navn"]}) in events()


def test_a_run_is_told_with_its_numbers(read, events):
    read(mottak(), person(), b"{")
    told = events()[-1]
    assert told[0] == "import_kjort"
    assert told[2]["mottak ny"] == told[2]["person ny"] == told[2]["ukjent avvist"] == 1
