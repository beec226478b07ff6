"""Code lists: read from a file, valid on a day, titled in the reader's language."""

from __future__ import annotations

from datetime import date

import pytest

from core.codes.lists import Code, CodeList, read_code_list

GRUPPER = """key,title_nb,title_nn,title_en,valid_from,valid_to,order,ordning
arbeid,Arbeidsrettede tiltak,Arbeidsretta tiltak,Work,,,20,alle
norsk,"Norsk, og samfunnskunnskap",,Norwegian,2021-01-01,,10,norsk
gammel,Gammel gruppe,,,,2020-12-31,30,alle
"""


@pytest.fixture
def grupper(tmp_path):
    path = tmp_path / "grupper.csv"
    path.write_text(GRUPPER, encoding="utf-8")
    return read_code_list("nir_tiltak.gruppe", path)


def keys(codes):
    return [code.key for code in codes]


def test_a_list_is_in_the_order_it_says(grupper):
    assert keys(grupper.codes) == ["norsk", "arbeid", "gammel"]
    assert grupper.get("norsk").valid_from == date(2021, 1, 1)
    assert dict(grupper.get("norsk").more) == {"ordning": "norsk"}


def test_without_an_order_it_is_that_of_the_file(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("key,title_nb\nz,Z\na,A\nm,M\n", encoding="utf-8")
    assert keys(read_code_list("x", path).codes) == ["z", "a", "m"]


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2020, 12, 31), ["arbeid", "gammel"]),
        (date(2021, 1, 1), ["norsk", "arbeid"]),
        (date(2026, 11, 1), ["norsk", "arbeid"]),
    ],
)
def test_codes_are_valid_on_both_their_days(grupper, day, valid):
    assert keys(grupper.valid_on(day)) == valid


def test_titles(grupper):
    assert grupper.title("arbeid", "nn") == "Arbeidsretta tiltak"
    assert grupper.title("arbeid") == "Arbeidsrettede tiltak"
    assert grupper.title("norsk", "nn") == "Norsk, og samfunnskunnskap"
    assert grupper.title("norsk", "ar") == "Norsk, og samfunnskunnskap"
    assert grupper.title("gammel", "nb") == "Gammel gruppe"
    assert grupper.title("finnes_ikke", "nb") == "finnes_ikke"


def test_a_row_keeps_the_choice_it_has(grupper):
    day = date(2021, 6, 1)
    assert grupper.choices(day, "en") == [("norsk", "Norwegian"), ("arbeid", "Work")]
    assert grupper.choices(day, "nb", keep=["gammel"])[-1] == ("gammel", "Gammel gruppe")


def test_a_part_of_a_list(grupper):
    assert keys(grupper.where(ordning="alle").codes) == ["arbeid", "gammel"]
    assert keys(grupper.where(ordning="alle").valid_on(date(2021, 1, 1))) == ["arbeid"]
    assert grupper.where(finnes_ikke="alle").codes == ()


def test_membership(grupper):
    assert "norsk" in grupper
    assert "Norsk" not in grupper
    assert grupper.get("x") is None


def test_a_list_cannot_be_changed(grupper):
    with pytest.raises(TypeError):
        grupper.get("norsk").titles["nb"] = "Noe annet"
    assert hash(grupper) == hash(CodeList(grupper.key, grupper.codes))


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ((Code("a", {"nb": "A"}), Code("a", {"nb": "B"})), "stands twice"),
        ((Code("", {"nb": "A"}),), "no key"),
        ((Code("a", {"nn": "A"}),), "no title in nb"),
        ((Code("a", {"nb": "A"}, date(2021, 1, 2), date(2021, 1, 1)),), "ends before"),
    ],
)
def test_a_faulty_list_is_refused(codes, message):
    with pytest.raises(ValueError, match=message):
        CodeList("liste", codes)


@pytest.mark.parametrize(
    "row",
    ["a,A,2021-13-01", "a,A", "a,A,,for mye"],
)
def test_a_faulty_file_says_where(tmp_path, row):
    path = tmp_path / "feil.csv"
    path.write_text(f"key,title_nb,valid_from\nok,Ok,\n{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"feil\.csv, line 3"):
        read_code_list("feil", path)
