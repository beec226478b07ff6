"""The frist of introduksjonsprogram, why its periods opened and closed, and what would change them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.api import Period
from plugins.nir_tiltak.rules import introduksjonsprogram
from plugins.nir_tiltak.tests.lives import Row, began, home, mottak, one, permit, person, reasons_of, relative, vedtak

ASYL = permit("2023-03-01")
SETTLED = home("kommune", "2023-09-04")
HIS = "209900000208"


def first(*rows: Row, **life: Any) -> Period:
    """Her first period."""
    return introduksjonsprogram(person(*rows, **{"arrived": "2022-06-01", **life}))[0]


@pytest.mark.parametrize(
    ("settled", "frist"),
    [
        ("2023-09-04", "2023-12-04"),
        ("2023-11-30", "2024-02-29"),
        ("2022-11-30", "2023-02-28"),
        ("2023-08-31", "2023-11-30"),
        ("2024-03-02", "2024-06-02"),
    ],
)
def test_three_calendar_months_and_no_weekend_moves_it(settled: str, frist: str) -> None:
    """2.6.2024 is a Sunday."""
    period = first(permit("2022-03-01"), home("kommune", settled))
    assert (period.frist, period.status) == (date.fromisoformat(frist), "beregnet")
    assert reasons_of(period)["frist_vedtak_og_oppstart"] == frist


def test_an_offer_counts_from_the_later_of_permit_and_moving() -> None:
    assert first(ASYL, home("privat", "2022-06-01")).frist == date(2023, 6, 1)
    assert first(ASYL, home("privat", "2023-04-10")).frist == date(2023, 7, 10)


def test_the_first_tiltak_meets_it_and_the_next_frist_waits_for_a_vedtak() -> None:
    period = first(ASYL, SETTLED, began("introduksjonsprogram", "2023-11-13"))
    assert (period.frist, period.status, period.mangler) == (None, "mangler_opplysning", "vedtak")
    assert reasons_of(period)["begynte"] == "2023-11-13"
    other = first(ASYL, SETTLED, began("norsk", "2023-11-13"))
    assert (other.frist, other.status) == (date(2023, 12, 4), "beregnet")


def test_with_a_vedtak_nothing_is_lacking() -> None:
    period = first(ASYL, SETTLED, vedtak("introduksjonsprogram", "2023-11-13"))
    assert (period.frist, period.status, period.til) == (None, "beregnet", None)


def test_a_start_after_the_period_is_not_of_it() -> None:
    period = first(ASYL, SETTLED, began("introduksjonsprogram", "2025-12-01"))
    assert (period.til, period.frist) == (date(2025, 9, 3), date(2023, 12, 4))
    gone = permit("2023-03-01", trukket="2024-02-01")
    for day, frist in (("2024-01-30", None), ("2024-01-31", None), ("2024-02-01", date(2023, 12, 4))):
        assert first(gone, SETTLED, began("introduksjonsprogram", day)).frist == frist


def test_the_whole_of_what_opened_it() -> None:
    period = first(ASYL, mottak("2022-06-01", "2023-09-03"), SETTLED)
    assert reasons_of(period) == {
        "tillatelse": "2023-03-01",
        "lov": "integreringsloven",
        "alder_ved_vedtak": "32",
        "bosatt_med_avtale": "2023-09-04",
        "frist_vedtak_og_oppstart": "2023-12-04",
        "for_sent_a_begynne": "2025-09-04",
    }
    assert {reason.parameter for reason in period.reasons} >= {"intro_alder", "intro_frist_maneder", "intro_ar"}


def test_familie_tells_of_the_reference_person_and_never_names_her() -> None:
    his = relative(permit("2021-05-01"), duf=HIS)
    period = first(permit("2023-03-01", "familie", reference=HIS), his, home("privat", "2023-09-04"))
    assert reasons_of(period)["referanse"] == "2023-03-01"
    assert reasons_of(period)["bor_privat"] == "2023-09-04"
    assert HIS not in repr(period)


def test_familie_of_another_says_that_it_is_not_paragraph_9() -> None:
    told = reasons_of(first(permit("2023-03-01", "familie"), SETTLED))
    assert told["tillatelse_annen"] == "2023-03-01"
    assert "tillatelse" not in told


REFERENCE = permit("2023-03-01", "familie", reference=HIS)


@pytest.mark.parametrize(
    ("rows", "fact", "value"),
    [
        ((permit("2023-03-01", trukket="2024-02-01"), SETTLED), "trukket", "2024-02-01"),
        (
            (REFERENCE, relative(permit("2021-05-01", trukket="2024-02-01"), duf=HIS), SETTLED),
            "referanse_trukket",
            "2024-02-01",
        ),
        ((ASYL, home("privat", "2022-06-01", "2023-09-03"), SETTLED), "bosatt_med_avtale", "2023-09-04"),
        ((ASYL, home("privat", "2022-06-01", "2023-09-03"), mottak("2023-09-04")), "flyttet_fra_privat", "2023-09-03"),
        ((ASYL, home("kommune", "2023-09-04", "2024-06-30")), "uten_bosted", "2024-06-30"),
        ((permit("2023-01-10", "familie"), SETTLED, permit("2024-01-10")), "ny_tillatelse", "2024-01-10"),
        ((REFERENCE, relative(permit("2024-02-01"), duf=HIS), SETTLED), "referanse", "2024-02-01"),
        ((ASYL, SETTLED), "for_sent_a_begynne", "2025-09-04"),
    ],
)
def test_why_it_closed(rows: tuple[Row, ...], fact: str, value: str) -> None:
    last = first(*rows).reasons[-1]
    assert (last.fact, last.value) == (fact, value)


def test_closed_by_an_older_permit_that_comes_to_count() -> None:
    his = relative(permit("2024-02-01"), duf=HIS)
    rows: list[Row] = [ASYL, permit("2020-06-01", "familie", reference=HIS), his, SETTLED]
    last = first(*rows, arrived="2020-01-01").reasons[-1]
    assert (last.fact, last.value) == ("annen_lov", "2024-02-01")


def changes(period: Period) -> dict[str, str]:
    """What would change it."""
    return {change.key: change.value for change in period.changes}


def test_what_would_change_it() -> None:
    waiting = {"endres_oppstart": "", "endres_begynner": "2025-09-04", "endres_trukket": ""}
    assert changes(first(ASYL, SETTLED)) == waiting
    assert changes(first(ASYL, SETTLED, began("introduksjonsprogram", "2023-11-13"))) == {"endres_trukket": ""}
    his = relative(permit("2021-05-01"), duf=HIS)
    assert changes(first(REFERENCE, his, SETTLED)) == {**waiting, "endres_referanse": ""}
    privat = changes(first(ASYL, home("privat", "2023-09-04")))
    assert privat == {**waiting, "endres_avtale": ""}
    assert changes(first(permit("2023-03-01", trukket="2024-02-01"), SETTLED)) == {}


def test_a_period_has_all_that_a_list_shows() -> None:
    period = one(introduksjonsprogram(person(ASYL, SETTLED, arrived="2022-06-01")))
    assert (period.ordning, period.kategori) == ("introduksjonsprogram", "rett_og_plikt_introduksjonsprogram")
    assert period.rule_version == "introduksjonsprogram-1"
