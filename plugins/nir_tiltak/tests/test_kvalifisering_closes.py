"""When kvalifisering i mottak closes, and opens again."""

from dataclasses import replace
from datetime import date

import pytest

from plugins.nir_tiltak.tests.lives import home, mottak, periods, permit

ASYL = permit("2022-06-10")


def test_a_move_closes_on_til() -> None:
    assert periods(ASYL, mottak("2022-01-01", "2022-12-31")) == ["2022-06-10 2022-12-31"]
    assert periods(ASYL, mottak("2022-01-01", "2022-12-31"), home("privat", "2023-01-01")) == ["2022-06-10 2022-12-31"]


def test_a_settlement_closes_the_day_before() -> None:
    assert periods(ASYL, mottak("2022-01-01"), home("kommune", "2023-01-01")) == ["2022-06-10 2022-12-31"]
    assert periods(ASYL, mottak("2022-01-01", "2023-01-01"), home("kommune", "2023-01-01")) == ["2022-06-10 2022-12-31"]
    assert periods(ASYL, mottak("2022-01-01"), home("kommune", "2023-01-01", avtale=False)) == ["2022-06-10 2022-12-31"]


@pytest.mark.parametrize(
    ("til", "expected"),
    [("2022-06-09", []), ("2022-06-10", ["2022-06-10 2022-06-10"]), ("2022-06-11", ["2022-06-10 2022-06-11"])],
)
def test_moves_out_around_the_permit(til: str, expected: list[str]) -> None:
    assert periods(ASYL, mottak("2022-01-01", til)) == expected


@pytest.mark.parametrize(
    ("settled", "expected"), [("2022-06-10", []), ("2022-06-11", ["2022-06-10 2022-06-10"]), ("2022-06-09", [])]
)
def test_settled_around_the_permit(settled: str, expected: list[str]) -> None:
    assert periods(ASYL, mottak("2022-01-01"), home("kommune", settled)) == expected


def test_a_withdrawal_closes_the_day_before() -> None:
    assert periods(permit("2022-06-10", trukket="2023-02-01"), mottak("2022-01-01")) == ["2022-06-10 2023-01-31"]
    assert periods(permit("2022-06-10", trukket="2022-06-10"), mottak("2022-01-01")) == []
    assert periods(permit("2022-06-10", trukket="2022-06-11"), mottak("2022-01-01")) == ["2022-06-10 2022-06-10"]


def test_another_permit_keeps_it_open() -> None:
    withdrawn = permit("2022-06-10", trukket="2023-02-01")
    assert periods(withdrawn, permit("2023-02-01", "opphold_humanitaert"), mottak("2022-01-01")) == ["2022-06-10 -"]
    assert periods(withdrawn, permit("2023-02-02", "opphold_humanitaert"), mottak("2022-01-01")) == [
        "2022-06-10 2023-01-31",
        "2023-02-02 -",
    ]
    assert periods(withdrawn, permit("2022-07-01", "arbeid"), mottak("2022-01-01")) == ["2022-06-10 2023-01-31"]


def test_a_permit_that_ran_out_closes_nothing() -> None:
    ran_out = replace(ASYL, gyldig_til=date(2022, 12, 31))
    assert periods(ran_out, mottak("2022-01-01")) == ["2022-06-10 -"]


def test_from_mottak_to_mottak_is_unbroken() -> None:
    rows = [
        mottak("2022-01-01", "2022-08-31"),
        mottak("2022-09-01", "2022-09-30", "transitt", "M108"),
        home("amot", "2022-10-01"),
    ]
    assert periods(ASYL, *rows) == ["2022-06-10 -"]
    assert periods(ASYL, *reversed(rows)) == ["2022-06-10 -"]


def test_a_day_between_two_mottak_is_a_break() -> None:
    rows = [mottak("2022-01-01", "2022-08-30"), mottak("2022-09-01", kode="M108")]
    assert periods(ASYL, *rows) == ["2022-06-10 2022-08-30", "2022-09-01 -"]


def test_back_in_mottak_after_settlement_opens_a_new_one() -> None:
    rows = [mottak("2022-01-01", "2022-12-31"), home("kommune", "2023-01-01", "2023-05-31"), mottak("2023-06-01")]
    assert periods(ASYL, *rows) == ["2022-06-10 2022-12-31", "2023-06-01 -"]


def test_back_in_mottak_while_the_settlement_still_runs() -> None:
    rows = [mottak("2022-01-01", "2022-12-31"), home("kommune", "2023-01-01"), mottak("2023-06-01", "2023-06-30")]
    assert periods(ASYL, *rows) == ["2022-06-10 2022-12-31", "2023-06-01 2023-06-30"]


def test_back_on_amot_after_living_privat_opens_a_new_one() -> None:
    rows = [mottak("2022-01-01", "2022-12-31"), home("privat", "2023-01-01", "2023-05-31"), home("amot", "2023-06-01")]
    assert periods(ASYL, *rows) == ["2022-06-10 2022-12-31", "2023-06-01 -"]


def test_where_rows_overlap_the_newest_fra_counts() -> None:
    rows = [mottak("2022-01-01", "2023-12-31"), home("privat", "2023-01-01", "2023-03-31")]
    assert periods(ASYL, *rows) == ["2022-06-10 2022-12-31", "2023-04-01 2023-12-31"]
    assert periods(ASYL, *reversed(rows)) == ["2022-06-10 2022-12-31", "2023-04-01 2023-12-31"]


def test_the_day_two_rows_share_belongs_to_the_newer() -> None:
    rows = [mottak("2022-01-01", "2023-01-01"), home("privat", "2023-01-01")]
    assert periods(ASYL, *rows) == ["2022-06-10 2022-12-31"]


def test_a_settlement_counts_before_a_mottak_from_the_same_day() -> None:
    rows = [mottak("2022-07-01"), home("kommune", "2022-07-01")]
    assert periods(ASYL, *rows) == []
    assert periods(ASYL, *reversed(rows)) == []


def test_a_row_that_ends_before_it_begins_is_no_day() -> None:
    assert periods(ASYL, mottak("2022-07-01", "2022-06-30")) == []
