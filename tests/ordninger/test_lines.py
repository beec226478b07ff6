"""A line for each period and each stretch of follow-up, followed through a life, on the days around each change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.access.scope import Scope, set_scope, system_scope
from core.facts import facts_changed
from core.items import Period, PersonFacts
from core.ordninger.models import NEVER, OrdningLinje
from core.ordninger.run import run_all
from core.persons.models import Bosted, Person
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives, ordning, period

PERMIT, SETTLED, ABROAD = date(2021, 1, 2), date(2022, 7, 1), date(2024, 4, 1)
DAY = timedelta(days=1)
LIFE = [
    {"type": "mottak", "mottak": "M102", "fra": "2020-12-01", "til": "2022-06-30"},
    {"type": "kommune", "kommune": "0301", "bydel": "030101", "fra": "2022-07-01", "til": "2024-03-31"},
]


def norsk(facts: PersonFacts) -> tuple[Period, ...]:
    """From the permit on, wherever she lives."""
    return tuple(period("norsk", permit.vedtaksdato, til=permit.trukket) for permit in facts.permits)


@pytest.fixture
def here(world: Callable[..., World]) -> World:
    """A world where everyone has norsk from her permit."""
    return world(fake("alfa", register_ordninger=gives(ordning("norsk", norsk))))


def followed(here: World, day: date, unit: str = "") -> list[str]:
    """The units of open lines on a day, as IMDi or this unit sees them when it looks that day."""
    with here.house.session() as session:
        set_scope(session, Scope(day, frozenset({unit or "imdi"}), everyone=not unit))
        line = OrdningLinje
        statement = select(line.unit_id).where(line.unit_fra <= day, (line.unit_til >= day) | line.unit_til.is_(None))
        return [str(one) for one in session.scalars(statement.where(line.apen_fra <= day, line.apen_til >= day))]


def stored(here: World) -> list[OrdningLinje]:
    """Every line there is, oldest stretch first."""
    with here.house.session() as session, system_scope(session, "test"):
        return list(session.scalars(select(OrdningLinje).order_by(OrdningLinje.unit_fra, OrdningLinje.fra)))


def test_from_mottak_to_kommune_and_abroad(here: World) -> None:
    here.make_person(bosted=LIFE)
    in_mottak, in_kommune = "kommune:4204", "kommune:0301"
    wanted = {
        PERMIT - DAY: [],
        PERMIT: [in_mottak],
        SETTLED - DAY: [in_mottak],
        SETTLED: [in_kommune],
        ABROAD - DAY: [in_kommune],
        ABROAD: [],
    }
    assert {day: followed(here, day) for day in wanted} == wanted
    for unit in (in_mottak, in_kommune):
        own = {day: [one for one in found if one == unit] for day, found in wanted.items()}
        assert {day: followed(here, day, unit) for day in wanted} == own, unit
    assert [(one.bydel, one.mottak) for one in stored(here)] == [("", "M102"), ("030101", "")]


def test_a_former_kommune_and_one_to_come_see_no_line(here: World) -> None:
    """Not even one that is none of the day's."""
    here.make_person(bosted=LIFE)
    for unit, day in (("kommune:4204", SETTLED), ("kommune:0301", SETTLED - DAY), ("kommune:0301", ABROAD)):
        with here.house.session() as session:
            set_scope(session, Scope(day, frozenset({unit})))
            assert session.scalars(select(OrdningLinje.id)).all() == [], (unit, day)


def test_lines_give_no_kommune_reach_of_what_it_never_registered(here: World) -> None:
    """A line is no row of the unit's own: when she has moved, late registration alone is left."""
    person = here.make_person(bosted=LIFE)
    with here.house.session(write=True) as session:
        facts_changed(session, [person.id])
        session.commit()
    with here.house.session() as session:
        set_scope(session, Scope(date(2024, 6, 1), frozenset({"kommune:4204"})))
        assert session.scalars(select(Person.id)).all() == []


def test_a_period_that_has_ended_stays_a_line_of_where_she_lives_now(here: World) -> None:
    permit = [{"type": "asyl", "vedtaksdato": "2021-01-02", "trukket": "2021-05-31"}]
    here.make_person(bosted=LIFE, tillatelser=permit)
    first, second = stored(here)
    assert (first.apen_fra, first.apen_til) == (PERMIT, date(2021, 5, 31))
    assert second.unit_id == "kommune:0301" and second.apen_til < second.unit_fra
    assert followed(here, SETTLED) == []


def test_a_stretch_that_ended_before_the_period_has_no_line(here: World) -> None:
    here.make_person(bosted=LIFE, tillatelser=[{"type": "asyl", "vedtaksdato": "2023-01-01"}])
    assert [one.unit_id for one in stored(here)] == ["kommune:0301"]


def test_a_kommune_is_followed_through_its_numbers(here: World) -> None:
    """2020: Søgne (1018) became Kristiansand (4204). A mottak is followed too, by the kommune it lies in."""
    home = [{"type": "kommune", "kommune": "1018", "fra": "2019-05-01"}]
    here.make_person(bosted=home, tillatelser=[{"type": "asyl", "vedtaksdato": "2019-04-01"}])
    assert followed(here, date(2019, 12, 31)) == ["kommune:1018"]
    assert followed(here, date(2020, 1, 1)) == ["kommune:4204"]


def test_a_division_that_waits_for_an_answer_is_imdis_alone(here: World) -> None:
    """Ålesund (1507) was divided 1.1.2024 into 1508 and 1580."""
    person = here.make_person(bosted=[{"type": "kommune", "kommune": "1507", "fra": "2023-01-01"}])
    split = date(2024, 1, 1)
    assert followed(here, split - DAY, "kommune:1507") == ["kommune:1507"]
    assert followed(here, split) == ["None"]
    assert followed(here, split, "kommune:1507") == followed(here, split, "kommune:1508") == []
    with here.house.session(write=True) as session, system_scope(session, "test"):
        session.scalars(select(Bosted).where(Bosted.person_id == person.id)).one().kommune_valgt = "1508"
        facts_changed(session, [person.id])
        session.commit()
    assert followed(here, split, "kommune:1508") == ["kommune:1508"]


def test_a_home_without_a_kommune_is_imdis_alone(here: World) -> None:
    here.make_person(bosted=[{"type": "amot", "fra": "2021-01-01"}])
    assert followed(here, SETTLED) == ["None"]


def test_what_a_line_tells(here: World) -> None:
    person = here.make_person(fornavn="Åse", etternavn="Öz", morsmal="ti", bosted=LIFE[1:], skjerming="fortrolig")
    (line,) = stored(here)
    assert (line.person_id, line.duf, line.fornavn_sok, line.etternavn_sok) == (person.id, person.duf, "ase", "oz")
    assert (line.morsmal, line.statsborgerskap, line.fodselsdato) == ("ti", "SYR", person.fodselsdato)
    assert (line.lov, line.ordning, line.kategori, line.frist, line.til) == ("loven", "norsk", "norsk_k", NEVER, NEVER)
    assert line.skjermet


def test_a_line_that_stands_as_it_should_keeps_its_id(here: World) -> None:
    person = here.make_person(bosted=LIFE)
    before = {one.id for one in stored(here)}
    with here.house.session(write=True) as session, system_scope(session, "test"):
        facts_changed(session, [person.id])
        run_all(session, lambda done: None)
    assert {one.id for one in stored(here)} == before


def test_a_line_that_is_changed_behind_its_back_is_made_anew_by_command(here: World) -> None:
    here.make_person(bosted=LIFE)
    with here.house.session(write=True) as session, system_scope(session, "test"):
        session.scalars(select(OrdningLinje).where(OrdningLinje.unit_id == "kommune:0301")).one().duf = "x"
        session.commit()
        run_all(session, lambda done: None)
    assert len(stored(here)) == 2 and all(one.duf != "x" for one in stored(here))


@pytest.mark.parametrize("more", [{"fornavn": "Ny"}, {"bosted": LIFE[:1]}, {"tillatelser": []}, {"morsmal": "fa"}])
def test_what_is_read_in_again_changes_the_lines(here: World, more: dict[str, Any]) -> None:
    same = {"duf": "209900000103", "bosted": LIFE}
    here.make_person(**same)
    before = [(one.fornavn, one.unit_til, one.morsmal) for one in stored(here)]
    here.make_person(**same, **more) if "bosted" not in more else here.make_person(**{**same, **more})
    assert [(one.fornavn, one.unit_til, one.morsmal) for one in stored(here)] != before


def test_a_mottak_that_lies_elsewhere_takes_its_residents_lines_along(here: World) -> None:
    here.make_person(bosted=[{"type": "mottak", "mottak": "M102", "fra": "2020-12-01"}])
    assert followed(here, SETTLED) == ["kommune:4204"]
    moved = {"kind": "mottak", "kode": "M102", "navn": "Havblikk mottak", "kommune": "0301", "type": "ordinaert"}
    assert not here.make_person.read(moved).refused
    assert followed(here, SETTLED) == ["kommune:0301"]
