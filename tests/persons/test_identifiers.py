"""DUF, fødselsnummer, D-number, UNHCR and reg-number: typed, checked, recognised. No fault is a stop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.persons import identifiers
from core.persons.identifiers import Checked, Recognised

GOOD_DUFS = [
    "200205705502",
    "200900595509",
    "209900000103",
    "209900000208",
    "209900000302",
    "900099900010",
    "900099900104",
]
TEN_DIGITS = st.text("0123456789", min_size=10, max_size=10)
NINE_DIGITS = st.text("0123456789", min_size=9, max_size=9)
EASTERN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.mark.parametrize("duf", GOOD_DUFS)
def test_control_digits_that_fit(duf):
    assert identifiers.duf_control_ok(duf)
    assert identifiers.check_duf(duf) == Checked(duf)


def test_the_example_of_the_guide_is_kept_with_a_remark():
    assert not identifiers.duf_control_ok("900099900013")
    assert identifiers.check_duf("9000 999000 13") == Checked("900099900013", "duf_kontrollsifre")


@given(TEN_DIGITS)
def test_a_duf_with_its_own_control_digits_passes(ten):
    assert identifiers.duf_control_ok(ten + identifiers.duf_control(ten))


@given(TEN_DIGITS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_among_the_first_ten_is_found(ten, place, added):
    wrong = str((int(ten[place]) + added) % 10)
    typed = ten[:place] + wrong + ten[place + 1 :] + identifiers.duf_control(ten)
    assert identifiers.check_duf(typed).remark == "duf_kontrollsifre"


@given(TEN_DIGITS, st.integers(0, 8))
def test_two_neighbours_that_change_places_are_found(ten, place):
    swapped = ten[:place] + ten[place + 1] + ten[place] + ten[place + 2 :]
    same = swapped == ten
    assert identifiers.duf_control_ok(swapped + identifiers.duf_control(ten)) is same


@pytest.mark.parametrize(
    "typed",
    [
        "209900000103",
        "2099 000001 03",
        " 2099 000001 03 ",
        "2099\u00a0000001\u00a003",
        "2099-000001-03",
        "2099–000001–03",
        "2099\u2212000001\u201103",
        "20 99 00 00 01 03",
        "\u202a2099 000001 03\u202c",
        "2099 000001 03".translate(EASTERN),
        "٢٠٩٩ ٠٠٠٠٠١ ٠٣",
        "２０９９　０００００１　０３",
    ],
)
def test_a_duf_is_read_however_it_is_typed(typed):
    assert identifiers.check_duf(typed) == Checked("209900000103")
    assert identifiers.recognise(typed) == Recognised("duf", "209900000103")


@pytest.mark.parametrize("typed", ["", "2099 000001", "2099 000001 034", "2099 00000a 03", "x"])
def test_a_duf_of_another_length_is_kept_as_typed(typed):
    assert identifiers.check_duf(typed) == Checked(typed, "duf_lengde")


def test_numbers_are_grouped_for_reading():
    assert identifiers.format_duf("209900000103") == "2099 000001 03"
    assert identifiers.format_duf("R9000001") == "R9000001"
    assert identifiers.format_duf("") == ""
    assert identifiers.format_fnr("15039012345") == "150390 12345"
    assert identifiers.format_fnr("1503901234") == "1503901234"


@pytest.mark.parametrize(
    ("fnr", "kind", "synthetic", "rule"),
    [
        ("02013299997", "fodselsnummer", None, "i_dag"),
        ("30108299920", "fodselsnummer", None, "i_dag"),
        ("02013299903", "fodselsnummer", None, "fra_2032"),
        ("30108299939", "fodselsnummer", None, "fra_2032"),
        ("15839040188", "fodselsnummer", "tenor", "i_dag"),
        ("15839040269", "fodselsnummer", "tenor", "i_dag"),
        ("55839040090", "d_nummer", "tenor", "i_dag"),
        ("15439040014", "fodselsnummer", "dolly", "i_dag"),
        ("02013299998", "fodselsnummer", None, None),
    ],
)
def test_what_eleven_digits_are(fnr, kind, synthetic, rule):
    read = identifiers.read_fnr(fnr)
    assert (read.value, read.kind, read.synthetic, read.rule) == (fnr, kind, synthetic, rule)
    assert identifiers.check_fnr(fnr) == Checked(fnr, None if rule else "fnr_kontrollsifre")


@pytest.mark.parametrize(
    ("nine", "kind", "synthetic"),
    [
        ("150390", "fodselsnummer", None),
        ("010190", "fodselsnummer", None),
        ("311290", "fodselsnummer", None),
        ("550390", "d_nummer", None),
        ("410190", "d_nummer", None),
        ("711290", "d_nummer", None),
        ("156890", "fodselsnummer", "syntpop"),
        ("157790", "fodselsnummer", "syntpop"),
        ("556890", "d_nummer", "syntpop"),
        ("158190", "fodselsnummer", "tenor"),
        ("159290", "fodselsnummer", "tenor"),
        ("554390", "d_nummer", "dolly"),
        ("155290", "fodselsnummer", "dolly"),
        ("801234", "fh_nummer", None),
        ("991234", "fh_nummer", None),
        ("000390", "ukjent", None),
        ("320390", "ukjent", None),
        ("400390", "ukjent", None),
        ("720390", "ukjent", None),
        ("150090", "ukjent", None),
        ("151390", "ukjent", None),
        ("155390", "ukjent", None),
        ("156590", "ukjent", None),
        ("157890", "ukjent", None),
        ("159390", "ukjent", None),
    ],
)
def test_kinds_and_makers_of_test_numbers_at_their_limits(nine, kind, synthetic):
    read = identifiers.read_fnr(f"{nine}00000")
    assert (read.kind, read.synthetic) == (kind, synthetic)


def test_an_impossible_day_with_right_control_digits_has_its_own_remark():
    nine = next(f"320390{number:03d}" for number in range(100) if identifiers.fnr_control(f"320390{number:03d}"))
    number = nine + identifiers.fnr_control(nine)
    assert identifiers.check_fnr(number) == Checked(number, "fnr_dato")


@given(NINE_DIGITS)
def test_numbers_with_the_control_digits_of_today_pass_todays_rule(nine):
    control = identifiers.fnr_control(nine)
    if control is not None:
        assert identifiers.fnr_rule(nine + control) == "i_dag"
    else:
        assert not any(identifiers.fnr_rule(f"{nine}{number:02d}") == "i_dag" for number in range(100))


@given(NINE_DIGITS)
def test_from_2032_at_most_four_pairs_of_control_digits_pass(nine):
    rules = [identifiers.fnr_rule(f"{nine}{number:02d}") for number in range(100)]
    assert rules.count("i_dag") <= 1
    assert 1 <= len([rule for rule in rules if rule]) <= 4


@given(NINE_DIGITS)
def test_from_2032_the_first_control_digit_may_be_up_to_three_higher(nine):
    passing = {number // 10 for number in range(100) if identifiers.fnr_rule(f"{nine}{number:02d}")}
    today = -sum(int(digit) * weight for digit, weight in zip(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True)) % 11
    allowed = {(today + more) % 11 for more in range(4)}
    assert passing <= allowed
    # A digit of 10 cannot be written; and one first digit at most asks for a second of 10.
    assert len(allowed - {10} - passing) <= 1


@pytest.mark.parametrize("typed", ["158390 40188", "158390-40188", "15839040188".translate(EASTERN), "15 83 90 401 88"])
def test_a_fodselsnummer_is_read_however_it_is_typed(typed):
    assert identifiers.check_fnr(typed) == Checked("15839040188")
    assert identifiers.recognise(typed) == Recognised("fnr", "15839040188")


@pytest.mark.parametrize("typed", ["", "1583904018", "158390401888", "15839o40188"])
def test_a_fodselsnummer_of_another_length_is_kept_as_typed(typed):
    assert identifiers.read_fnr(typed) is None
    assert identifiers.check_fnr(typed) == Checked(typed, "fnr_lengde")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("123-45C67890", "123-45C67890"),
        ("123-45c67890", "123-45C67890"),
        ("12345C67890", "123-45C67890"),
        ("123 45 C 67890", "123-45C67890"),
        ("123-45-67890", "123-45-67890"),
        ("123 - 45 - 67890", "123-45-67890"),
        ("123–45–67890", "123-45-67890"),
        ("1234567890", "123-45-67890"),
        ("317-16367312", "317-16367312"),
        ("317 16367312", "317-16367312"),
        ("317-16367312".translate(EASTERN), "317-16367312"),
    ],
)
def test_unhcr_numbers(typed, value):
    assert identifiers.check_unhcr(typed) == Checked(value)
    assert identifiers.recognise(typed) == Recognised("unhcr", value)


def test_an_unhcr_number_of_eleven_joined_digits_needs_its_own_field():
    assert identifiers.check_unhcr("31716367312") == Checked("317-16367312")
    assert identifiers.recognise("31716367312").kind == "fnr"


def test_an_odd_unhcr_number_is_kept_with_a_hint():
    assert identifiers.check_unhcr("AB 12") == Checked("AB 12", "unhcr_monster")
    assert identifiers.check_unhcr("1" * 21) == Checked("1" * 21, "unhcr_lengde")


@pytest.mark.parametrize("typed", ["R9000001", "r9000001", " R 9000001", "R-9000001", "R 900 0001"])
def test_reg_numbers(typed):
    assert identifiers.check_regnr(typed) == Checked("R9000001")
    assert identifiers.recognise(typed) == Recognised("regnr", "R9000001")


def test_an_odd_reg_number_is_kept_with_a_hint():
    assert identifiers.check_regnr("bs-12") == Checked("BS-12", "regnr_monster")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "Kassem",
        "Ahmed Al-Kassem",
        "R",
        "Roble",
        "R2 D2",
        "02.04.2021",
        "02042021",
        "1990",
        "احمد",
        "2099 000001",
        "-",
    ],
)
def test_a_name_or_a_date_is_no_number(typed):
    assert identifiers.recognise(typed) is None


def test_a_number_with_wrong_control_digits_is_still_recognised():
    assert identifiers.recognise("9000 999000 13") == Recognised("duf", "900099900013", "duf_kontrollsifre")
    assert identifiers.recognise("15839040189") == Recognised("fnr", "15839040189", "fnr_kontrollsifre")


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text):
    found = identifiers.recognise(text)
    assert found is None or found.value == identifiers.recognise(found.value).value
    for check in (identifiers.check_duf, identifiers.check_fnr, identifiers.check_unhcr, identifiers.check_regnr):
        assert check(check(text).value).value == check(text).value
