"""The key `tiltak` of an import line: what each tiltak must be, and the sentence about what it is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.api import ImportErrors
from plugins.nir_tiltak.tiltak_line import check

TODAY = date(2026, 11, 1)
LIVSMESTRING = {"gruppe": "Livsmestring og foreldreveiledning", "type": "Foreldreveiledning"}


def tiltak(**more):
    return {
        "ordning": "kvalifisering_i_mottak",
        "gruppe": "Opplæring i norsk og samfunnskunnskap",
        "type": "Norskopplæring",
        "fra": "2021-04-01",
        "til": "2021-04-30",
        "timer_per_uke": 25,
        **more,
    }


def read(*rows):
    return check(list(rows), {}, TODAY)


def fault(*rows):
    with pytest.raises(ImportErrors) as caught:
        read(*rows)
    assert len(caught.value.faults) == 1
    return caught.value.faults[0]


@pytest.mark.parametrize("value", [None, []])
def test_none_at_all(value):
    assert check(value, {}, TODAY) == ()


def test_titles_and_keys_give_the_same():
    (by_title,), (by_key,) = read(tiltak()), read(tiltak(gruppe="norsk_og_samfunnskunnskap", type="norskopplaering"))
    assert by_title == by_key
    assert (by_title.gruppe, by_title.type) == ("norsk_og_samfunnskunnskap", "norskopplaering")
    assert (by_title.timer_per_uke, by_title.erstattende, by_title.gjennomforing) == (Decimal(25), False, None)


@pytest.mark.parametrize("ordning", ["opplaering_i_mottak", "introduksjonsprogram", "norsk", "norsk_2003"])
def test_ordninger_without_a_rule_are_read_too(ordning):
    assert read(tiltak(ordning=ordning))[0].ordning == ordning


@pytest.mark.parametrize("key", ["ordning", "gruppe", "type", "fra", "til", "timer_per_uke"])
def test_a_mandatory_key_is_named(key):
    assert fault(tiltak(), {k: v for k, v in tiltak(fra="2021-04-02").items() if k != key}) == (
        f"tiltak nr. 2, {key}: mangler, men må være med."
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"ordning": "norskkurs"}, "ordning: «norskkurs» kan ikke brukes. Velg blant: opplaering_i_mottak"),
        ({"gruppe": "Norsk"}, "gruppe: «Norsk» er ikke en tiltaksgruppe"),
        ({"type": "Jobbsøkerkurs"}, "type: «Jobbsøkerkurs» er ikke en tiltakstype i tiltaksgruppen"),
        ({"til": "2021-03-31"}, "til: 2021-03-31 er før fra 2021-04-01"),
        ({"fra": "2021-02-30"}, "fra: datoen 2021-02-30 finnes ikke"),
        ({"fra": "20021-04-01"}, "fra: «20021-04-01» er ikke en dato"),
        ({"til": "2036-11-02"}, "til: 2036-11-02 er mer enn ti år fram i tid"),
        ({"timer_per_uke": "abc"}, "timer_per_uke: skal være et tall uten anførselstegn, ikke tekst"),
        ({"timer_per_uke": "25"}, "timer_per_uke: skal være et tall uten anførselstegn, ikke tekst"),
        ({"timer_per_uke": True}, "timer_per_uke: skal være et tall uten anførselstegn"),
        ({"timer_per_uke": 0}, "timer_per_uke: 0 kan ikke brukes"),
        ({"timer_per_uke": -1}, "timer_per_uke: -1 kan ikke brukes"),
        ({"timer_per_uke": 60.5}, "timer_per_uke: 60.5 kan ikke brukes. Skriv hele eller halve timer fra 0.5 til 60"),
        ({"timer_per_uke": 1.25}, "timer_per_uke: 1.25 kan ikke brukes"),
        ({"erstattende": "nei"}, "erstattende: skal være true, false eller null, ikke tekst"),
        ({"gjennomforing": "gjennomfort"}, "gjennomforing: brukes bare for tiltak i «Livsmestring"),
        ({"mottatt_tilbud": False}, "mottatt_tilbud: brukes bare for «Tilbud i omsorgspermisjon»"),
        ({**LIVSMESTRING, "gjennomforing": "ja"}, "gjennomforing: «ja» kan ikke brukes"),
        ({"referanse": "x" * 61}, "referanse: er på 61 tegn; grensen er 60"),
        ({"timer": 25}, "timer: ukjent nøkkel"),
    ],
)
def test_what_is_wrong_is_said(more, why):
    assert f"tiltak nr. 1, {why}" in fault(tiltak(**more))


@pytest.mark.parametrize("hours", [0.5, 1, 37.5, 60])
def test_whole_and_half_hours(hours):
    assert read(tiltak(timer_per_uke=hours))[0].timer_per_uke == Decimal(str(hours))


@pytest.mark.parametrize("key", ["ikke_registrert", "gjennomfort", "ikke_gjennomfort", None])
def test_gjennomforing_where_it_is_asked_for(key):
    assert read(tiltak(**LIVSMESTRING, gjennomforing=key))[0].gjennomforing == key


def test_tilbud_i_omsorgspermisjon_tells_whether_it_was_received():
    one = tiltak(gruppe="Andre integreringstiltak", type="Tilbud i omsorgspermisjon", mottatt_tilbud=True)
    assert read(one)[0].mottatt_tilbud is True


def test_identity_is_referanse_else_ordning_type_and_fra():
    assert "har samme ordning, type og fra som nr. 1" in fault(tiltak(), tiltak(til="2021-05-31", timer_per_uke=3))
    assert "har samme referanse som nr. 1" in fault(tiltak(referanse="T1"), tiltak(fra="2021-04-05", referanse="T1"))
    assert len(read(tiltak(), tiltak(referanse="T1"), tiltak(referanse="T2"), tiltak(fra="2021-04-02"))) == 4


def test_one_fault_is_said_once():
    with pytest.raises(ImportErrors) as caught:
        read(tiltak(fra="x"), tiltak(fra="y"))
    assert len(caught.value.faults) == 2


def test_what_is_no_list():
    with pytest.raises(ImportErrors, match="tiltak: skal være en liste i hakeparenteser, ikke et objekt"):
        check({}, {}, TODAY)
