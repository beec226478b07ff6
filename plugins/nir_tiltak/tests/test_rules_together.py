"""What holds of all six rules, over lives at random."""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.api import Fact, Period, Permit, PersonFacts, Relative, Residence
from plugins.nir_tiltak.ordninger import ordninger
from plugins.nir_tiltak.parameters import ALL
from plugins.nir_tiltak.tests.lives import began, home, mottak, permit, person, relative
from plugins.nir_tiltak.words import CHANGES, CLOSED, FRIST

NOBODY = uuid.UUID(int=0)
days = st.dates(date(2019, 1, 1), date(2027, 1, 1)) | st.sampled_from(
    [date(2021, 1, 1), date(2022, 3, 11), date(2025, 9, 1), date(2024, 2, 29)]
)
maybe = st.none() | days
duf = st.sampled_from(["", "a", "b"])
OWN = ["asyl", "overforing", "opphold_humanitaert", "kollektiv_beskyttelse", "kollektiv_beskyttelse"]
kinds = st.sampled_from([*OWN, "familie", "familie", "arbeid", "annet"])
permits = st.builds(Permit, kinds, days, trukket=maybe, gyldig_til=maybe, referanse_duf=duf)
homes = st.sampled_from(["mottak", "amot", "privat", "kommune", "kommune"])
types = st.sampled_from(["ordinaert", "transitt", "akutt"])
residences = st.builds(Residence, homes, days, maybe, mottak_type=types, avtale=st.booleans())
told = st.builds(
    Fact,
    st.just(NOBODY),
    st.just("nir_tiltak.forste_tiltak"),
    st.sampled_from(["norsk", "introduksjonsprogram"]),
    days,
    st.just("x"),
)
lives = st.builds(
    PersonFacts,
    st.dates(date(1952, 1, 1), date(2008, 12, 31)) | st.just(date(2004, 2, 29)),
    days,
    st.sampled_from(["SYR", "UKR"]),
    maybe,
    permits=st.lists(permits, max_size=4, unique_by=lambda one: (one.type, one.vedtaksdato)).map(tuple),
    residences=st.lists(residences, max_size=4, unique_by=lambda one: (one.type, one.fra)).map(tuple),
    relatives=st.lists(
        st.builds(Relative, duf, st.lists(permits, max_size=2).map(tuple), st.booleans()), max_size=2
    ).map(tuple),
    facts=st.lists(told, max_size=2).map(tuple),
)


def computed(life: PersonFacts) -> dict[str, list[Period]]:
    """Every period, by ordning."""
    found: dict[str, list[Period]] = defaultdict(list)
    for ordning in ordninger():
        for period in ordning.rule(life) if ordning.rule else ():
            assert period.ordning == ordning.key
            found[ordning.key].append(period)
    return found


@settings(max_examples=100, deadline=None)
@given(lives)
def test_periods_are_in_order_and_apart(life: PersonFacts) -> None:
    for periods in computed(life).values():
        for one, after in pairwise(periods):
            assert one.til is not None
            assert one.til < after.fra
            alike = (one.kategori, one.frist) == (after.kategori, after.frist)  # a new permit may give a new frist
            assert not alike or one.til + timedelta(days=1) < after.fra, "two that are one"
        assert all(one.til is None or one.fra <= one.til for one in periods)


@settings(max_examples=100, deadline=None)
@given(lives)
def test_every_period_says_why_and_every_word_is_known(life: PersonFacts) -> None:
    words = {ordning.key: ordning for ordning in ordninger()}
    for key, periods in computed(life).items():
        for one in periods:
            assert one.kategori in words[key].kategorier
            told = [reason.fact for reason in one.reasons]
            assert told and all(reason.value and reason.paragraph for reason in one.reasons)
            assert {*told, *(change.key for change in one.changes)} <= set(words[key].reasons)
            assert {reason.parameter for reason in one.reasons} <= {"", *ALL}
            assert len(told) == len(set(told)), "a fact is told once"


@settings(max_examples=100, deadline=None)
@given(lives)
def test_what_has_an_end_says_what_ended_it(life: PersonFacts) -> None:
    ended = {*CLOSED, "bosatt", "bosatt_med_avtale", "bosatt_uten_avtale", "bor_privat", "referanse"}
    ended |= {"frist_programmets_slutt", "frist_norsk_2003"}
    for periods in computed(life).values():
        for one in periods:
            assert one.til is None or one.reasons[-1].fact in ended
            assert (one.status == "mangler_opplysning") == bool(one.mangler)


@settings(max_examples=100, deadline=None)
@given(lives, st.randoms(use_true_random=False))
def test_the_order_of_rows_plays_no_part(life: PersonFacts, chance: random.Random) -> None:
    mixed = {name: list(getattr(life, name)) for name in ("permits", "residences", "relatives", "facts")}
    for rows in mixed.values():
        chance.shuffle(rows)
    other = replace(life, **{name: tuple(rows) for name, rows in mixed.items()})
    assert computed(other) == computed(life)


@settings(max_examples=100, deadline=None)
@given(lives)
def test_only_one_law_at_a_time(life: PersonFacts) -> None:
    found = computed(life)
    for new, old in (("introduksjonsprogram", "introduksjonsprogram_2003"), ("norsk", "norsk_2003")):
        for one in found[new]:
            for other in found[old]:
                assert (one.til or date.max) < other.fra or (other.til or date.max) < one.fra


def test_a_life_with_something_of_nearly_everything() -> None:
    """In a mottak, granted collective protection, settled, begun, granted asylum, and back in a mottak."""
    life = person(
        mottak("2023-01-10", "2023-09-03"),
        home("kommune", "2023-09-04", "2026-03-31"),
        mottak("2026-04-01"),
        permit("2023-03-01", "kollektiv_beskyttelse"),
        permit("2025-10-01"),
        began("introduksjonsprogram", "2023-11-01"),
        began("norsk", "2023-11-01"),
        relative(permit("2020-01-01")),
        arrived="2023-01-10",
    )
    assert {
        key: [(one.kategori, str(one.fra), str(one.til)) for one in found] for key, found in computed(life).items()
    } == {
        "opplaering_i_mottak": [("opplaering_i_mottak", "2023-01-10", "2023-02-28")],
        "kvalifisering_i_mottak": [
            ("kvalifisering_i_mottak", "2023-03-01", "2023-09-03"),
            ("kvalifisering_i_mottak", "2026-04-01", "None"),
        ],
        "introduksjonsprogram": [("rett_og_plikt_introduksjonsprogram", "2023-09-04", "None")],
        "norsk": [("rett_til_norsk", "2023-09-04", "2057-03-14")],
    }


@pytest.mark.parametrize("key", sorted(ALL))
def test_every_parameter_says_where_it_comes_from(key: str) -> None:
    for value in ALL[key].values:
        assert value.source
        assert not value.doubt or value.doubt.endswith(".")


def test_every_change_is_a_sentence() -> None:
    assert all(str(words).endswith(".") for words in CHANGES.values())


@settings(max_examples=100, deadline=None)
@given(lives)
def test_a_frist_says_what_it_is_for(life: PersonFacts) -> None:
    for period in (one for periods in computed(life).values() for one in periods):
        told = [reason.value for reason in period.reasons if reason.fact == period.frist_grunn]
        assert told == ([period.frist.isoformat()] if period.frist else [])
        assert not period.frist or period.frist_grunn in FRIST
