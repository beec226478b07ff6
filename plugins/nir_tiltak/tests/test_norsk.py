"""Norsk og samfunnskunnskap: rett og plikt, plikt, and rett for collective protection."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plugins.nir_tiltak.rules import norsk
from plugins.nir_tiltak.tests.lives import Row, around, began, home, mottak, permit, relative, told

ASYL = permit("2023-03-01")
LIVES = mottak("2022-06-01")
SETTLED = home("kommune", "2023-09-04")
PARAGRAPH_34 = "kollektiv_beskyttelse"
HIS = "209900000208"
END = "2057-03-14"
"""The day before the 67th birthday of one born 15.3.1990."""


def norsk_of(*rows: Row, **life: Any) -> list[str]:
    """Her periods: `right` for rett og plikt, `duty` for plikt, `34` for rett til norsk."""
    return told(norsk, *rows, **{"arrived": "2022-06-01", **life})


def test_rett_og_plikt_wherever_she_lives() -> None:
    for lives in (LIVES, home("amot", "2022-06-01"), home("privat", "2022-06-01"), SETTLED):
        arrived = lives.fra.isoformat()
        assert norsk_of(ASYL, lives, arrived=arrived) == [f"right {max(arrived, '2023-03-01')} {END}"]


@pytest.mark.parametrize(
    ("arrived", "opens"), [("2023-02-28", "2023-03-01"), ("2023-03-01", "2023-03-01"), ("2023-03-02", "2023-03-02")]
)
def test_it_opens_on_the_later_of_permit_and_arrival(arrived: str, opens: str) -> None:
    assert norsk_of(ASYL, home("kommune", arrived), arrived=arrived) == [f"right {opens} {END}"]


def test_it_opens_on_arrival_though_the_first_bosted_is_registered_from_a_later_day() -> None:
    assert norsk_of(ASYL, home("kommune", "2023-05-10"), arrived="2023-05-01") == [f"right 2023-05-01 {END}"]


def test_without_any_bosted_there_is_none() -> None:
    assert norsk_of(ASYL) == []


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2005-03-02", []),
        ("2005-03-01", ["right 2023-03-01 2072-02-29"]),
        ("2005-02-28", ["right 2023-03-01 2072-02-27"]),
        ("1956-03-02", ["right 2023-03-01 2023-03-01"]),
        ("1956-03-03", ["right 2023-03-01 2023-03-02"]),
        ("1956-03-01", []),
        ("1956-02-28", []),
    ],
)
def test_18_to_66_at_the_permit_and_out_at_67(born: str, expected: list[str]) -> None:
    assert norsk_of(ASYL, LIVES, born=born) == expected


def test_born_on_29_february_the_67th_birthday_is_1_march() -> None:
    """1956 was a leap year and 2023 is none."""
    for granted, expected in (("2023-02-28", ["right 2023-02-28 2023-02-28"]), ("2023-03-01", [])):
        assert norsk_of(permit(granted), LIVES, born="1956-02-29") == expected


@pytest.mark.parametrize("type", ["familie", "asyl", "overforing", "opphold_humanitaert"])
def test_paragraph_27(type: str) -> None:
    assert norsk_of(permit("2023-03-01", type), LIVES) == [f"right 2023-03-01 {END}"]


def test_paragraph_28_and_none() -> None:
    assert norsk_of(permit("2023-03-01", "arbeid"), home("privat", "2022-06-01")) == [f"duty 2023-03-01 {END}"]
    assert norsk_of(permit("2023-03-01", "annet"), LIVES) == []


def test_familie_of_others_and_familie_whose_reference_is_withdrawn_have_the_same() -> None:
    his = relative(permit("2021-05-01", trukket="2024-02-01"), duf=HIS)
    assert norsk_of(permit("2023-03-01", "familie", reference=HIS), his, SETTLED) == [f"right 2023-03-01 {END}"]


def test_collective_protection_only_when_settled() -> None:
    granted = permit("2023-03-01", PARAGRAPH_34)
    assert norsk_of(granted, LIVES) == []
    assert norsk_of(granted, home("amot", "2022-06-01")) == []
    assert norsk_of(granted, home("privat", "2022-06-01")) == []
    assert norsk_of(granted, LIVES, SETTLED) == [f"34 2023-09-04 {END}"]
    assert norsk_of(granted, home("kommune", "2023-09-04", avtale=False)) == [f"34 2023-09-04 {END}"]
    assert norsk_of(granted, home("kommune", "2022-09-05")) == [f"34 2023-03-01 {END}"]


def test_collective_protection_settled_and_then_in_a_mottak_or_privat() -> None:
    granted, left = permit("2023-03-01", PARAGRAPH_34), home("kommune", "2023-09-04", "2024-06-30")
    assert norsk_of(granted, left, mottak("2024-07-01")) == [f"34 2023-09-04 {END}"]
    assert norsk_of(granted, left, home("privat", "2024-07-01")) == ["34 2023-09-04 2024-06-30"]


@pytest.mark.parametrize(("granted", "kind"), [("2022-03-10", "right"), ("2022-03-11", "34"), ("2022-03-12", "34")])
def test_chapter_6a_is_for_permits_from_11_march_2022(granted: str, kind: str) -> None:
    opens = granted if kind == "right" else "2023-09-04"
    rows = [permit(granted, PARAGRAPH_34), mottak("2022-01-10"), SETTLED]
    assert norsk_of(*rows, arrived="2022-01-10") == [f"{kind} {opens} {END}"]


def test_collective_protection_and_then_asylum() -> None:
    """§ 34 gives law and age, asylum the kategori."""
    rows = [permit("2023-03-01", PARAGRAPH_34), permit("2025-01-10"), SETTLED]
    assert norsk_of(*rows) == ["34 2023-09-04 2025-01-09", f"right 2025-01-10 {END}"]
    assert norsk_of(*rows[:2], LIVES) == [f"right 2025-01-10 {END}"]
    assert norsk_of(*rows, born="2005-06-01") == []


@pytest.mark.parametrize(
    ("changed", "kept"), [("2025-08-31", False), ("2025-09-01", True), ("2025-09-02", True), ("2026-03-16", True)]
)
def test_what_had_begun_is_completed_from_1_september_2025(changed: str, kept: bool) -> None:
    rows = [permit("2023-03-01", PARAGRAPH_34), permit(changed), SETTLED]
    split = [f"34 2023-09-04 {around(changed)[0]}", f"right {changed} {END}"]
    assert norsk_of(*rows, began("norsk", "2024-01-08")) == ([f"34 2023-09-04 {END}"] if kept else split)
    assert norsk_of(*rows, began("introduksjonsprogram", "2024-01-08")) == split
    assert norsk_of(*rows) == split


@pytest.mark.parametrize(("first", "kept"), [("2026-03-15", True), ("2026-03-16", False), ("2026-03-17", False)])
def test_it_must_have_begun_before_the_change(first: str, kept: bool) -> None:
    rows = [ASYL, permit("2026-03-16", "annet"), SETTLED, began("norsk", first)]
    assert norsk_of(*rows) == ([f"right 2023-03-01 {END}"] if kept else ["right 2023-03-01 2026-03-15"])


def test_what_is_kept_still_ends_with_the_last_permit_with_the_age_and_abroad() -> None:
    begun, other = began("norsk", "2024-01-08"), permit("2026-03-16", "arbeid")
    rows: list[Row] = [permit("2023-03-01", trukket="2026-05-01"), other, SETTLED, begun]
    assert norsk_of(*rows) == [f"right 2023-03-01 {END}"]
    rows[1] = replace(other, trukket=date(2026, 6, 1))
    assert norsk_of(*rows) == ["right 2023-03-01 2026-05-31"]
    assert norsk_of(ASYL, other, SETTLED, begun, born="1959-07-01") == ["right 2023-03-01 2026-06-30"]
    assert norsk_of(ASYL, other, home("kommune", "2023-09-04", "2026-08-01"), begun) == ["right 2023-03-01 2026-08-01"]


def test_a_withdrawn_permit_closes_the_day_before() -> None:
    assert norsk_of(permit("2023-03-01", trukket="2024-02-01"), LIVES) == ["right 2023-03-01 2024-01-31"]
    assert norsk_of(permit("2023-03-01", trukket="2023-03-01"), LIVES) == []
    assert norsk_of(permit("2023-03-01", trukket="2024-02-01"), permit("2023-05-01", "arbeid"), LIVES) == [
        "right 2023-03-01 2023-04-30",
        f"duty 2023-05-01 {END}",
    ]


def test_a_renewal_is_the_same_period_and_age() -> None:
    assert norsk_of(ASYL, permit("2026-02-01"), LIVES) == [f"right 2023-03-01 {END}"]
    assert norsk_of(ASYL, permit("2026-02-01"), LIVES, born="2005-06-01") == []


def test_a_permit_that_ran_out_closes_nothing() -> None:
    assert norsk_of(replace(ASYL, gyldig_til=date(2024, 1, 1)), LIVES) == [f"right 2023-03-01 {END}"]


def test_gone_abroad_and_back() -> None:
    left = home("kommune", "2023-09-04", "2024-06-30")
    assert norsk_of(ASYL, LIVES, left)[-1] == f"right 2023-03-01 {END}", "the mottak's row was never ended"
    away = mottak("2022-06-01", "2023-09-03")
    assert norsk_of(ASYL, away, left) == ["right 2023-03-01 2024-06-30"]
    assert norsk_of(ASYL, away, left, home("kommune", "2025-01-01")) == [
        "right 2023-03-01 2024-06-30",
        f"right 2025-01-01 {END}",
    ]


def test_the_law() -> None:
    assert norsk_of(permit("2020-12-31"), LIVES, arrived="2020-12-31") == []
    assert norsk_of(permit("2020-12-31"), home("privat", "2021-01-01"), arrived="2021-01-01") == [
        f"right 2021-01-01 {END}"
    ]
    assert norsk_of(permit("2021-01-01"), mottak("2019-01-01"), arrived="2019-01-01") == [f"right 2021-01-01 {END}"]
    assert norsk_of(permit("2020-06-01", "arbeid"), home("privat", "2020-07-01"), arrived="2020-07-01") == []
