"""The code lists: whole, in three languages, and found by the words an import uses."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from plugins.nir_tiltak import codes

TODAY = date(2026, 11, 1)
LANGUAGES = ("nb", "nn", "en")


def test_five_grupper_and_36_typer() -> None:
    assert [code.title() for code in codes.grupper().codes] == [
        "Opplæring i norsk og samfunnskunnskap",
        "Livsmestring og foreldreveiledning",
        "Arbeidsrettede tiltak",
        "Utdanningsrettede tiltak",
        "Andre integreringstiltak",
    ]
    assert [len(codes.types_of(code.key, TODAY)) for code in codes.grupper().codes] == [4, 2, 6, 16, 8]


def test_every_type_has_a_gruppe_and_stands_with_it() -> None:
    inside = [code.more["gruppe"] for code in codes.typer().codes]
    assert list(Counter(inside)) == [code.key for code in codes.grupper().codes]
    assert inside == sorted(inside, key=list(Counter(inside)).index)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_title_and_guidance_in_every_language(lang: str) -> None:
    for code_list in codes.code_lists():
        titles = [code.titles.get(lang, "").strip() for code in code_list.codes]
        assert all(titles)
        assert len(set(titles)) == len(titles)
    for code in codes.typer().codes:
        text = code.more[f"veiledning_{lang}"]
        assert text == text.strip()
        assert text.endswith(".")
        assert 1 <= text.count(". ") + 1 <= 4
        assert codes.guidance(code.key, lang) == text


def test_the_languages_differ() -> None:
    for code in codes.typer().codes:
        assert len({code.more[f"veiledning_{lang}"] for lang in LANGUAGES}) == 3, code.key


@pytest.mark.parametrize("name", ["Opplæring i norsk og samfunnskunnskap", " opplæring i norsk  og samfunnskunnskap"])
def test_a_gruppe_by_title_or_key(name: str) -> None:
    for text in (name, "norsk_og_samfunnskunnskap"):
        found = codes.gruppe_by_title(text)
        assert found is not None
        assert found.key == "norsk_og_samfunnskunnskap"


@pytest.mark.parametrize("text", ["", "Norskopplæring", "Arbeidsretta tiltak", "finnes ikke"])
def test_no_such_gruppe(text: str) -> None:
    assert codes.gruppe_by_title(text) is None


def test_every_type_by_title_or_key_in_its_own_gruppe_only() -> None:
    for code in codes.typer().codes:
        for gruppe in codes.grupper().codes:
            own = gruppe.key == code.more["gruppe"]
            for text in (code.title(), code.key, code.title().upper()):
                assert codes.type_by_title(text, gruppe.key) == (code if own else None)
    assert codes.type_by_title("Norskopplæring", "finnes_ikke") is None


def test_gruppe_of() -> None:
    assert codes.gruppe_of("jobbsokerkurs") == "arbeidsrettede_tiltak"
    assert codes.gruppe_of("finnes_ikke") == ""


def test_only_livsmestring_og_foreldreveiledning_needs_gjennomforing() -> None:
    needing = [code.key for code in codes.typer().codes if codes.needs_gjennomforing(code.key)]
    assert needing == ["foreldreveiledning", "livsmestring_i_et_nytt_land"]
    assert not codes.needs_gjennomforing("finnes_ikke")


def test_only_tilbud_i_omsorgspermisjon_has_the_tick() -> None:
    having = [code.key for code in codes.typer().codes if codes.has_mottatt_tilbud(code.key)]
    assert having == ["tilbud_i_omsorgspermisjon"]


def test_guidance_falls_back_to_bokmal() -> None:
    assert codes.guidance("norskopplaering", "ti") == codes.guidance("norskopplaering", "nb")
    assert codes.guidance("finnes_ikke") == ""


def test_gjennomforing_long_and_short() -> None:
    assert [code.title() for code in codes.gjennomforing().codes] == [
        "Ikke registrert",
        "Gjennomført",
        "Ikke gjennomført",
    ]
    keys = (None, "ikke_registrert", "gjennomfort", "ikke_gjennomfort")
    assert [codes.gjennomforing_short(key) for key in keys] == ["–", "–", "Ja", "Nei"]
    assert codes.gjennomforing_short("gjennomfort", "en") == "Yes"


def test_all_grupper_are_valid_for_all_ordninger_from_the_start() -> None:
    for gruppe in codes.grupper().codes:
        assert codes.group_valid("kvalifisering_i_mottak", gruppe.key, TODAY)


def test_a_row_of_the_table_ends_a_gruppe_on_its_days(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = "norsk,arbeidsrettede_tiltak,2024-01-01,2024-12-31,x\nnorsk_2003,arbeidsrettede_tiltak,,,x\n"
    (tmp_path / "gruppe_ordning.csv").write_text("ordning,gruppe,valid_from,valid_to,source\n" + row, encoding="utf-8")
    monkeypatch.setattr(codes, "DATA", tmp_path)
    codes._not_valid.cache_clear()
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    assert [codes.group_valid("norsk", "arbeidsrettede_tiltak", day) for day in days] == [True, False, False, True]
    assert not codes.group_valid("norsk_2003", "arbeidsrettede_tiltak", TODAY)
    assert codes.group_valid("norsk", "andre_integreringstiltak", days[1])
    codes._not_valid.cache_clear()
