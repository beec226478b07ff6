"""The month's average, at the days where it could go wrong."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.api import Month, is_public_holiday
from plugins.nir_tiltak.rules import Tiltak, hours_text, month_average, overlong, touches


def tiltak(fra: str, til: str, hours: str, erstattende: bool = False) -> Tiltak:
    return Tiltak(date.fromisoformat(fra), date.fromisoformat(til), Decimal(hours), erstattende)


def average(month: str, *several: Tiltak) -> str:
    return str(month_average(several, Month.parse(month)))


GUIDE = (
    tiltak("2021-04-02", "2021-04-30", "25"),
    tiltak("2021-04-29", "2021-04-30", "3"),
    tiltak("2021-04-30", "2021-04-30", "4"),
)


def test_april_2021_of_the_guide() -> None:
    assert average("2021-04", *GUIDE) == "25.53"


def test_march_2021_of_the_guide_has_nothing() -> None:
    assert average("2021-03", *GUIDE) == "0.00"


def test_may_2021_of_the_guide_is_the_sum_when_all_run_all_month() -> None:
    may = [tiltak("2021-05-01", "2021-05-31", hours) for hours in ("25", "4", "3")]
    assert average("2021-05", *may) == "32.00"


def test_a_month_without_tiltak() -> None:
    assert average("2021-04") == "0.00"


@pytest.mark.parametrize(
    ("holiday", "month"),
    [
        ("2024-01-01", "2024-01"),
        ("2024-03-28", "2024-03"),  # Maundy Thursday
        ("2024-03-29", "2024-03"),  # Good Friday
        ("2024-04-01", "2024-04"),  # Easter Monday
        ("2024-05-01", "2024-05"),
        ("2024-05-09", "2024-05"),  # Ascension
        ("2024-05-17", "2024-05"),
        ("2024-05-20", "2024-05"),  # Whit Monday
        ("2024-12-25", "2024-12"),
        ("2024-12-26", "2024-12"),
        ("2024-05-04", "2024-05"),  # a Saturday
        ("2024-05-19", "2024-05"),  # Whit Sunday
    ],
)
def test_a_tiltak_on_a_free_day_only_counts_nothing(holiday: str, month: str) -> None:
    one = tiltak(holiday, holiday, "20")
    assert touches(one, Month.parse(month))
    assert average(month, one) == "0.00"


@pytest.mark.parametrize(
    ("day", "month", "expected"),
    [
        ("2024-12-24", "2024-12", "1.00"),  # 20 working days
        ("2024-12-31", "2024-12", "1.00"),
        ("2024-03-27", "2024-03", "1.05"),  # the day before Maundy Thursday, 19
        ("2024-04-02", "2024-04", "0.95"),  # the day after Easter Monday, 21
        ("2024-05-16", "2024-05", "1.05"),  # the day before 17 May, 19
        ("2024-05-21", "2024-05", "1.05"),  # the day after Whit Monday
        ("2024-02-29", "2024-02", "0.95"),  # 21
    ],
)
def test_one_working_day_of_20_hours(day: str, month: str, expected: str) -> None:
    assert average(month, tiltak(day, day, "20")) == expected


def test_easter_that_spans_two_months() -> None:
    one = tiltak("2024-03-25", "2024-04-05", "19")
    assert average("2024-03", one) == "3.00"  # 25-27 March: 3 of 19
    assert average("2024-04", one) == "3.62"  # 2-5 April: 4 of 21


def test_a_tiltak_over_many_months_counts_in_each() -> None:
    one = tiltak("2023-11-30", "2024-02-01", "22")
    assert [average(month, one) for month in ("2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03")] == [
        "0.00",
        "1.00",
        "22.00",
        "22.00",
        "1.05",
        "0.00",
    ]


def test_a_tie_is_rounded_up() -> None:
    assert average("2024-11", tiltak("2024-11-01", "2024-11-05", "0.5")) == "0.07"  # 3 of 21: 0.0714
    assert average("2025-06", tiltak("2025-06-02", "2025-06-06", "0.5")) == "0.13"  # 5 of 20: 0.125
    assert average("2025-06", tiltak("2025-06-02", "2025-06-02", "0.5")) == "0.03"  # 1 of 20: 0.025
    assert average("2025-06", tiltak("2025-06-02", "2025-06-04", "1.5")) == "0.23"  # 3 of 20: 0.225


def test_erstattende_replaces_the_ordinary_on_its_own_days() -> None:
    ordinary = tiltak("2025-06-01", "2025-06-30", "30")
    replacing = tiltak("2025-06-02", "2025-06-06", "10", erstattende=True)
    assert average("2025-06", ordinary, replacing) == "25.00"  # 15 days of 30 and 5 of 10, of 20


def test_erstattende_that_runs_in_from_the_month_before() -> None:
    ordinary = tiltak("2025-06-01", "2025-06-30", "30")
    replacing = tiltak("2025-05-12", "2025-06-02", "10", erstattende=True)
    assert average("2025-06", ordinary, replacing) == "29.00"
    assert average("2025-07", ordinary, replacing) == "0.00"


def test_two_erstattende_are_added_where_both_run() -> None:
    ordinary = tiltak("2025-06-01", "2025-06-30", "30")
    first = tiltak("2025-06-02", "2025-06-06", "10", erstattende=True)
    second = tiltak("2025-06-05", "2025-06-13", "5", erstattende=True)
    # 2-4 June: 10; 5-6: 15; 10-13 (9 is Whit Monday): 5; the 11 others: 30
    assert average("2025-06", ordinary, first, second) == "20.50"


def test_erstattende_over_free_days_only_replaces_nothing() -> None:
    ordinary = tiltak("2025-06-01", "2025-06-30", "30")
    weekend = tiltak("2025-06-07", "2025-06-09", "10", erstattende=True)
    assert average("2025-06", ordinary, weekend) == "30.00"


def test_erstattende_alone_counts_as_itself() -> None:
    assert average("2025-06", tiltak("2025-06-02", "2025-06-06", "10", erstattende=True)) == "2.50"


def test_til_before_fra_counts_nothing() -> None:
    assert average("2025-06", tiltak("2025-06-20", "2025-06-02", "10")) == "0.00"


@pytest.mark.parametrize(
    ("fra", "til", "expected"),
    [
        ("2025-05-01", "2025-05-31", False),
        ("2025-05-01", "2025-06-01", True),
        ("2025-06-30", "2025-07-31", True),
        ("2025-07-01", "2025-07-31", False),
        ("2025-01-01", "2025-12-31", True),
        ("2025-06-07", "2025-06-08", True),
    ],
)
def test_touches(fra: str, til: str, expected: bool) -> None:
    assert touches(tiltak(fra, til, "1"), Month(2025, 6)) is expected


def test_only_above_full_time_is_overlong() -> None:
    assert not overlong(Decimal("37.50"), Month(2025, 6))
    assert overlong(Decimal("37.51"), Month(2025, 6))
    assert overlong(Decimal("40"), Month(2015, 1))


@pytest.mark.parametrize(("hours", "text"), [("25.53", "25.53"), ("0", "0.00"), ("32.00", "32.00"), ("7.5", "7.50")])
def test_an_average_is_written_with_a_point_and_two_decimals(hours: str, text: str) -> None:
    assert hours_text(Decimal(hours)) == text


DAYS = st.dates(date(2023, 12, 1), date(2024, 7, 31))
SEVERAL = st.lists(
    st.builds(Tiltak, DAYS, DAYS, st.integers(1, 120).map(lambda halves: Decimal(halves) / 2), st.booleans()),
    max_size=6,
)


@given(SEVERAL, st.integers(1, 6).map(lambda month: Month(2024, month)))
def test_the_same_as_day_by_day(several: list[Tiltak], month: Month) -> None:
    total, working = Decimal(0), 0
    day = month.first_day
    while day <= month.last_day:
        if day.weekday() < 5 and not is_public_holiday(day):
            working += 1
            running = [one for one in several if one.fra <= day <= one.til]
            counted = [one for one in running if one.erstattende] or running
            total += sum(one.timer_per_uke for one in counted)
        day += timedelta(days=1)
    assert month_average(several, month) == (total / working).quantize(Decimal("0.01"), ROUND_HALF_UP)
