"""Holidays and working days, against a library that was made by others."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as oracle
import pytest

from core.holidays import easter_sunday, is_public_holiday, is_working_day, public_holidays, working_days
from core.months import Month, months_between


@pytest.mark.parametrize("year", range(1990, 2041))
def test_the_holidays_are_those_of_the_oracle(year):
    assert public_holidays(year) == set(oracle.country_holidays("NO", years=year, language="no"))


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2000, (4, 23)),
        (2008, (3, 23)),
        (2011, (4, 24)),
        (2021, (4, 4)),
        (2024, (3, 31)),
        (2026, (4, 5)),
        (2038, (4, 25)),
    ],
)
def test_easter_sunday(year, easter):
    assert easter_sunday(year) == date(year, *easter)


def test_april_2021_has_nineteen_working_days():
    days = working_days(Month(2021, 4))
    assert len(days) == 19
    assert days[0] == date(2021, 4, 6)
    assert days == tuple(sorted(days))
    assert not set(days) & {date(2021, 4, 1), date(2021, 4, 2), date(2021, 4, 5)}


def test_the_eves_are_working_days():
    assert is_working_day(date(2021, 12, 24))
    assert is_working_day(date(2021, 12, 31))
    assert not is_working_day(date(2020, 12, 25))


def test_a_sunday_is_no_public_holiday_and_no_working_day():
    assert not is_public_holiday(date(2021, 4, 11))
    assert not is_working_day(date(2021, 4, 11))
    assert not is_working_day(date(2021, 4, 10))


def test_a_holiday_on_a_saturday_moves_nothing():
    assert is_public_holiday(date(2021, 5, 1))
    assert is_working_day(date(2021, 5, 3))


def test_the_months_together_are_every_working_day():
    months = months_between(Month(2021, 1), Month(2021, 12))
    days = [date(2021, 1, 1) + timedelta(days=number) for number in range(365)]
    assert [day for month in months for day in working_days(month)] == [day for day in days if is_working_day(day)]
