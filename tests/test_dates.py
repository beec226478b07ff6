"""Dates as people type them and as rules reckon them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import DateError, Month, add_months, add_years, age_on, birthday, month_of, months_between, parse_date

TYPED_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "02.04.2021",
        "2.4.2021",
        "2.4.21",
        "02.04.21",
        "020421",
        "02042021",
        "2021-04-02",
        "2021-4-2",
        " 02.04.2021 ",
        "02. 04. 2021",
        "02 04 2021",
        "2/4/2021",
        "2/4-2021",
        "02-04-2021",
        "02–04–2021",
        "02.04.2021.",
        "02.04.2021\u00a0",
        "\u200e02.04.2021",
        "٠٢.٠٤.٢٠٢١",
        "۰۲/۰۴/۲۰۲۱",
    ],
)
def test_a_date_is_read_as_it_is_typed(typed):
    assert parse_date(typed) == date(2021, 4, 2)


@pytest.mark.parametrize(
    ("typed", "last", "year"),
    [
        ("15.03.90", 2049, 1990),
        ("15.03.49", 2049, 2049),
        ("15.03.50", 2049, 1950),
        ("150300", 2049, 2000),
        ("15.03.26", 2026, 2026),
        ("15.03.27", 2026, 1927),
        ("15.03.45", 2026, 1945),
    ],
)
def test_a_short_year_is_the_latest_allowed(typed, last, year):
    assert parse_date(typed, last) == date(year, 3, 15)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "i morgen",
        "2.4",
        "02.04",
        "2021",
        "0204",
        "0204202",
        "02.04.2021 kl. 9",
        "02,04,2021",
        "1.2.3.4",
        "-2.4.2021",
    ],
)
def test_other_text_is_no_date(typed):
    with pytest.raises(DateError) as error:
        parse_date(typed)
    assert error.value.kind == "not_a_date"


@pytest.mark.parametrize(
    ("typed", "month", "days"),
    [
        ("31.04.2021", 4, 30),
        ("31042021", 4, 30),
        ("29.02.2021", 2, 28),
        ("30.02.2024", 2, 29),
        ("32.01.2021", 1, 31),
        ("0.1.2021", 1, 31),
        ("2021-04-31", 4, 30),
        ("29.02.2100", 2, 28),
    ],
)
def test_a_day_the_month_does_not_have_says_how_many_it_has(typed, month, days):
    with pytest.raises(DateError) as error:
        parse_date(typed)
    assert (error.value.kind, error.value.month, error.value.days) == ("day_not_in_month", month, days)


def test_the_day_and_year_typed_are_told_too():
    with pytest.raises(DateError) as error:
        parse_date("29.02.21")
    assert (error.value.day, error.value.year) == (29, 2021)


@pytest.mark.parametrize("typed", ["02.13.2021", "2021-13-02", "02002021"])
def test_there_are_twelve_months(typed):
    with pytest.raises(DateError) as error:
        parse_date(typed)
    assert error.value.kind == "no_such_month"
    assert error.value.month in (0, 13)


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("02.04.20021", 20021),
        ("02.04.202", 202),
        ("2.4.1", 1),
        ("02.04.1899", 1899),
        ("02.04.2101", 2101),
        ("02.04.0021", 21),
    ],
)
def test_a_year_far_off_is_a_slip(typed, year):
    with pytest.raises(DateError) as error:
        parse_date(typed)
    assert (error.value.kind, error.value.year) == ("year_out_of_range", year)


@given(TYPED_DAYS)
def test_every_way_of_writing_gives_the_day_back(day):
    for pattern in ("%d.%m.%Y", "%d%m%Y", "%Y-%m-%d", "%d/%m/%Y", "%d %m %Y"):
        assert parse_date(day.strftime(pattern)) == day
    assert parse_date(f"{day.day}.{day.month}.{day.year}") == day


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_date_error(text):
    try:
        parse_date(text)
    except DateError as error:
        assert error.kind in {"not_a_date", "no_such_month", "day_not_in_month", "year_out_of_range"}


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2021, 11, 30), 3, date(2022, 2, 28)),
        (date(2021, 12, 15), 1, date(2022, 1, 15)),
        (date(2021, 1, 15), -1, date(2020, 12, 15)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
        (date(2021, 5, 5), 0, date(2021, 5, 5)),
        (date(2021, 5, 5), 24, date(2023, 5, 5)),
    ],
)
def test_months_are_calendar_months(day, months, result):
    assert add_months(day, months) == result


def test_years():
    assert add_years(date(2021, 4, 2), 2) == date(2023, 4, 2)
    assert add_years(date(2024, 2, 29), 2) == date(2026, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (date(1990, 3, 15), 18, date(2008, 3, 15)),
        (date(2004, 2, 29), 18, date(2022, 3, 1)),
        (date(2004, 2, 29), 20, date(2024, 2, 29)),
        (date(2004, 2, 28), 18, date(2022, 2, 28)),
        (date(2005, 5, 5), 0, date(2005, 5, 5)),
    ],
)
def test_the_day_someone_turns_an_age(born, age, day):
    assert birthday(born, age) == day


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1965, 6, 10), date(2021, 6, 9), 55),
        (date(1965, 6, 10), date(2021, 6, 10), 56),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2021, 6, 10), date(2021, 6, 10), 0),
        (date(2021, 6, 10), date(2021, 6, 9), -1),
        (date(2021, 6, 10), date(2019, 6, 10), -2),
    ],
)
def test_age_is_whole_years(born, day, age):
    assert age_on(born, day) == age


@given(st.dates(date(1920, 1, 1), date(2020, 12, 31)), st.integers(0, 75))
def test_age_changes_on_the_birthday(born, age):
    assert age_on(born, birthday(born, age)) == age
    assert age_on(born, birthday(born, age) - timedelta(days=1)) == age - 1


def test_a_month():
    april = Month(2021, 4)
    assert str(april) == "2021-04"
    assert Month.parse("2021-04") == april == month_of(date(2021, 4, 30))
    assert (april.first_day, april.last_day) == (date(2021, 4, 1), date(2021, 4, 30))
    assert Month(2024, 2).last_day == date(2024, 2, 29)
    assert (Month(2021, 12).next(), Month(2021, 1).previous()) == (Month(2022, 1), Month(2020, 12))
    assert (april.next(), april.previous()) == (Month(2021, 5), Month(2021, 3))
    assert sorted([Month(2022, 1), Month(2021, 12), april]) == [april, Month(2021, 12), Month(2022, 1)]


@pytest.mark.parametrize(
    "text", ["", "2021", "2021-4", "2021-13", "2021-00", "0000-01", "2021-04-01", "april", "٢٠٢١-٠٤"]
)
def test_what_is_no_month(text):
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_months_between_two():
    assert [str(month) for month in months_between(Month(2020, 11), Month(2021, 2))] == [
        "2020-11",
        "2020-12",
        "2021-01",
        "2021-02",
    ]
    assert months_between(Month(2021, 4), Month(2021, 4)) == (Month(2021, 4),)
    assert months_between(Month(2021, 5), Month(2021, 4)) == ()
