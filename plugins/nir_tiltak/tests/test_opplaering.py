"""Opplæring i mottak: when the duty begins and ends, and for whom."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.nir_tiltak.rules import opplaering_i_mottak
from plugins.nir_tiltak.tests.lives import Row, around, home, mottak, one, permit, person, reasons_of, told

BEFORE, DAY, AFTER = around("2023-05-10")
LIVES = mottak("2023-01-01")


def duty(*rows: Row, **life: Any) -> list[str]:
    """The periods without their kategori."""
    return [text.removeprefix("duty ") for text in told(opplaering_i_mottak, *rows, **life)]


def test_it_opens_on_moving_in() -> None:
    assert duty(LIVES) == ["2023-01-01 -"]


def test_it_opens_on_the_18th_birthday() -> None:
    assert duty(LIVES, born="2005-05-10") == ["2023-05-10 -"]
    assert duty(mottak("2023-05-10"), born="2005-05-10") == ["2023-05-10 -"]
    assert duty(mottak("2023-05-11"), born="2005-05-10") == ["2023-05-11 -"]


def test_born_on_29_february_it_opens_on_1_march() -> None:
    assert duty(mottak("2022-01-01"), born="2004-02-29") == ["2022-03-01 -"]
    assert duty(mottak("2026-01-01"), born="2008-02-29") == ["2026-03-01 -"]


@pytest.mark.parametrize(("granted", "last"), list(zip(around("2023-05-11"), around("2023-05-10"), strict=True)))
def test_a_permit_closes_the_day_before(granted: str, last: str) -> None:
    assert duty(LIVES, permit(granted)) == [f"2023-01-01 {last}"]


@pytest.mark.parametrize(("refused", "last"), list(zip(around("2023-05-11"), around("2023-05-10"), strict=True)))
def test_a_refusal_closes_the_day_before(refused: str, last: str) -> None:
    assert duty(LIVES, refused=refused) == [f"2023-01-01 {last}"]


@pytest.mark.parametrize("moved", [BEFORE, DAY, AFTER])
def test_a_move_closes_on_til(moved: str) -> None:
    assert duty(mottak("2023-01-01", moved)) == [f"2023-01-01 {moved}"]
    assert duty(mottak("2023-01-01", moved), home("privat", "2023-05-12")) == [f"2023-01-01 {moved}"]


def test_a_permit_or_refusal_on_the_first_day_leaves_nothing() -> None:
    assert duty(LIVES, permit("2023-01-01")) == []
    assert duty(LIVES, refused="2023-01-01") == []
    assert duty(LIVES, permit("2023-01-02")) == ["2023-01-01 2023-01-01"]


@pytest.mark.parametrize("types", [("asyl", "overforing"), ("overforing", "asyl")])
def test_of_two_permits_of_a_day_the_same_is_told_of_in_any_order(types: tuple[str, str]) -> None:
    granted = (permit("2023-05-11", type) for type in types)
    found = one(opplaering_i_mottak(person(LIVES, *granted)))
    assert found.reasons[-1].source == "tillatelse.asyl"


def test_from_mottak_to_mottak_is_unbroken_but_transitt_and_amot_are_none() -> None:
    assert duty(mottak("2023-01-01", "2023-02-28"), mottak("2023-03-01", kode="M101")) == ["2023-01-01 -"]
    assert duty(mottak("2023-01-01", "2023-02-28", kind="transitt"), mottak("2023-03-01")) == ["2023-03-01 -"]
    assert duty(mottak("2023-01-01", "2023-02-28"), home("amot", "2023-03-01")) == ["2023-01-01 2023-02-28"]
    for kind in ("akutt", "em", "tilrettelagt", "integreringsmottak"):
        assert duty(mottak("2023-01-01", kind=kind)) == ["2023-01-01 -"]


def test_a_permit_that_was_withdrawn_opens_nothing_anew() -> None:
    assert duty(LIVES, permit("2023-05-11", trukket="2024-01-01")) == ["2023-01-01 2023-05-10"]


def test_arrived_before_2021_without_a_permit_she_is_under_the_new_law() -> None:
    """Nobody without a permit is under introduksjonsloven, which had no such chapter."""
    assert duty(mottak("2019-06-01"), arrived="2019-06-01") == ["2021-01-01 -"]
    assert duty(mottak("2019-06-01", "2020-12-31"), arrived="2019-06-01") == []
    assert duty(mottak("2019-06-01", "2021-01-01"), arrived="2019-06-01") == ["2021-01-01 2021-01-01"]


def test_ukrainians_are_excused_while_chapter_6a_runs() -> None:
    assert duty(LIVES, land="UKR") == []
    assert duty(mottak("2022-01-01"), land="UKR") == ["2022-01-01 2022-03-10"]
    assert duty(mottak("2022-03-10"), land="UKR") == ["2022-03-10 2022-03-10"]
    assert duty(mottak("2022-03-11"), land="UKR") == []


def test_it_never_has_a_frist_and_tells_why() -> None:
    period = one(opplaering_i_mottak(person(LIVES, born="2005-05-10")))
    assert (period.frist, period.status) == (None, "beregnet")
    assert reasons_of(period) == {"uten_svar": "2023-05-10", "bosted_mottak": "2023-01-01", "alder": "2023-05-10"}
    assert {reason.paragraph for reason in period.reasons} == {"integreringsloven § 5"}


@pytest.mark.parametrize(
    ("rows", "life", "fact", "value"),
    [
        ((LIVES, permit("2023-05-11")), {}, "fikk_tillatelse", "2023-05-11"),
        ((LIVES,), {"refused": "2023-05-11"}, "avslag", "2023-05-11"),
        ((mottak("2023-01-01", "2023-05-10"),), {}, "flyttet_fra_mottak", "2023-05-10"),
        ((mottak("2022-01-01"),), {"land": "UKR"}, "kapittel_6a", "2022-03-11"),
    ],
)
def test_why_it_closed(rows: tuple[Row, ...], life: dict[str, Any], fact: str, value: str) -> None:
    assert reasons_of(one(opplaering_i_mottak(person(*rows, **life))))[fact] == value
