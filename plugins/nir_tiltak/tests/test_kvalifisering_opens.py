"""When kvalifisering i mottak opens, and for whom."""

import pytest

from plugins.nir_tiltak.tests.lives import home, mottak, periods, permit

TYPES = ("ordinaert", "integreringsmottak", "transitt", "akutt", "tilrettelagt", "em")


def test_the_person_of_the_guide() -> None:
    assert periods(permit("2021-01-02"), mottak("2020-12-01")) == ["2021-01-02 -"]


def test_on_the_permit_when_it_comes_last() -> None:
    assert periods(permit("2022-06-10"), mottak("2022-01-01")) == ["2022-06-10 -"]


def test_on_moving_in_when_it_comes_last() -> None:
    assert periods(permit("2022-06-10"), mottak("2022-08-01")) == ["2022-08-01 -"]


def test_on_the_18th_birthday_when_it_comes_last() -> None:
    assert periods(permit("2022-06-10"), mottak("2022-01-01"), born="2005-09-05") == ["2023-09-05 -"]


@pytest.mark.parametrize(
    ("til", "expected"),
    [("2023-09-04", []), ("2023-09-05", ["2023-09-05 2023-09-05"]), ("2023-09-06", ["2023-09-05 2023-09-06"])],
)
def test_at_the_18th_birthday(til: str, expected: list[str]) -> None:
    assert periods(permit("2022-06-10"), mottak("2022-01-01", til), born="2005-09-05") == expected


def test_born_29_february_turns_18_on_1_march() -> None:
    assert periods(permit("2021-06-10"), mottak("2021-01-01"), born="2004-02-29") == ["2022-03-01 -"]


def test_no_upper_age_and_age_at_the_permit_plays_no_part() -> None:
    assert periods(permit("2022-06-10"), mottak("2022-01-01"), born="1931-01-01") == ["2022-06-10 -"]
    assert periods(permit("2022-06-10"), mottak("2022-01-01"), born="2006-01-01") == ["2024-01-01 -"]


@pytest.mark.parametrize("type", ["asyl", "overforing", "opphold_humanitaert", "kollektiv_beskyttelse"])
def test_paragraph_9_permits_and_34_too(type: str) -> None:
    assert periods(permit("2022-06-10", type), mottak("2022-01-01")) == ["2022-06-10 -"]


@pytest.mark.parametrize("type", ["arbeid", "annet", "familie"])
def test_other_permits_give_nothing(type: str) -> None:
    assert periods(permit("2022-06-10", type), mottak("2022-01-01")) == []


def test_without_a_permit_nothing() -> None:
    assert periods(mottak("2022-01-01")) == []


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_mottak(kind: str) -> None:
    assert periods(permit("2022-06-10"), mottak("2022-01-01", kind=kind)) == ["2022-06-10 -"]


def test_amot_counts() -> None:
    assert periods(permit("2022-06-10"), home("amot", "2022-01-01")) == ["2022-06-10 -"]


@pytest.mark.parametrize("type", ["privat", "kommune"])
def test_other_homes_do_not(type: str) -> None:
    assert periods(permit("2022-06-10"), home(type, "2022-01-01")) == []


def test_without_a_home_nothing() -> None:
    assert periods(permit("2022-06-10")) == []


def test_a_permit_to_come_gives_a_period_to_come() -> None:
    assert periods(permit("2031-01-01"), mottak("2022-01-01")) == ["2031-01-01 -"]
