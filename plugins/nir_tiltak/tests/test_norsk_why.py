"""The frist of norsk, why its periods opened and closed, and what would change them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.api import Period
from plugins.nir_tiltak.rules import norsk
from plugins.nir_tiltak.tests.lives import (
    Row,
    began,
    home,
    mottak,
    permit,
    person,
    reasons_of,
    relative,
    vedtak,
    videregaende,
)

ASYL = permit("2023-03-01")
LIVES = mottak("2022-06-01")
SETTLED = home("kommune", "2023-09-04")
PROTECTED = permit("2023-03-01", "kollektiv_beskyttelse")


def first(*rows: Row, **life: Any) -> Period:
    """Her first period."""
    return norsk(person(*rows, **{"arrived": "2022-06-01", **life}))[0]


@pytest.mark.parametrize(("granted", "frist"), [("2023-03-01", "2023-06-01"), ("2022-11-30", "2023-02-28")])
def test_three_months_to_the_start(granted: str, frist: str) -> None:
    for type in ("asyl", "arbeid"):
        period = first(permit(granted, type), LIVES)
        assert (period.frist, period.status) == (date.fromisoformat(frist), "beregnet")
        assert reasons_of(period)["frist_oppstart"] == frist


def test_a_tiltak_meets_it_and_the_next_waits_for_a_vedtak() -> None:
    period = first(ASYL, LIVES, began("norsk", "2023-04-17"))
    assert (period.frist, period.status, period.mangler) == (None, "mangler_opplysning", "vedtak")
    assert reasons_of(period)["begynte"] == "2023-04-17"
    assert first(ASYL, LIVES, began("introduksjonsprogram", "2023-04-17")).frist == date(2023, 6, 1)


@pytest.mark.parametrize(
    ("known", "frist", "fact"),
    [
        ([], "2026-08-31", "frist_ukjent_videregaende"),
        ([videregaende(False)], "2026-08-31", "frist_uten_videregaende"),
        ([videregaende(True)], "2025-02-28", "frist_med_videregaende"),
    ],
)
def test_from_a_vedtak_18_months_or_three_years(known: list[Row], frist: str, fact: str) -> None:
    """The line says which was used, and when nobody has said."""
    period = first(ASYL, LIVES, vedtak("norsk", "2023-08-31"), *known)
    assert (period.frist, period.status, period.mangler) == (date.fromisoformat(frist), "beregnet", "")
    assert reasons_of(period)[fact] == frist


def test_the_right_alone_has_no_frist_before_the_first_vedtak() -> None:
    period = first(PROTECTED, SETTLED)
    assert (period.frist, period.status) == (None, "beregnet")
    begun = first(PROTECTED, SETTLED, began("norsk", "2023-10-02"))
    assert (begun.frist, begun.status, begun.mangler) == (None, "mangler_opplysning", "vedtak")
    decided = first(PROTECTED, SETTLED, vedtak("norsk", "2024-02-29"), videregaende(True))
    assert (decided.frist, decided.status) == (date(2025, 2, 28), "beregnet")
    assert reasons_of(decided)["frist_tolv_maneder"] == "2025-02-28"


def test_a_start_after_the_period_is_not_of_it() -> None:
    period = first(permit("2023-03-01", trukket="2024-02-01"), LIVES, began("norsk", "2024-02-01"))
    assert (period.frist, period.status) == (date(2023, 6, 1), "beregnet")


def test_the_whole_of_what_opened_it() -> None:
    assert reasons_of(first(ASYL, LIVES)) == {
        "tillatelse": "2023-03-01",
        "lov": "integreringsloven",
        "ankommet": "2022-06-01",
        "alder_ved_vedtak": "32",
        "frist_oppstart": "2023-06-01",
        "for_gammel": "2057-03-15",
    }
    assert reasons_of(first(PROTECTED, SETTLED))["bosatt"] == "2023-09-04"


@pytest.mark.parametrize(
    ("permits", "paragraph"),
    [
        ((permit("2023-03-01", "familie"),), "integreringsloven § 27"),
        ((permit("2023-03-01", "arbeid"),), "integreringsloven § 28"),
        ((PROTECTED,), "integreringsloven § 37 d"),
    ],
)
def test_the_paragraph_of_each_kategori(permits: tuple[Row, ...], paragraph: str) -> None:
    assert paragraph in {reason.paragraph for reason in first(*permits, SETTLED).reasons}


def test_another_permit_that_gives_the_kategori_is_told_of() -> None:
    periods = norsk(person(PROTECTED, permit("2025-01-10"), SETTLED, arrived="2022-06-01"))
    assert reasons_of(periods[0])["ny_tillatelse"] == "2025-01-10"
    told = reasons_of(periods[1])
    assert (told["tillatelse"], told["nyeste_tillatelse"]) == ("2023-03-01", "2025-01-10")


def test_the_law_is_told_by_the_permit_that_gives_it() -> None:
    assert reasons_of(first(permit("2020-06-01"), LIVES, arrived="2022-06-01"))["lov"] == "integreringsloven"


@pytest.mark.parametrize(
    ("rows", "fact", "value"),
    [
        ((permit("2023-03-01", trukket="2024-02-01"), LIVES), "trukket", "2024-02-01"),
        ((permit("2023-03-01", "familie", trukket="2024-02-01"), LIVES), "trukket", "2024-02-01"),
        (
            (permit("2023-03-01", "arbeid"), permit("2024-02-01", trukket="2024-09-01"), LIVES),
            "ny_tillatelse",
            "2024-02-01",
        ),
        ((ASYL, mottak("2022-06-01", "2024-06-30")), "uten_bosted", "2024-06-30"),
        ((ASYL, permit("2024-02-01", "annet"), LIVES), "ny_tillatelse", "2024-02-01"),
        (
            (PROTECTED, home("kommune", "2023-09-04", "2024-06-30"), home("privat", "2024-07-01")),
            "bor_privat",
            "2024-07-01",
        ),
        ((ASYL, LIVES), "for_gammel", "2057-03-15"),
    ],
)
def test_why_it_closed(rows: tuple[Row, ...], fact: str, value: str) -> None:
    last = first(*rows).reasons[-1]
    assert (last.fact, last.value) == (fact, value)


def test_closed_because_the_newer_permit_was_withdrawn() -> None:
    periods = norsk(
        person(permit("2023-03-01", "arbeid"), permit("2024-02-01", trukket="2024-09-01"), LIVES, arrived="2022-06-01")
    )
    assert [period.kategori for period in periods] == ["plikt_norsk", "rett_og_plikt_norsk", "plikt_norsk"]
    assert periods[1].reasons[-1].fact == "trukket"


def test_closed_by_an_older_permit_that_comes_to_count() -> None:
    his = relative(permit("2024-02-01"), duf="209900000208")
    older = permit("2020-06-01", "familie", reference="209900000208")
    last = first(ASYL, older, his, LIVES, arrived="2020-01-01").reasons[-1]
    assert (last.fact, last.value) == ("annen_lov", "2024-02-01")


def changes(period: Period) -> dict[str, str]:
    """What would change it."""
    return {change.key: change.value for change in period.changes}


def test_what_would_change_it() -> None:
    waiting = changes(first(ASYL, LIVES))
    assert waiting == {
        "endres_alder": "2057-03-15",
        "endres_oppstart": "",
        "endres_annen_tillatelse": "",
        "endres_trukket": "",
    }
    begun = changes(first(ASYL, LIVES, began("norsk", "2023-04-17")))
    assert begun == {"endres_alder": "2057-03-15", "endres_fullfores": "", "endres_trukket": ""}
    assert changes(first(permit("2023-03-01", trukket="2024-02-01"), LIVES)) == {}
    assert "endres_oppstart" not in changes(first(PROTECTED, SETTLED)), "there is no frist for the start"
