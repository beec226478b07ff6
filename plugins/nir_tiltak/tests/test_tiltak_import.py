"""Tiltak from a file: the rows they become, what reading again does, and what it leaves alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from core.api import Person
from core.testing.people import MOTTAK, standard_line
from plugins.nir_tiltak.changes import add_tiltak, delete_tiltak, edit_tiltak, values_of
from plugins.nir_tiltak.models import Tiltak
from plugins.nir_tiltak.tests.test_tiltak_line import tiltak

MOTTAK_OSLO = {"kind": "mottak", "kode": "M106", "navn": "Utsikten", "kommune": "0301", "type": "em"}


@pytest.fixture
def read(read_lines):
    """`read(tiltak(), ...)` reads a person with these tiltak (None: no such key); named values are keys of her line."""

    def run(*rows, skip=(), **line):
        told = {} if rows == (None,) else {"tiltak": list(rows)}
        person = {**standard_line(1), **told, **line}
        return read_lines(*MOTTAK, MOTTAK_OSLO, person, skip=skip)

    return run


@pytest.fixture
def stored(all_seen):
    """Every tiltak there is, oldest first."""

    def rows():
        with all_seen() as session:
            return list(session.scalars(select(Tiltak).order_by(Tiltak.fra, Tiltak.til)))

    return rows


@pytest.fixture
def by_hand(all_seen):
    """`by_hand(change)` lets a user change something: change(session, tiltak, person)."""

    def run(change):
        with all_seen(write=True, actor="nir.bruker") as session:
            change(session, session.scalar(select(Tiltak)), session.scalar(select(Person)))

    return run


def changes_told(logged):
    return [data["tiltak"] for _type, data in logged() if "tiltak" in data]


def test_a_tiltak_becomes_a_row(read, stored, house):
    assert not read(tiltak(erstattende=True, timer_per_uke=12.5, referanse="T1")).refused
    (row,) = stored()
    assert (row.ordning, row.gruppe, row.type) == (
        "kvalifisering_i_mottak",
        "norsk_og_samfunnskunnskap",
        "norskopplaering",
    )
    assert (row.fra, row.til, row.timer_per_uke) == (date(2021, 4, 1), date(2021, 4, 30), Decimal("12.5"))
    assert (row.erstattende, row.referanse, row.registrert_av) == (True, "T1", "Import")
    assert row.registrert.date() == house.clock.today()
    assert (row.unit_id, row.endret_av, row.slettet) == ("kommune:4204", None, None)


def test_the_unit_is_the_kommune_where_she_lived_on_the_first_day(read, stored):
    bosted = [
        {"type": "mottak", "mottak": "M106", "fra": "2021-01-01", "til": "2021-05-31"},
        {"type": "kommune", "kommune": "3005", "fra": "2021-07-01", "til": "2024-05-31"},
        {"type": "kommune", "kommune": "1507", "fra": "2024-06-01", "til": "2024-12-31"},
        {"type": "kommune", "kommune": "0301", "bydel": "030102", "fra": "2025-01-01"},
    ]
    days = ["2020-12-31", "2021-05-31", "2021-06-15", "2023-12-31", "2024-01-01", "2024-06-01", "2025-01-01"]
    read(*(tiltak(fra=day, til="2026-01-01") for day in days), bosted=bosted)
    assert [(row.unit_id, row.bydel) for row in stored()] == [
        (None, None),
        ("kommune:0301", None),
        (None, None),
        ("kommune:3005", None),
        ("kommune:3301", None),
        (None, None),
        ("kommune:0301", "030102"),
    ]


def test_the_same_again_changes_nothing(read, stored):
    read(tiltak(), tiltak(referanse="T1"))
    before = [(row.id, row.versjon, row.registrert) for row in stored()]
    report = read(tiltak(), tiltak(referanse="T1"))
    assert report.count("uendret", "person") == 1
    assert [(row.id, row.versjon, row.registrert) for row in stored()] == before


def test_the_same_tiltak_in_another_order_or_with_titles_for_keys_is_unchanged(read, stored):
    one, other = tiltak(), tiltak(referanse="T1")
    read(one, other)
    report = read(other, {**one, "type": "norskopplaering", "mottatt_tilbud": None})
    assert report.count("uendret", "person") == 1
    assert {row.versjon for row in stored()} == {1}


def test_a_changed_tiltak_is_the_same_row(read, stored, logged):
    read(tiltak())
    (before,) = stored()
    report = read(tiltak(til="2021-05-31", timer_per_uke=10))
    (row,) = stored()
    assert report.count("endret", "person") == 1
    assert (row.id, row.til, row.timer_per_uke) == (before.id, date(2021, 5, 31), Decimal(10))
    assert (row.versjon, row.registrert, row.endret_av) == (2, before.registrert, None)
    assert changes_told(logged)[-1]["endret"][0]["var"]["til"] == "2021-04-30"


def test_one_gone_from_the_line_is_hidden_and_comes_back(read, stored, logged):
    read(tiltak(), tiltak(fra="2021-04-05"))
    assert read(tiltak()).count("endret", "person") == 1
    kept, gone = stored()
    assert (kept.slettet_av, gone.slettet_av) == (None, "Import")
    assert gone.slettet is not None
    again = read(tiltak())
    assert again.count("uendret", "person") == 1
    assert "av en bruker" not in again.text()
    read(tiltak(), tiltak(fra="2021-04-05", timer_per_uke=3))
    back = stored()[1]
    assert (back.id, back.slettet, back.slettet_av, back.timer_per_uke) == (gone.id, None, None, Decimal(3))
    assert [next(iter(told)) for told in changes_told(logged)] == ["skjult", "hentet_fram"]


def test_one_that_was_hidden_comes_back_as_it_was(read, stored):
    read(tiltak())
    read()
    assert read(tiltak()).count("endret", "person") == 1
    assert stored()[0].slettet_av is None


@pytest.mark.parametrize("line", [{}, {"tiltak": None}, {"tiltak": []}], ids=["absent", "null", "empty"])
def test_none_left_in_the_line_hides_all(read, stored, line):
    read(tiltak())
    read(None, **line)
    assert stored()[0].slettet_av == "Import"


def columns(row):
    return {name: value for name, value in vars(row).items() if name != "_sa_instance_state"}


def edited(session, row, person):
    values = values_of(row)
    edit_tiltak(session, row.id, row.versjon, type(values)(**{**vars(values), "fra": date(2021, 4, 6)}))


def deleted(session, row, person):
    delete_tiltak(session, row.id, row.versjon)


@pytest.mark.parametrize("later", [[tiltak()], [tiltak(timer_per_uke=3)], []])
@pytest.mark.parametrize(
    ("change", "told"), [(edited, "registrert eller endret av en bruker her"), (deleted, "slettet av en bruker her")]
)
def test_what_a_user_has_changed_or_deleted_is_not_touched_and_reported(read, stored, by_hand, change, told, later):
    read(tiltak())
    by_hand(change)
    (before,) = stored()
    report = read(*later)
    (after,) = stored()
    assert told in report.text()
    assert columns(after) == columns(before)


def test_one_a_user_has_made_is_hers(read, stored, by_hand):
    read()

    def add(session, row, person):
        read_values = values_of(Tiltak(gruppe="norsk_og_samfunnskunnskap", type="norskopplaering", erstattende=False))
        values = type(read_values)(
            **{**vars(read_values), "fra": date(2021, 4, 1), "til": date(2021, 4, 2), "timer_per_uke": Decimal(1)}
        )
        add_tiltak(session, person, "kvalifisering_i_mottak", "kommune:4204", values)

    by_hand(add)
    report = read(tiltak(), tiltak(fra="2021-04-05"))
    mine, new = stored()
    assert (mine.registrert_av, mine.til, new.registrert_av) == ("nir.bruker", date(2021, 4, 2), "Import")
    assert "registrert eller endret av en bruker her" in report.text()
    read()
    assert [row.slettet_av for row in stored()] == [None, "Import"]


def test_skipped_first_and_read_later(read, stored):
    report = read(tiltak(), skip=["tiltak"])
    assert stored() == []
    assert "Hoppet over: «tiltak» i 1 linjer." in report.text()
    report = read(tiltak())
    assert report.count("endret", "person") == 1
    assert len(stored()) == 1


def test_skipped_later_is_left_as_it_was(read, stored):
    read(tiltak())
    assert read(skip=["tiltak"]).count("uendret", "person") == 1
    assert stored()[0].slettet is None


def test_when_where_she_lived_is_mended_the_unit_is_too(read, stored):
    read(tiltak())
    read(tiltak(), bosted=[{"type": "mottak", "mottak": "M106", "fra": "2020-12-01"}])
    assert stored()[0].unit_id == "kommune:0301"


def test_a_move_told_while_tiltak_were_skipped_moves_the_unit_when_they_are_read(read, stored):
    oslo = [{"type": "mottak", "mottak": "M106", "fra": "2020-12-01"}]
    read(tiltak())
    read(tiltak(), bosted=oslo, skip=["tiltak"])
    assert stored()[0].unit_id == "kommune:4204"
    assert read(tiltak(), bosted=oslo).count("endret", "person") == 1
    assert stored()[0].unit_id == "kommune:0301"


def test_shielding_is_the_persons(read, stored):
    read(tiltak(), skjerming="fortrolig")
    assert stored()[0].skjermet
    read(tiltak(), tiltak(fra="2021-04-05"), skjerming="fortrolig")
    assert len(stored()) == 2
    assert all(row.skjermet for row in stored())


def test_outside_a_period_is_kept_and_remarked(read, stored):
    report = read(tiltak(fra="2020-12-15", til="2021-02-01"), tiltak(), tiltak(ordning="norsk"))
    assert len(stored()) == 3
    assert "Et tiltak i kvalifisering_i_mottak ligger helt eller delvis utenfor periodene" in report.text()
    assert report.text().count("utenfor periodene") == 1
    assert "utenfor" not in read(tiltak(), tiltak(ordning="norsk")).text()
    moved_out = [{"type": "mottak", "mottak": "M102", "fra": "2020-12-01", "til": "2021-04-15"}]
    assert "utenfor" in read(tiltak(), bosted=moved_out).text()


def test_a_faulty_tiltak_refuses_the_whole_line(read, stored, all_seen):
    report = read(tiltak(), tiltak(fra="2021-04-05", til="2021-04-01"))
    assert len(report.refused) == 1
    with all_seen() as session:
        assert session.scalar(select(Person)) is None
    assert stored() == []


@pytest.mark.plugins()
def test_without_the_plugin_its_key_refuses_the_line_unless_skipped(read):
    report = read(tiltak())
    assert "Nøkkelen «tiltak» tas ikke imot." in report.refused[0].faults[0]
    assert not read(tiltak(), skip=["tiltak"]).refused
