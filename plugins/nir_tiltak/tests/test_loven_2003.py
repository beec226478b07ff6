"""What is computed under introduksjonsloven: permit and arrival before 2021."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugins.nir_tiltak.rules import (
    introduksjonsprogram,
    introduksjonsprogram_2003,
    kvalifisering_i_mottak,
    norsk,
    norsk_2003,
    opplaering_i_mottak,
)
from plugins.nir_tiltak.tests.lives import Row, began, home, mottak, one, permit, person, reasons_of, relative, told

ASYL = permit("2020-03-02")
SETTLED = home("kommune", "2020-09-07")
OLD = {"arrived": "2019-06-01"}


def intro(*rows: Row, **life: Any) -> list[str]:
    """Her periods of introduksjonsprogram (2003)."""
    return told(introduksjonsprogram_2003, *rows, **{**OLD, **life})


def norsk_of(*rows: Row, **life: Any) -> list[str]:
    """Her periods of norsk (2003)."""
    return [text.removeprefix("norsk ") for text in told(norsk_2003, *rows, **{**OLD, **life})]


def test_two_years_from_the_settlement_whether_begun_or_not() -> None:
    assert intro(ASYL, SETTLED) == ["right 2020-09-07 2022-09-06"]
    assert intro(ASYL, SETTLED, began("introduksjonsprogram_2003", "2020-10-01")) == ["right 2020-09-07 2022-09-06"]
    assert intro(ASYL, home("kommune", "2020-02-29"))[0].endswith("2022-02-27")


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2002-03-03", []),
        ("2002-03-02", ["right 2020-09-07 2022-09-06"]),
        ("1964-03-03", ["right 2020-09-07 2022-09-06"]),
        ("1964-03-02", ["offer 2020-09-07 2022-09-06"]),
        ("1964-03-01", ["offer 2020-09-07 2022-09-06"]),
    ],
)
def test_18_to_55_at_the_permit(born: str, expected: list[str]) -> None:
    assert intro(ASYL, SETTLED, born=born) == expected


def test_without_agreement_or_paragraph_9_it_can_be_offered() -> None:
    offered = ["offer 2020-09-07 2022-09-06"]
    assert intro(ASYL, home("kommune", "2020-09-07", avtale=False)) == offered
    assert intro(permit("2020-03-02", "familie"), SETTLED) == offered
    assert intro(permit("2020-03-02", "familie"), SETTLED, relative(permit("2018-01-01"))) == [
        "right 2020-09-07 2022-09-06"
    ]
    assert intro(ASYL, home("privat", "2020-09-07")) == []
    assert intro(permit("2020-03-02", "arbeid"), SETTLED) == []


def test_settled_long_after_the_permit() -> None:
    """The earliest permit gives the law, however late she is settled."""
    assert intro(ASYL, permit("2023-03-01"), home("kommune", "2024-01-08")) == ["right 2024-01-08 2026-01-07"]


@pytest.mark.parametrize(
    ("granted", "arrived", "old"),
    [
        ("2020-12-31", "2020-12-31", True),
        ("2021-01-01", "2020-12-31", False),
        ("2020-12-31", "2021-01-01", False),
        ("2021-01-02", "2021-01-02", False),
    ],
)
def test_one_law_or_the_other(granted: str, arrived: str, old: bool) -> None:
    rows: list[Row] = [permit(granted), home("kommune", "2021-02-01")]
    life = {"arrived": arrived}
    assert bool(intro(*rows, **life)) == bool(norsk_of(*rows, **life)) == old
    assert bool(told(introduksjonsprogram, *rows, **life)) == bool(told(norsk, *rows, **life)) == (not old)


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2002-03-03", []),
        ("2002-03-02", ["2020-03-02 2023-03-01"]),
        ("1953-03-03", ["2020-03-02 2023-03-01"]),
        ("1953-03-02", []),
    ],
)
def test_norsk_for_three_years_from_the_permit(born: str, expected: list[str]) -> None:
    assert norsk_of(ASYL, mottak("2019-06-01"), born=born) == expected


def test_norsk_for_familie_and_arbeid_and_not_for_annet() -> None:
    for type, expected in (("familie", 1), ("arbeid", 1), ("annet", 0)):
        assert len(norsk_of(permit("2020-03-02", type), SETTLED)) == expected


def test_the_2003_law_in_mottak_gives_nothing_of_chapter_3() -> None:
    """Permit and arrival before 2021: no opplæring or kvalifisering i mottak, and no programme before settlement."""
    lives = mottak("2019-06-01")
    for rule in (opplaering_i_mottak, kvalifisering_i_mottak, introduksjonsprogram, introduksjonsprogram_2003, norsk):
        assert told(rule, ASYL, lives, **OLD) == []
    assert norsk_of(ASYL, lives) == ["2020-03-02 2023-03-01"]


def test_a_new_permit_when_the_old_is_withdrawn_leads_to_the_new_law() -> None:
    gone = permit("2020-03-02", trukket="2022-02-01")
    assert intro(gone, permit("2022-01-10"), SETTLED) == ["right 2020-09-07 2022-01-31"]
    assert norsk_of(gone, permit("2022-01-10"), SETTLED) == ["2020-03-02 2022-01-31"]
    rows = (gone, permit("2022-01-10"), mottak("2019-06-01"))
    assert told(norsk, *rows, **OLD) == ["right 2022-02-01 2057-03-14"]
    last = introduksjonsprogram_2003(person(gone, permit("2022-01-10"), SETTLED, **OLD))[0].reasons[-1]
    assert (last.fact, last.value) == ("ny_lov", "2022-02-01")


def test_frist_and_reasons() -> None:
    programme = one(introduksjonsprogram_2003(person(ASYL, SETTLED, **OLD)))
    assert (programme.frist, programme.status) == (date(2022, 9, 6), "beregnet")
    assert reasons_of(programme) == {
        "tillatelse": "2020-03-02",
        "lov": "introduksjonsloven",
        "alder_ved_vedtak": "29",
        "bosatt_med_avtale": "2020-09-07",
        "frist_programmets_slutt": "2022-09-06",
    }
    training = one(norsk_2003(person(ASYL, mottak("2019-06-01"), **OLD)))
    assert (training.frist, reasons_of(training)["frist_norsk_2003"]) == (date(2023, 3, 1), "2023-03-01")


@pytest.mark.parametrize(
    ("rows", "fact", "value"),
    [
        ((permit("2020-03-02", trukket="2021-05-01"), SETTLED), "trukket", "2021-05-01"),
        ((ASYL, home("kommune", "2020-09-07", "2021-04-30")), "uten_bosted", "2021-04-30"),
    ],
)
def test_why_it_closed_early(rows: tuple[Row, ...], fact: str, value: str) -> None:
    for rule in (introduksjonsprogram_2003, norsk_2003):
        last = one(rule(person(*rows, **OLD))).reasons[-1]
        assert (last.fact, last.value) == (fact, value)
