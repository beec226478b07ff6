"""Every key of a line: what it must be, and the sentence about what it is not."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from core.importer.check import Refusal, Sections, check
from core.importer.lines import Line
from core.items import ImportSection
from tests.importer.lines import home, mottak, permit, person, without

TODAY = date(2026, 11, 1)


def checked(values: dict[str, Any], active=None, skip=()):
    raw = json.dumps(values).encode() + b"\n"
    return check(Line(1, raw, 0, len(raw)), Sections(active or {}, frozenset(skip)), TODAY)


def faults(values: dict[str, Any], **more: Any) -> tuple[str, ...]:
    with pytest.raises(Refusal) as caught:
        checked(values, **more)
    return caught.value.faults


def test_a_person_with_everything():
    line = person(
        regnr="r 9000-001",
        unhcr="123 45 67890",
        fnr="15839040188",
        morsmal="ar",
        familie={"referanse": "F1", "rolle": "barn"},
        skjerming="fortrolig",
        soknad={"registrert": "2021-01-02", "avslag": None},
        tillatelser=[permit(gyldig_fra="2021-02-01", gyldig_til="9999-12-31", trukket=None, referanse_duf=None)],
        bosted=[home(bydel=None, avtale=None)],
    )
    found = checked(line).line
    assert found.person.fodselsdato == date(1990, 3, 15)
    assert (found.person.regnr, found.person.unhcr) == ("R9000001", "123-45-67890")
    assert (found.person.familie_referanse, found.person.soknad_registrert) == ("F1", date(2021, 1, 2))
    assert found.permits[0].gyldig_til == date(9999, 12, 31)
    assert found.homes[0].mottak == "M102"


def test_kind_may_be_left_out_and_all_else_that_is_not_mandatory():
    line = without(person(), "kind", "tillatelser", "bosted")
    found = checked(line).line
    assert (found.permits, found.homes, found.person.skjerming) == ((), (), "ingen")


@pytest.mark.parametrize("key", ["fornavn", "etternavn", "fodselsdato", "kjonn", "statsborgerskap", "ankommet"])
@pytest.mark.parametrize("how", ["absent", "null"])
def test_a_mandatory_key_that_is_missing_is_named(key, how):
    line = without(person(), key) if how == "absent" else person(**{key: None})
    assert faults(line) == (f"{key}: mangler, men må være med.",)


@pytest.mark.parametrize("key", ["kode", "navn", "kommune", "type"])
def test_a_mottak_must_have_all_its_keys(key):
    assert faults(without(mottak(), key)) == (f"{key}: mangler, men må være med.",)


@pytest.mark.parametrize(
    ("part", "key"), [("tillatelser", "type"), ("tillatelser", "vedtaksdato"), ("bosted", "type"), ("bosted", "fra")]
)
def test_a_mandatory_key_of_a_row_is_named_with_its_place(part, key):
    row = without({"tillatelser": permit, "bosted": home}[part](), key)
    first = {"tillatelser": permit(vedtaksdato="2020-01-01"), "bosted": home(fra="2020-01-01")}[part]
    assert faults(person(**{part: [first, row]})) == (f"{part} nr. 2, {key}: mangler, men må være med.",)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"duf": None}, "Linjen har verken duf, regnr eller unhcr"),
    ({"duf": ""}, "Linjen har verken duf, regnr eller unhcr"),
    ({"duf": 209900000103}, "duf: skal være tekst i anførselstegn, ikke et tall"),
    ({"duf": "20990000010"}, "duf: et DUF-nummer har tolv sifre"),
    ({"fnr": "1234567890"}, "fnr: et fødselsnummer har elleve sifre"),
    ({"regnr": "R" * 21}, "regnr: er på 21 tegn; grensen er 20"),
    ({"unhcr": "x" * 21}, "unhcr: er lengre enn 20 tegn"),
    ({"fornavn": ["A"]}, "fornavn: skal være tekst i anførselstegn, ikke en liste"),
    ({"fornavn": "   "}, "fornavn: mangler"),
    ({"fornavn": "x" * 10_000}, "fornavn: er på 10000 tegn; grensen er 200"),
    ({"etternavn": "a\0b"}, "etternavn: har et tegn som ikke kan lagres (U+0000)"),
    ({"etternavn": "a\ud800b"}, "etternavn: har et tegn som ikke kan lagres (U+D800)"),
    ({"fodselsdato": "2021-02-30"}, "fodselsdato: datoen 2021-02-30 finnes ikke: februar 2021 har 28 dager"),
    ({"fodselsdato": "2021-13-01"}, "fodselsdato: datoen 2021-13-01 finnes ikke."),
    ({"fodselsdato": "0000-01-01"}, "fodselsdato: datoen 0000-01-01 finnes ikke."),
    ({"fodselsdato": "20021-01-01"}, "fodselsdato: «20021-01-01» er ikke en dato"),
    ({"fodselsdato": "01.02.1990"}, "fodselsdato: «01.02.1990» er ikke en dato"),
    ({"fodselsdato": "1990-03-15T00:00:00"}, "er ikke en dato"),
    ({"fodselsdato": "19900315"}, "er ikke en dato"),
    ({"fodselsdato": "1990-W11-4"}, "er ikke en dato"),
    ({"fodselsdato": "١٩٩٠-٠٣-١٥"}, "er ikke en dato"),
    ({"fodselsdato": 19900315}, "fodselsdato: et tall er ikke en dato"),
    ({"fodselsdato": "1899-12-31"}, "fodselsdato: 1899-12-31 er før 1900-01-01"),
    ({"ankommet": "2036-11-02"}, "ankommet: 2036-11-02 er mer enn ti år fram i tid"),
    ({"kjonn": "Q"}, "kjonn: «Q» kan ikke brukes. Velg blant: K, M, X."),
    ({"kjonn": {}}, "kjonn: et objekt kan ikke brukes"),
    ({"statsborgerskap": "SY"}, "statsborgerskap: er ikke en landkode"),
    ({"statsborgerskap": "syr"}, "statsborgerskap: er ikke en landkode"),
    ({"morsmal": "Arabisk"}, "morsmal: er ikke en språkkode"),
    ({"skjerming": "hemmelig"}, "skjerming: «hemmelig» kan ikke brukes"),
    ({"familie": "F1"}, "familie: skal være et objekt i krøllparenteser, ikke tekst"),
    ({"familie": {"rolle": "onkel"}}, "familie, rolle: «onkel» kan ikke brukes"),
    ({"familie": {"navn": "x"}}, "familie, navn: ukjent nøkkel"),
    ({"familie": {"referanse": "x" * 41}}, "familie, referanse: er på 41 tegn; grensen er 40"),
    ({"soknad": {"avslag": True}}, "soknad, avslag: true eller false er ikke en dato"),
    ({"tillatelser": {}}, "tillatelser: skal være en liste i hakeparenteser, ikke et objekt"),
    ({"tillatelser": ["asyl"]}, "tillatelser nr. 1: skal være et objekt i krøllparenteser, ikke tekst"),
    ({"tillatelser": [permit(type="visum")]}, "tillatelser nr. 1, type: «visum» kan ikke brukes"),
    ({"tillatelser": [permit(farge="bla")]}, "tillatelser nr. 1, farge: ukjent nøkkel"),
    ({"tillatelser": [permit(gyldig_fra="2021-02-02", gyldig_til="2021-02-01")]}, "gyldig_til: 2021-02-01 er før"),
    ({"tillatelser": [permit(), permit(hjemmel="x")]}, "tillatelser nr. 2: har samme type og vedtaksdato som nr. 1"),
    ({"tillatelser": [permit(referanse_duf="1")]}, "tillatelser nr. 1, referanse_duf: et DUF-nummer har tolv sifre"),
    ({"bosted": [home(til="2020-12-31")]}, "bosted nr. 1, til: 2020-12-31 er før fra 2021-01-01"),
    ({"bosted": [home(), home(til="2021-02-01")]}, "bosted nr. 2: har samme type og fra som nr. 1"),
    ({"bosted": [home(kommune="9999")]}, "bosted nr. 1, kommune: «9999» har aldri vært et kommunenummer"),
    ({"bosted": [home(kommune=4204)]}, "bosted nr. 1, kommune: skal være tekst i anførselstegn, ikke et tall"),
    ({"bosted": [home(bydel="0301")]}, "bosted nr. 1, bydel: et bydelsnummer har seks sifre"),
    ({"bosted": [home(avtale="ja")]}, "bosted nr. 1, avtale: skal være true, false eller null, ikke tekst"),
    ({"bosted": [home(mottak="M 102")]}, "bosted nr. 1, mottak: «M 102» kan ikke brukes"),
    ({"foo": 1}, "Nøkkelen «foo» tas ikke imot"),
    ({"tiltak": []}, "Nøkkelen «tiltak» tas ikke imot"),
    ({"kind": "hund"}, "kind: skal være mottak eller person"),
]


@pytest.mark.parametrize(("more", "why"), WRONG)
def test_what_is_wrong_is_said_so_that_it_can_be_mended(more, why):
    found = faults(person(**more))
    assert len(found) == 1
    assert why in found[0]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"kommune": "0000"}, "kommune: «0000» har aldri vært et kommunenummer"),
        ({"type": "hotell"}, "type: «hotell» kan ikke brukes"),
        ({"kode": "M" * 13}, "kode:"),
        ({"tiltak": []}, "Nøkkelen «tiltak» tas ikke imot"),
        ({"navn": "x" * 201}, "navn: er på 201 tegn"),
    ],
)
def test_what_is_wrong_with_a_mottak(more, why):
    section = ImportSection("tiltak", lambda value, line, today: value, lambda session, rows: None)
    assert why in faults(mottak(**more), active={"tiltak": section})[0]


def test_every_fault_of_a_line_is_told_at_once():
    assert len(faults(person(kjonn="Q", fodselsdato="x", bosted=[home(fra="y")], foo=1))) == 4


def test_one_fault_is_said_once():
    assert len(faults(person(bosted=[home(fra="x"), home(fra="y")]))) == 2
    assert len(faults(person(bosted=[home(til="1021-01-01")]))) == 1


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"duf": "900099900013"}, "duf: kontrollsifrene stemmer ikke"),
        ({"fnr": "15039012345"}, "fnr: kontrollsifrene stemmer ikke"),
        ({"morsmal": "qqq"}, "morsmal: språkkoden qqq er ikke kjent"),
        ({"fodselsdato": "2027-01-01"}, "fodselsdato: er fram i tid"),
        ({"bosted": [home(kommune="3005", fra="2024-03-01")]}, "kommune: 3005 gjaldt ikke lenger på datoen"),
        ({"bosted": [home(kommune="1507", fra="2024-03-01")]}, "kommune: 1507 var delt i 1508 og 1580"),
        ({"bosted": [home(kommune="4204", fra="2019-12-31")]}, "kommune: 4204 var ikke opprettet på datoen"),
        ({"bosted": [home(kommune="0301", bydel="460101")]}, "bydel: bydelen 460101 ligger ikke i kommunen 0301"),
        ({"bosted": [home(kommune="0301", bydel="030198")]}, "bydel: bydelen 030198 er ikke kjent"),
        ({"bosted": [home(mottak=None)]}, "mottak: mangler på et bosted i mottak"),
        ({"bosted": [home(type="privat", mottak=None, kommune=None)]}, "kommune: mangler på et bosted"),
    ],
)
def test_what_is_remarked_and_read_all_the_same(more, what):
    (remark,) = checked(person(**more)).remarks
    assert what in remark


@pytest.mark.parametrize("code", ["SYR", "XKX", "XXA", "XXC"])
def test_citizenship_of_the_stateless_too(code):
    assert checked(person(statsborgerskap=code)).line.person.statsborgerskap == code


def test_names_are_made_plain_and_kept():
    found = checked(person(fornavn="  Ali \u00a0 Reza\n", etternavn="A\u030astro\u0308m")).line.person
    assert (found.fornavn, found.etternavn) == ("Ali Reza", "Åström")


@pytest.mark.parametrize(("told", "kept"), [(None, True), (True, True), (False, False)])
def test_a_settlement_is_under_agreement_unless_it_says_no(told, kept):
    line = person(bosted=[home(type="kommune", mottak=None, avtale=told)])
    assert checked(line).line.homes[0].avtale is kept


def test_a_skipped_key_is_passed_over_and_counted():
    found = checked(person(tiltak="anything", foo=1), skip=["tiltak", "foo", "bar"])
    assert found.skipped == {"tiltak", "foo"}
    assert found.sections == ()


def test_the_digest_is_of_what_is_said_not_how():
    line = person(morsmal="ar")
    turned = dict(reversed(line.items())) | {"regnr": None, "fornavn": " Prøve "}
    assert checked(line).line.digest == checked(turned).line.digest
    assert checked(line).line.digest != checked(person(morsmal="fa")).line.digest
