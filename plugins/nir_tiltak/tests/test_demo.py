"""Tiltak of the demonstration: they fit where she lived, and the person of the guide has her three."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.api import Month, Person, today
from plugins.nir_tiltak import rules
from plugins.nir_tiltak.codes import IKKE_REGISTRERT, gruppe_of, needs_gjennomforing, typer
from plugins.nir_tiltak.demo import GUIDE, OFFERED, add_demo_tiltak
from plugins.nir_tiltak.models import Tiltak

ASYLUM = [{"type": "asyl", "vedtaksdato": "2023-03-01"}]
MOTTAK = {"type": "mottak", "mottak": "M102", "fra": "2022-09-01", "til": "2024-01-31"}
KRISTIANSAND = {"type": "kommune", "kommune": "4204", "fra": "2024-02-01", "til": "2025-05-31"}
OSLO = {"type": "kommune", "kommune": "0301", "bydel": "030101", "fra": "2025-06-01"}


def offered(session: Session, person: Person, *seeds: int) -> list[Tiltak]:
    """What the demonstration gives her with these seeds, one after another."""
    for seed in seeds:
        add_demo_tiltak(session, [person], Random(seed))  # noqa: S311
    return list(session.scalars(select(Tiltak).where(Tiltak.person_id == person.id).order_by(Tiltak.fra, Tiltak.id)))


@pytest.fixture
def moved(make_person: Any, session: Session) -> list[Tiltak]:
    """Many tiltak of one who lived in a mottak, in Kristiansand and in Oslo."""
    asked = {"registrert": "2022-09-01"}
    made = make_person(ankommet="2022-09-01", soknad=asked, tillatelser=ASYLUM, bosted=[MOTTAK, KRISTIANSAND, OSLO])
    return offered(session, _person(session, made), *range(60))


def _person(session: Session, made: Person) -> Person:
    return session.get_one(Person, made.id)


def test_every_type_offered_is_a_type() -> None:
    assert {type for types in OFFERED.values() for type in types} - {code.key for code in typer().codes} == set()


def test_tiltak_lie_where_and_when_she_lived(moved: list[Tiltak]) -> None:
    stays = {
        "kommune:4204": (date(2022, 9, 1), date(2025, 5, 31)),
        "kommune:0301": (date(2025, 6, 1), date(2027, 1, 31)),
    }
    for tiltak in moved:
        fra, til = stays[tiltak.unit_id or ""]
        assert fra <= tiltak.fra <= tiltak.til <= til
    assert {tiltak.bydel for tiltak in moved if tiltak.unit_id == "kommune:0301"} == {"030101"}


def test_the_ordning_fits_what_she_had_then(moved: list[Tiltak]) -> None:
    for tiltak in moved:
        if tiltak.til < date(2023, 3, 1):
            assert tiltak.ordning == "opplaering_i_mottak"
        elif tiltak.til < date(2024, 2, 1):
            assert tiltak.ordning == "kvalifisering_i_mottak"
        else:
            assert tiltak.ordning in ("introduksjonsprogram", "norsk")
    assert len({tiltak.ordning for tiltak in moved}) == 4


def test_rows_are_such_as_a_form_would_give(moved: list[Tiltak], session: Session) -> None:
    for tiltak in moved:
        assert tiltak.gruppe == gruppe_of(tiltak.type)
        assert Decimal("0.5") <= tiltak.timer_per_uke <= 60
        assert tiltak.timer_per_uke % Decimal("0.5") == 0
        assert (tiltak.gjennomforing is not None) == needs_gjennomforing(tiltak.type)
        assert tiltak.registrert.date() < today(session)


def test_some_are_deleted_some_erstattende_some_unanswered(moved: list[Tiltak], session: Session) -> None:
    assert any(tiltak.slettet and tiltak.slettet_av for tiltak in moved)
    assert any(tiltak.erstattende for tiltak in moved)
    assert any(tiltak.mottatt_tilbud for tiltak in moved)
    assert any(tiltak.gjennomforing == IKKE_REGISTRERT and tiltak.til < today(session) for tiltak in moved)


def test_the_person_of_the_guide_has_her_three_tiltak(make_person: Any, session: Session) -> None:
    made = make_person(
        duf=GUIDE,
        ankommet="2020-12-01",
        tillatelser=[{"type": "asyl", "vedtaksdato": "2021-01-02"}],
        bosted=[{"type": "mottak", "mottak": "M102", "fra": "2020-12-01"}],
    )
    three = offered(session, _person(session, made), 1)
    assert len(three) == 3
    counted = [rules.Tiltak(tiltak.fra, tiltak.til, tiltak.timer_per_uke) for tiltak in three]
    assert rules.month_average(counted, Month(2021, 4)) == Decimal("25.53")


def test_the_same_chance_gives_the_same_rows(make_person: Any, session: Session) -> None:
    person = _person(session, make_person(tillatelser=ASYLUM, bosted=[MOTTAK, KRISTIANSAND, OSLO]))
    first = [(one.id, one.type, one.fra, one.til) for one in offered(session, person, 5)]
    for row in session.scalars(select(Tiltak)):
        session.delete(row)
    session.flush()
    session.expunge_all()
    assert first == [(one.id, one.type, one.fra, one.til) for one in offered(session, person, 5)]
    assert first
