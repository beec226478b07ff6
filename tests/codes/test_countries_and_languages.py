"""Names of countries and languages in the three languages of the screen."""

from __future__ import annotations

import pytest

from core.codes import countries, languages
from core.collation import norwegian


@pytest.mark.parametrize(
    ("alpha3", "lang", "name"),
    [
        ("NOR", "nb", "Norge"),
        ("NOR", "nn", "Noreg"),
        ("NOR", "en", "Norway"),
        ("COD", "nb", "Kongo"),
        ("COD", "nn", "Kongo"),
        ("COG", "nb", "Kongo-Brazzaville"),
        ("XKX", "nb", "Kosovo"),
        ("UKR", "ar", "Ukraina"),
        ("XYZ", "nb", "XYZ"),
    ],
)
def test_country_names(alpha3, lang, name):
    assert countries.country_name(alpha3, lang) == name


def test_which_codes_are_countries():
    assert len(countries.countries().codes) == 250
    assert countries.is_country("SYR")
    assert not any(countries.is_country(code) for code in ("syr", "SY", "", "XYZ"))
    assert countries.countries().get("SYR").more["alpha2"] == "SY"


def test_countries_are_sorted_as_norwegians_sort():
    names = [name for _, name in countries.country_choices("nb")]
    assert names[0] == "Afghanistan"
    assert names[-2:] == ["Østerrike", "Åland"]


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        ("uk", "nb", "ukrainsk"),
        ("ukr", "en", "Ukrainian"),
        ("ti", "nb", "tigrinja"),
        ("prs", "nb", "dari"),
        ("kmr", "en", "Kurmanji (Northern Kurdish)"),
        ("ksw", "nn", "sgaw-karen"),
        ("xx", "nb", "xx"),
        ("", "nb", ""),
    ],
)
def test_language_names(code, lang, name):
    assert languages.language_name(code, lang) == name


@pytest.mark.parametrize(
    ("code", "own", "dir_"),
    [
        ("prs", "دری", "rtl"),
        ("ckb", "سۆرانی", "rtl"),
        ("kmr", "Kurmancî", "ltr"),
        ("ar", "العربية", "rtl"),
        ("ara", "العربية", "rtl"),
        ("nb", "norsk bokmål", "ltr"),
        ("xx", "xx", "ltr"),
    ],
)
def test_what_a_language_calls_itself(code, own, dir_):
    assert languages.autonym(code) == own
    assert languages.direction(code) == dir_


def test_which_codes_are_languages():
    assert len(languages.languages().codes) == 116
    assert all(languages.is_language(code) for code in ("nb", "nob", "prs", "tig"))
    assert not any(languages.is_language(code) for code in ("", "xx", "NB", "norsk"))
    assert languages.same_language("uk", "ukr")
    assert languages.same_language("prs", "prs")
    assert not languages.same_language("fa", "prs")


RESIDENTS = ("nb", "nn", "en", "ar", "am", "prs", "fa", "fr", "kmr", "ckb", "ps", "ru", "so", "sw", "ti", "tr", "uk")


def test_every_language_for_residents_is_there():
    assert all(languages.language(code).more["autonym"] for code in RESIDENTS)


def test_every_title_is_there_in_three_languages():
    for code in (*countries.countries().codes, *languages.languages().codes):
        assert set(code.titles) == {"nb", "nn", "en"}


def test_norwegian_order():
    names = ["Åseral", "Ørsta", "Ærøy", "Zulu", "Álaheadju", "alta", "Bø", "Ås"]
    assert sorted(names, key=norwegian) == ["Álaheadju", "alta", "Bø", "Zulu", "Ærøy", "Ørsta", "Ås", "Åseral"]
