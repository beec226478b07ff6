"""Introduksjonsprogram: who has right and duty, who can be offered it, and from when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plugins.nir_tiltak.rules import introduksjonsprogram
from plugins.nir_tiltak.tests.lives import Row, began, home, mottak, permit, relative, told

ASYL = permit("2023-03-01")
SETTLED = home("kommune", "2023-09-04")
HIS = "209900000208"


def intro(*rows: Row, **life: Any) -> list[str]:
    """Her periods: `right` for rett og plikt, `offer` for kan tilbys."""
    return told(introduksjonsprogram, *rows, **{"arrived": "2022-06-01", **life})


def test_settled_under_agreement() -> None:
    assert intro(ASYL, mottak("2022-06-01", "2023-09-03"), SETTLED) == ["right 2023-09-04 2025-09-03"]


@pytest.mark.parametrize(("type", "granted"), [("overforing", "2023-03-01"), ("opphold_humanitaert", "2023-03-01")])
def test_every_own_paragraph_9_permit(type: str, granted: str) -> None:
    assert intro(permit(granted, type), SETTLED) == ["right 2023-09-04 2025-09-03"]
    assert intro(permit(granted, "kollektiv_beskyttelse"), SETTLED) == ["right 2023-09-04 2025-09-03"]


@pytest.mark.parametrize("type", ["arbeid", "annet"])
def test_other_permits_give_nothing(type: str) -> None:
    assert intro(permit("2023-03-01", type), SETTLED) == []


def test_not_before_settlement() -> None:
    assert intro(ASYL, mottak("2022-06-01")) == []
    assert intro(ASYL, home("amot", "2022-06-01")) == []


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2005-03-02", []),
        ("2005-03-01", ["right 2023-09-04 2025-09-03"]),
        ("2005-02-28", ["right 2023-09-04 2025-09-03"]),
        ("1967-03-02", ["right 2023-09-04 2025-09-03"]),
        ("1967-03-01", ["offer 2023-09-04 2025-09-03"]),
        ("1967-02-28", ["offer 2023-09-04 2025-09-03"]),
        ("1940-01-01", ["offer 2023-09-04 2025-09-03"]),
    ],
)
def test_age_is_that_of_the_permit(born: str, expected: list[str]) -> None:
    """Granted 1.3.2023: 18 that day is in, 56 that day is over. Nobody grows into the group."""
    assert intro(ASYL, SETTLED, born=born) == expected


def test_born_on_29_february() -> None:
    """18 on 1.3.2022, 56 on 1.3.2024 for one born in 1968 is 29.2.2024."""
    for granted, found in (("2022-02-28", []), ("2022-03-01", ["right 2023-09-04 2025-09-03"])):
        assert intro(permit(granted), SETTLED, born="2004-02-29") == found
    for granted, kind in (("2023-02-28", "right"), ("2024-02-28", "right"), ("2024-02-29", "offer")):
        assert intro(permit(granted), home("kommune", "2024-06-03"), born="1968-02-29") == [
            f"{kind} 2024-06-03 2026-06-02"
        ]


@pytest.mark.parametrize(
    ("settled", "last"), [("2023-09-04", "2025-09-03"), ("2024-02-29", "2026-02-27"), ("2024-03-01", "2026-02-28")]
)
def test_two_years_end_the_day_before_the_anniversary(settled: str, last: str) -> None:
    assert intro(ASYL, home("kommune", settled)) == [f"right {settled} {last}"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2025-09-02", ["right 2023-09-04 -"]),
        ("2025-09-03", ["right 2023-09-04 -"]),
        ("2025-09-04", ["right 2023-09-04 2025-09-03"]),
        ("2025-09-05", ["right 2023-09-04 2025-09-03"]),
    ],
)
def test_what_began_within_two_years_stays_open(first: str, expected: list[str]) -> None:
    assert intro(ASYL, SETTLED, began("introduksjonsprogram", first)) == expected
    assert intro(ASYL, SETTLED, began("norsk", first)) == ["right 2023-09-04 2025-09-03"]


def test_without_agreement_it_can_be_offered() -> None:
    alone = home("kommune", "2023-09-04", avtale=False)
    assert intro(ASYL, alone) == ["offer 2023-09-04 2025-09-03"]
    assert intro(ASYL, home("privat", "2022-06-01")) == ["offer 2023-03-01 2025-02-28"]
    assert intro(ASYL, home("privat", "2023-03-10")) == ["offer 2023-03-10 2025-03-09"]


def test_privat_then_settled_without_agreement_is_one_period_from_the_first() -> None:
    """Two years are then counted from the settlement."""
    rows = [home("privat", "2022-06-01", "2023-09-03"), home("kommune", "2023-09-04", avtale=False)]
    assert intro(ASYL, *rows) == ["offer 2023-03-01 2025-09-03"]


def test_privat_then_settled_under_agreement_gives_right_and_duty() -> None:
    rows = [home("privat", "2022-06-01", "2023-09-03"), SETTLED]
    assert intro(ASYL, *rows) == ["offer 2023-03-01 2023-09-03", "right 2023-09-04 2025-09-03"]


def test_privat_and_then_a_mottak() -> None:
    rows = [home("privat", "2022-06-01", "2023-05-31"), mottak("2023-06-01")]
    assert intro(ASYL, *rows) == ["offer 2023-03-01 2023-05-31"]


@pytest.mark.parametrize("last", ["2023-02-28", "2023-03-01", "2023-03-02"])
def test_moving_out_of_privat_around_the_permit(last: str) -> None:
    expected = [f"offer 2023-03-01 {last}"] if last >= "2023-03-01" else []
    assert intro(ASYL, home("privat", "2022-06-01", last)) == expected


def test_above_the_age_she_must_be_settled() -> None:
    old = {"born": "1960-01-01"}
    assert intro(ASYL, home("privat", "2022-06-01"), **old) == []
    assert intro(ASYL, home("kommune", "2023-09-04", avtale=False), **old) == ["offer 2023-09-04 2025-09-03"]


def test_familie_of_a_paragraph_9_person_needs_no_agreement() -> None:
    hers, his = permit("2023-03-01", "familie", reference=HIS), relative(permit("2021-05-01"), duf=HIS)
    assert intro(hers, his, home("kommune", "2023-09-04", avtale=False)) == ["right 2023-09-04 2025-09-03"]
    assert intro(hers, his, home("privat", "2023-09-04")) == ["right 2023-09-04 2025-09-03"]
    assert intro(hers, his, home("privat", "2023-01-04"), arrived="2023-01-04") == ["right 2023-03-01 2025-02-28"]
    assert intro(hers, his, SETTLED, born="1960-01-01") == ["offer 2023-09-04 2025-09-03"]


def test_familie_of_others_can_be_offered_it_when_settled() -> None:
    hers, his = permit("2023-03-01", "familie", reference=HIS), relative(permit("2021-05-01", "arbeid"), duf=HIS)
    assert intro(hers, his, SETTLED) == ["offer 2023-09-04 2025-09-03"]
    assert intro(hers, his, SETTLED, born="1950-01-01") == ["offer 2023-09-04 2025-09-03"]
    assert intro(hers, his, SETTLED, born="2005-03-02") == []
    assert intro(hers, his, home("privat", "2023-09-04")) == []


@pytest.mark.parametrize(("gone", "last"), [("2024-02-01", "2024-01-31"), ("2024-02-02", "2024-02-01")])
def test_familie_whose_reference_person_loses_the_permit(gone: str, last: str) -> None:
    """She is familie of another from that day, and can only be offered it."""
    hers, his = permit("2023-03-01", "familie", reference=HIS), relative(permit("2021-05-01", trukket=gone), duf=HIS)
    assert intro(hers, his, SETTLED) == [f"right 2023-09-04 {last}", f"offer {gone} 2025-09-03"]
    assert intro(hers, his, home("privat", "2023-09-04")) == [f"right 2023-09-04 {last}"]


def test_withdrawn_closes_whether_begun_or_not() -> None:
    gone = permit("2023-03-01", trukket="2024-02-01")
    assert intro(gone, SETTLED) == ["right 2023-09-04 2024-01-31"]
    assert intro(gone, SETTLED, began("introduksjonsprogram", "2023-11-01")) == ["right 2023-09-04 2024-01-31"]
    assert intro(permit("2023-03-01", trukket="2023-09-04"), SETTLED) == []


def test_a_permit_that_ran_out_closes_nothing() -> None:
    assert intro(replace(ASYL, gyldig_til=date(2024, 1, 1)), SETTLED) == ["right 2023-09-04 2025-09-03"]


def test_a_renewal_changes_neither_law_nor_age() -> None:
    """The earliest permit was given to a child, and to one who was not 56."""
    renewed = permit("2024-03-01")
    assert intro(ASYL, renewed, SETTLED, born="2005-06-01") == []
    assert intro(ASYL, renewed, SETTLED, born="1967-06-01") == ["right 2023-09-04 2025-09-03"]


def test_when_the_earliest_is_withdrawn_the_next_gives_the_age() -> None:
    first = permit("2023-03-01", trukket="2024-03-01")
    assert intro(first, permit("2024-02-01"), SETTLED, born="2005-06-01") == ["right 2024-03-01 2025-09-03"]


def test_another_kind_of_permit_given_later_changes_nothing() -> None:
    assert intro(ASYL, permit("2024-01-10", "annet"), SETTLED) == ["right 2023-09-04 2025-09-03"]
    assert intro(ASYL, permit("2024-01-10", "arbeid"), SETTLED) == ["right 2023-09-04 2025-09-03"]


def test_the_newest_of_those_that_count_gives_the_kategori() -> None:
    rows: list[Row] = [permit("2023-01-10", "familie"), SETTLED]
    assert intro(*rows, permit("2024-01-10")) == ["offer 2023-09-04 2024-01-09", "right 2024-01-10 2025-09-03"]
    assert intro(ASYL, permit("2024-01-10", "familie"), SETTLED) == [
        "right 2023-09-04 2024-01-09",
        "offer 2024-01-10 2025-09-03",
    ]


def test_a_later_move_is_no_new_settlement() -> None:
    rows = [home("kommune", "2023-09-04", "2024-06-30"), home("kommune", "2024-07-01", avtale=False)]
    assert intro(ASYL, *rows) == ["right 2023-09-04 2025-09-03"]


def test_back_in_a_mottak_it_stays_open() -> None:
    rows = [home("kommune", "2023-09-04", "2024-06-30"), mottak("2024-07-01")]
    assert intro(ASYL, *rows) == ["right 2023-09-04 2025-09-03"]


def test_gone_abroad_there_is_no_open_period_and_back_again_the_two_years_are_the_first() -> None:
    left = home("kommune", "2023-09-04", "2024-06-30")
    assert intro(ASYL, left) == ["right 2023-09-04 2024-06-30"]
    assert intro(ASYL, left, home("kommune", "2025-01-01")) == [
        "right 2023-09-04 2024-06-30",
        "right 2025-01-01 2025-09-03",
    ]


def test_settled_before_the_permit_it_opens_with_the_permit() -> None:
    assert intro(ASYL, home("kommune", "2023-01-09")) == ["right 2023-03-01 2025-01-08"]


def test_under_the_old_law_there_is_none() -> None:
    assert intro(permit("2020-12-31"), SETTLED, arrived="2020-12-31") == []
    assert intro(permit("2020-12-31"), SETTLED, arrived="2021-01-01") == ["right 2023-09-04 2025-09-03"]
    assert intro(permit("2021-01-01"), SETTLED, arrived="2019-01-01") == ["right 2023-09-04 2025-09-03"]


def test_a_settlement_that_ends_before_it_begins_is_none() -> None:
    assert intro(ASYL, home("kommune", "2023-09-04", "2023-09-03"), mottak("2022-06-01")) == []


def test_overlapping_rows() -> None:
    """The settlement counts though the mottak's row was never ended."""
    assert intro(ASYL, mottak("2022-06-01"), SETTLED) == ["right 2023-09-04 2025-09-03"]
