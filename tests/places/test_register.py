"""Which places exist on a day, and what they are called."""

from __future__ import annotations

from datetime import date

import pytest

from core.places import register

LAST_OF_2019, FIRST_OF_2020 = date(2019, 12, 31), date(2020, 1, 1)
LAST_OF_2023, FIRST_OF_2024 = date(2023, 12, 31), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2017, 12, 31), 426),
        (date(2018, 1, 1), 422),
        (LAST_OF_2019, 422),
        (FIRST_OF_2020, 356),
        (date(2022, 6, 15), 356),
        (LAST_OF_2023, 356),
        (FIRST_OF_2024, 357),
        (date(2026, 11, 1), 357),
    ],
)
def test_how_many_kommuner_a_day_has(day, count):
    kommuner = register.kommuner_on(day)
    assert len(kommuner) == count
    assert [found.nummer for found in kommuner] == sorted({found.nummer for found in kommuner})


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2018, 1, 1), 18), (LAST_OF_2019, 18), (FIRST_OF_2020, 11), (LAST_OF_2023, 11), (FIRST_OF_2024, 15)],
)
def test_how_many_fylker_a_day_has(day, count):
    fylker = register.fylker_on(day)
    assert len(fylker) == count
    assert {found.fylke for found in register.kommuner_on(day)} == {found.nummer for found in fylker}


def test_471_numbers_are_in_use_from_2020():
    in_use = {found.nummer for day in (FIRST_OF_2020, FIRST_OF_2024) for found in register.kommuner_on(day)}
    assert len(in_use) == 471


def test_114_numbers_died_with_2023_and_115_were_born():
    before = {found.nummer for found in register.kommuner_on(LAST_OF_2023)}
    after = {found.nummer for found in register.kommuner_on(FIRST_OF_2024)}
    assert (len(before - after), len(after - before)) == (114, 115)


def test_every_number_starts_with_its_fylke():
    for day in (LAST_OF_2019, LAST_OF_2023, FIRST_OF_2024):
        assert all(found.nummer.startswith(found.fylke) for found in register.kommuner_on(day))


@pytest.mark.parametrize("nummer", ["0301", "4204", "1001", "1507", "1508", "5401", "1601", "5012"])
def test_old_and_new_numbers_are_known(nummer):
    assert register.is_known(nummer)


@pytest.mark.parametrize("nummer", ["", "9999", "301", "42", "4204 ", "0000"])
def test_what_is_no_number_is_unknown(nummer):
    assert not register.is_known(nummer)


def test_a_number_exists_from_its_first_to_its_last_day():
    assert register.kommune("1507", LAST_OF_2019) is None
    assert register.kommune("1507", FIRST_OF_2020).gyldig_til == LAST_OF_2023
    assert register.kommune("1507", LAST_OF_2023).navn == "Ålesund"
    assert register.kommune("1507", FIRST_OF_2024) is None
    assert register.kommune("1508", LAST_OF_2023) is None
    assert register.kommune("1508", FIRST_OF_2024).fylke == "15"
    assert register.kommune("9999", FIRST_OF_2024) is None


@pytest.mark.parametrize(
    ("nummer", "day", "official", "shown"),
    [
        ("5001", date(2022, 12, 31), "Trondheim", "Trondheim"),
        ("5001", date(2023, 1, 1), "Trondheim - Tråante", "Trondheim"),
        ("1853", date(2021, 12, 31), "Evenes", "Evenes"),
        ("1853", date(2022, 1, 1), "Evenes - Evenášši", "Evenes"),
        ("5037", LAST_OF_2023, "Levanger", "Levanger"),
        ("5037", FIRST_OF_2024, "Levanger - Levangke", "Levanger"),
        ("5622", FIRST_OF_2024, "Porsanger - Porsáŋgu - Porsanki", "Porsanger"),
        ("5540", FIRST_OF_2024, "Gáivuotna - Kåfjord - Kaivuono", "Kåfjord"),
        ("1515", FIRST_OF_2024, "Herøy (Møre og Romsdal)", "Herøy"),
        ("4204", FIRST_OF_2024, "Kristiansand", "Kristiansand"),
    ],
)
def test_a_name_is_the_one_of_the_day(nummer, day, official, shown):
    assert register.kommune(nummer, day).navn == official
    assert register.kommune_full_name(nummer, day) == official
    assert register.kommune_name(nummer, day) == shown


@pytest.mark.parametrize(
    ("nummer", "shown"),
    [("1001", "Kristiansand"), ("1940", "Kåfjord"), ("0426", "Våler"), ("1850", "Tysfjord"), ("9999", "9999")],
)
def test_a_number_no_longer_in_use_keeps_its_name(nummer, shown):
    assert register.kommune_name(nummer, FIRST_OF_2024) == shown


def test_a_name_before_the_number_was_born_is_its_first():
    assert register.kommune_full_name("5001", date(2017, 1, 1)) == "Trondheim"


def test_a_shared_name_says_its_fylke():
    assert register.kommune_label("1515", FIRST_OF_2024) == "Herøy (Møre og Romsdal)"
    assert register.kommune_label("1818", FIRST_OF_2024) == "Herøy (Nordland)"
    assert register.kommune_label("4204", FIRST_OF_2024) == "Kristiansand"
    labels = [register.kommune_label(found.nummer, FIRST_OF_2024) for found in register.kommuner_on(FIRST_OF_2024)]
    assert len(set(labels)) == 357


@pytest.mark.parametrize(
    ("nummer", "day", "name"),
    [
        ("3005", LAST_OF_2023, "Viken"),
        ("3005", FIRST_OF_2024, "Buskerud"),
        ("1001", LAST_OF_2019, "Vest-Agder"),
        ("1001", FIRST_OF_2020, "Agder"),
        ("1001", FIRST_OF_2024, "Agder"),
        ("1507", FIRST_OF_2024, "Møre og Romsdal"),
        ("5401", FIRST_OF_2024, "Troms"),
        ("0301", date(2012, 5, 1), "Oslo"),
        ("1601", date(2015, 5, 1), "Trøndelag"),
    ],
)
def test_the_fylke_of_a_kommune_on_a_day(nummer, day, name):
    assert register.fylke_of(nummer, day).navn == name


def test_an_unknown_number_has_no_fylke():
    assert register.fylke_of("9999", FIRST_OF_2024) is None
    assert register.fylke_name("99") == "99"
    assert register.fylke_name("30") == "Viken"


def test_every_number_has_a_fylke_in_2018_and_later():
    for day in (date(2018, 1, 1), FIRST_OF_2020, FIRST_OF_2024):
        assert all(register.fylke_of(found.nummer, day).nummer == found.fylke for found in register.kommuner_on(day))


def test_bydeler():
    oslo = register.bydeler("0301", FIRST_OF_2024)
    assert len(oslo) == 17
    assert sum(found.administrativ for found in oslo) == 15
    assert [len(register.bydeler(nummer, FIRST_OF_2024)) for nummer in ("4601", "5001", "1103", "4204")] == [8, 4, 9, 0]
    assert register.bydeler("4601", LAST_OF_2019) == ()
    assert register.bydel_name("030108") == "Nordre Aker"
    assert register.bydel_name("030199") == "030199"
    assert register.is_bydel("460101")
    assert not register.is_bydel("030199")
