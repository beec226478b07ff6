"""What a number became: followed through the reforms, held on the days before, and open where it was split."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.places import register
from core.places.tables import tables
from core.places.values import Segment

LAST_OF_2019, FIRST_OF_2020 = date(2019, 12, 31), date(2020, 1, 1)
LAST_OF_2023, FIRST_OF_2024 = date(2023, 12, 31), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("nummer", "on", "became"),
    [
        ("1001", LAST_OF_2019, ["1001"]),
        ("1001", FIRST_OF_2020, ["4204"]),
        ("1017", FIRST_OF_2020, ["4204"]),
        ("1001", date(2026, 11, 1), ["4204"]),
        ("0602", LAST_OF_2019, ["0602"]),
        ("0602", FIRST_OF_2020, ["3005"]),
        ("0602", FIRST_OF_2024, ["3301"]),
        ("0702", date(2018, 1, 1), ["0715"]),
        ("0702", FIRST_OF_2020, ["3802"]),
        ("0702", FIRST_OF_2024, ["3903"]),
        ("3807", LAST_OF_2023, ["3807"]),
        ("3807", FIRST_OF_2024, ["4003"]),
        ("1601", date(2017, 12, 31), ["1601"]),
        ("1601", date(2018, 1, 1), ["5001"]),
        ("5030", FIRST_OF_2020, ["5001"]),
        ("5001", FIRST_OF_2020, ["5001"]),
        ("5001", FIRST_OF_2024, ["5001"]),
        ("1103", FIRST_OF_2024, ["1103"]),
        ("1850", LAST_OF_2019, ["1850"]),
        ("1850", FIRST_OF_2020, ["1806", "1875"]),
        ("5012", FIRST_OF_2020, ["5055", "5056", "5059"]),
        ("1613", FIRST_OF_2024, ["5055", "5056", "5059"]),
        ("1507", LAST_OF_2023, ["1507"]),
        ("1507", FIRST_OF_2024, ["1508", "1580"]),
        ("1504", LAST_OF_2023, ["1507"]),
        ("1504", FIRST_OF_2024, ["1508", "1580"]),
        ("4204", date(2015, 1, 1), ["4204"]),
        ("1870", FIRST_OF_2024, ["1870"]),
        ("1852", date(2018, 6, 1), ["1852"]),
        ("1852", FIRST_OF_2024, ["5512"]),
        ("9999", FIRST_OF_2024, ["9999"]),
    ],
)
def test_what_a_number_had_become(nummer, on, became):
    assert list(register.became(nummer, on)) == became


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2019, 1, 1), FIRST_OF_2020, FIRST_OF_2024, date(2026, 11, 1)])
def test_every_number_that_had_been_born_ends_in_one_that_exists(day):
    existing = {found.nummer for found in register.kommuner_on(day)}
    for nummer, found in tables().kommuner.items():
        if found.gyldig_fra is None or found.gyldig_fra <= day:
            assert set(register.became(nummer, day)) <= existing


def test_the_change_table_and_the_periods_say_the_same():
    kommuner = tables().kommuner
    for nummer, changes in tables().endringer.items():
        ended = {row.dato - timedelta(days=1) for row in changes if row.nytt != nummer}
        assert ended <= {kommuner[nummer].gyldig_til}
        for row in changes:
            assert kommuner[row.nytt].gyldig_fra is None or kommuner[row.nytt].gyldig_fra <= row.dato
    ends = {nummer for nummer, found in kommuner.items() if found.gyldig_til}
    assert all(any(row.nytt != nummer for row in tables().endringer[nummer]) for nummer in ends)


def test_the_number_changing_pairs_of_each_year():
    rows = [row for changes in tables().endringer.values() for row in changes if row.type != "navneendring"]
    years = [sum(row.dato == date(year, 1, 1) for row in rows) for year in (2018, 2019, 2020, 2024)]
    # 314 and not 312: Stavanger and Trondheim were merged into and kept their numbers.
    assert years == [54, 1, 314, 115]
    assert sum(row.gammelt != row.nytt for row in rows) == 54 + 1 + 312 + 115


def test_no_number_has_been_used_twice():
    for changes in tables().endringer.values():
        assert len({row.dato for row in changes if row.nytt != row.gammelt}) <= 1


def test_the_splits_are_exactly_three():
    found = [(split.gammelt, split.nye, split.dato) for split in register.all_splits()]
    assert found == [
        ("1850", ("1806", "1875"), FIRST_OF_2020),
        ("5012", ("5055", "5056", "5059"), FIRST_OF_2020),
        ("1507", ("1508", "1580"), FIRST_OF_2024),
    ]


def test_a_split_is_met_through_earlier_numbers_too():
    assert [split.gammelt for split in register.splits("1613")] == ["5012"]
    assert [split.gammelt for split in register.splits("1504")] == ["1507"]
    assert [split.gammelt for split in register.splits("1507")] == ["1507"]
    assert register.splits("1001") == ()
    assert register.splits("1508") == ()
    assert register.splits("9999") == ()


def held(nummer, fra, til, choices=None):
    return list(register.segments(nummer, fra, til, choices or {}))


def test_an_open_stay_is_followed_at_each_reform():
    fra = date(2017, 5, 1)
    assert held("0702", fra, None) == [
        Segment("0702", fra, date(2017, 12, 31)),
        Segment("0715", date(2018, 1, 1), LAST_OF_2019),
        Segment("3802", FIRST_OF_2020, LAST_OF_2023),
        Segment("3903", FIRST_OF_2024, None),
    ]


def test_a_stay_that_ends_the_day_before_is_not_followed():
    assert held("1001", date(2018, 1, 1), LAST_OF_2019) == [Segment("1001", date(2018, 1, 1), LAST_OF_2019)]


def test_a_stay_that_ends_on_the_day_of_the_reform_has_one_day_under_the_new_number():
    assert held("1001", LAST_OF_2019, FIRST_OF_2020) == [
        Segment("1001", LAST_OF_2019, LAST_OF_2019),
        Segment("4204", FIRST_OF_2020, FIRST_OF_2020),
    ]


def test_a_number_already_dead_is_followed_at_once():
    assert held("1001", FIRST_OF_2020, None) == [Segment("4204", FIRST_OF_2020, None)]
    assert held("0702", date(2025, 3, 1), None) == [Segment("3903", date(2025, 3, 1), None)]


def test_a_number_not_yet_born_is_kept():
    assert held("4204", date(2015, 1, 1), None) == [Segment("4204", date(2015, 1, 1), None)]
    assert held("3807", date(2015, 1, 1), None) == [
        Segment("3807", date(2015, 1, 1), LAST_OF_2023),
        Segment("4003", FIRST_OF_2024, None),
    ]


def test_a_new_name_cuts_no_stay():
    assert held("1870", date(2016, 1, 1), None) == [Segment("1870", date(2016, 1, 1), None)]
    assert held("5001", date(2019, 1, 1), None) == [Segment("5001", date(2019, 1, 1), None)]


def test_from_the_day_of_an_unanswered_split_there_is_no_number():
    assert held("1507", date(2022, 1, 1), None) == [
        Segment("1507", date(2022, 1, 1), LAST_OF_2023),
        Segment(None, FIRST_OF_2024, None),
    ]
    assert held("1507", date(2022, 1, 1), LAST_OF_2023) == [Segment("1507", date(2022, 1, 1), LAST_OF_2023)]
    assert held("1850", date(2021, 1, 1), date(2021, 2, 1)) == [Segment(None, date(2021, 1, 1), date(2021, 2, 1))]


def test_an_answered_split_is_followed_on():
    assert held("1504", date(2019, 1, 1), None, {"1507": "1580"}) == [
        Segment("1504", date(2019, 1, 1), LAST_OF_2019),
        Segment("1507", FIRST_OF_2020, LAST_OF_2023),
        Segment("1580", FIRST_OF_2024, None),
    ]


def test_a_choice_the_split_does_not_offer_is_refused():
    with pytest.raises(ValueError, match="1507 did not become 4204"):
        held("1507", date(2022, 1, 1), None, {"1507": "4204"})


def test_a_stay_that_ends_before_it_starts_is_nothing():
    assert held("4204", date(2022, 1, 2), date(2022, 1, 1)) == []


@pytest.mark.parametrize("nummer", ["0301", "0702", "1601", "1507", "5012", "1850", "1852", "4204", "9999"])
def test_segments_cover_the_stay_without_gap_or_overlap(nummer):
    for fra in (date(2016, 2, 29), LAST_OF_2019, FIRST_OF_2020, LAST_OF_2023, FIRST_OF_2024):
        parts = held(nummer, fra, date(2026, 11, 1))
        assert parts[0].fra == fra
        assert parts[-1].til == date(2026, 11, 1)
        for before, after in zip(parts, parts[1:], strict=False):
            assert after.fra == before.til + timedelta(days=1)


def test_fylker_are_followed_too():
    assert register.fylke_became("30", LAST_OF_2023) == ("30",)
    assert register.fylke_became("30", FIRST_OF_2024) == ("31", "32", "33")
    assert register.fylke_became("10", FIRST_OF_2024) == ("42",)
    assert register.fylke_became("42", FIRST_OF_2024) == ("42",)
