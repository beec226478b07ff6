"""Which law, and what a familie permit and its reference person give."""

import pytest

from plugins.nir_tiltak.tests.lives import Row, home, mottak, periods, permit, relative

OTHER = "209900000208"


@pytest.mark.parametrize(
    ("granted", "arrived", "expected"),
    [
        ("2020-12-31", "2020-12-31", []),
        ("2021-01-01", "2020-12-31", ["2021-02-01 -"]),
        ("2020-12-31", "2021-01-01", ["2021-02-01 -"]),
        ("2021-01-02", "2021-01-02", ["2021-02-01 -"]),
        ("2015-06-01", "2015-01-01", []),
    ],
)
def test_by_the_permit_else_by_arrival(granted: str, arrived: str, expected: list[str]) -> None:
    assert periods(permit(granted), mottak("2021-02-01"), arrived=arrived) == expected


def test_never_before_the_law() -> None:
    assert periods(permit("2020-11-01"), mottak("2020-12-20"), arrived="2021-01-05") == ["2021-01-01 -"]


def test_the_earliest_permit_not_withdrawn_gives_the_law() -> None:
    assert periods(permit("2020-06-01"), permit("2022-06-10"), mottak("2020-01-01")) == []
    assert periods(permit("2022-06-10"), permit("2020-06-01", trukket="2022-08-01"), mottak("2020-01-01")) == [
        "2022-08-01 -"
    ]


def test_an_early_permit_that_is_not_paragraph_9_gives_no_law() -> None:
    assert periods(permit("2020-06-01", "arbeid"), permit("2022-06-10"), mottak("2020-01-01")) == ["2022-06-10 -"]


@pytest.mark.parametrize("household", [True, False])
def test_familie_with_a_reference_person(household: bool) -> None:
    his = relative(permit("2021-05-01"), duf=OTHER, household=household)
    assert periods(permit("2022-06-10", "familie", reference=OTHER), his, mottak("2022-01-01")) == ["2022-06-10 -"]


def test_familie_with_nobody_named_looks_in_the_household_only() -> None:
    unsaid = permit("2022-06-10", "familie")
    assert periods(unsaid, relative(permit("2021-05-01")), mottak("2022-01-01")) == ["2022-06-10 -"]
    assert periods(unsaid, relative(permit("2021-05-01"), household=False), mottak("2022-01-01")) == []
    assert periods(unsaid, mottak("2022-01-01")) == []


def test_familie_with_a_reference_person_looks_at_nobody_else() -> None:
    rows: list[Row] = [
        permit("2022-06-10", "familie", reference="209900000302"),
        relative(permit("2021-05-01"), duf=OTHER),
    ]
    assert periods(*rows, mottak("2022-01-01")) == []
    his = relative(permit("2021-05-01", "arbeid"), duf="209900000302")
    assert periods(*rows, his, mottak("2022-01-01")) == []


@pytest.mark.parametrize("type", ["arbeid", "annet", "familie"])
def test_the_reference_person_must_hold_a_paragraph_9_permit_of_the_own(type: str) -> None:
    his = relative(permit("2021-05-01", type), duf=OTHER)
    assert periods(permit("2022-06-10", "familie", reference=OTHER), his, mottak("2022-01-01")) == []


def test_the_reference_persons_old_permit_does_not_decide_her_law() -> None:
    his = relative(permit("2016-05-01"), duf=OTHER)
    assert periods(permit("2022-06-10", "familie", reference=OTHER), his, mottak("2022-01-01")) == ["2022-06-10 -"]


def test_the_reference_persons_permit_can_come_later_and_go() -> None:
    his = relative(permit("2022-08-01", trukket="2023-02-01"), duf=OTHER)
    assert periods(permit("2022-06-10", "familie", reference=OTHER), his, mottak("2022-01-01")) == [
        "2022-08-01 2023-01-31"
    ]


def test_another_permit_of_the_reference_person_keeps_it_open() -> None:
    his = relative(permit("2021-05-01", trukket="2023-02-01"), permit("2023-01-01", "overforing"), duf=OTHER)
    assert periods(permit("2022-06-10", "familie", reference=OTHER), his, mottak("2022-01-01")) == ["2022-06-10 -"]


def test_her_own_permit_keeps_it_open_when_his_goes() -> None:
    his = relative(permit("2021-05-01", trukket="2023-02-01"), duf=OTHER)
    rows: list[Row] = [permit("2022-06-10", "familie", reference=OTHER), permit("2022-12-01"), his]
    assert periods(*rows, mottak("2022-01-01")) == ["2022-06-10 -"]


def test_familie_of_a_34_person_on_amot() -> None:
    his = relative(permit("2022-04-01", "kollektiv_beskyttelse"), duf=OTHER)
    assert periods(permit("2022-06-10", "familie", reference=OTHER), his, home("amot", "2022-01-01")) == [
        "2022-06-10 -"
    ]
