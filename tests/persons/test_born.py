"""Birth dates as people write them in the search box."""

from __future__ import annotations

from datetime import date

import pytest

from core.dates import DateError
from core.persons.search.born import read_born
from core.persons.search.typed import read

TODAY = date(2026, 11, 1)
FEBRUARY = date(1990, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "1.2.1990",
        "01.02.90",
        "010290",
        "01021990",
        "19900201",
        "1990-02-01",
        "1990.02.01",
        "1/2/1990",
        "1-2-1990",
        "1 2 1990",
        "1. februar 1990",
        "1 feb 1990",
        "1. feb. 90",
        "1 February 1990",
        "  01.02.1990 ",
        "٠١.٠٢.١٩٩٠",
    ],
)
def test_one_day(text: str) -> None:
    assert read_born(text, TODAY) == ((FEBRUARY, FEBRUARY),)


@pytest.mark.parametrize("text", ["februar 1990", "feb 1990", "02.1990", "2/1990", "1990-02"])
def test_a_whole_month(text: str) -> None:
    assert read_born(text, TODAY) == ((FEBRUARY, date(1990, 2, 28)),)


def test_two_digits_of_a_year_may_be_two_years() -> None:
    assert [first.year for first, _last in read_born("01.02.20", TODAY)] == [2020, 1920]
    assert [first.year for first, _last in read_born("010226", TODAY)] == [2026, 1926]
    assert [first.year for first, _last in read_born("01.12.26", TODAY)] == [1926], "nobody is born tomorrow"
    assert [first.year for first, _last in read_born("290220", TODAY)] == [2020, 1920]
    assert [first.year for first, _last in read_born("010210", TODAY)] == [2010], "nobody lives to 116"


@pytest.mark.parametrize(
    "text",
    ["", "1990", "12", "471100", "991399", "99999999", "amina", "mai", "ma 1990", "31 tull 1990", "01.12.2030", "1.2"],
)
def test_no_date(text: str) -> None:
    assert read_born(text, TODAY) == ()


@pytest.mark.parametrize("text", ["31.02.1990", "1.13.1990", "01.02.1790", "31. juni 1990"])
def test_a_date_that_there_is_not(text: str) -> None:
    with pytest.raises(DateError):
        read_born(text, TODAY)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("209900000103", "duf"),
        ("2099 000001 04", "duf"),
        ("15839040188", "fnr"),
        ("R-471 100", "regnr"),
        ("123-45C67890", "unhcr"),
        ("123-45-67890", "unhcr"),
        ("123-45678901", "unhcr"),
        ("1.2.1990", "dato"),
        ("Amina", "navn"),
        ("Amina 1.2.1990", "navn_dato"),
        ("1. feb 1990 Amina Haddad", "navn_dato"),
        ("Amina 2", "navn"),
        ("محمد", "navn"),
        ("4711", "nummer"),
        ("%", "tegn"),
        ("__", "tegn"),
        ("\x01\x02", "tegn"),
        ("Amina\tHaddad\x07", "navn"),
        ("x" * 200, "navn"),
    ],
)
def test_what_a_text_is(text: str, kind: str) -> None:
    assert read(text, TODAY).kind == kind


def test_a_name_beside_its_date() -> None:
    typed = read("Amina Haddad 01.02.90", TODAY)
    assert (typed.words, typed.days) == (("amina", "haddad"), ((FEBRUARY, FEBRUARY),))
