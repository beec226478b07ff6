"""Who sees whom on which day: from where she lives, what a unit has registered, and what became of a kommune."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.access.scope import Scope, in_reach, set_scope
from core.access.users import same_unit
from core.house import House
from core.persons.models import Person
from core.testing.people import MakePerson

DAY = timedelta(days=1)
See = Callable[[Person, str, date], str]


@pytest.fixture
def see(house: House) -> See:
    """How much of a person a unit sees on a day: `hel`, `egne` or nothing."""

    def look(person: Person, unit: str, day: date) -> str:
        scope = Scope(day, frozenset({unit}), everyone=unit == "imdi")
        with house.session() as session:
            set_scope(session, scope)
            if session.scalar(select(Person.id).where(Person.id == person.id)) is None:
                return ""
            whole = select(Person.id).where(Person.id == person.id, in_reach(Person.id, scope, whole=True))
            return "hel" if session.scalar(whole) else "egne"

    return look


def home(type: str, fra: str, til: str | None = None, **more: Any) -> dict[str, Any]:
    """A stay of the import format."""
    return {"type": type, "fra": fra, "til": til, **more}


@pytest.fixture
def tiltak() -> dict[str, Any]:
    """A tiltak of the import format, of the first type there is."""
    from plugins.nir_tiltak.codes import grupper, types_in

    gruppe = grupper().codes[0].key
    dates = {"fra": "2026-01-12", "til": "2026-02-20"}
    return {"ordning": "norsk", "gruppe": gruppe, "type": types_in(gruppe).codes[0].key, "timer_per_uke": 10, **dates}


def test_a_kommune_sees_her_from_the_day_she_comes_to_the_day_she_leaves(make_person: MakePerson, see: See) -> None:
    person = make_person(bosted=[home("kommune", "2026-03-01", "2026-05-31", kommune="4204")])
    for day, expected in {
        date(2026, 2, 28): "",
        date(2026, 3, 1): "hel",
        date(2026, 5, 31): "hel",
        date(2026, 6, 1): "egne",
        date(2026, 7, 31): "egne",
        date(2026, 8, 1): "",
    }.items():
        assert see(person, "kommune:4204", day) == expected, day
        assert see(person, "kommune:0301", day) == ""
        assert see(person, "imdi", day) == "hel"


@pytest.mark.parametrize(
    ("last_day", "last_late"),
    [
        ("2026-05-31", date(2026, 7, 31)),
        ("2026-06-30", date(2026, 8, 30)),
        ("2025-12-31", date(2026, 2, 28)),
        ("2026-02-14", date(2026, 4, 14)),
    ],
)
def test_late_registration_lasts_exactly_two_months(
    last_day: str, last_late: date, make_person: MakePerson, see: See
) -> None:
    person = make_person(bosted=[home("kommune", "2025-01-01", last_day, kommune="4204")])
    assert see(person, "kommune:4204", last_late) == "egne"
    assert see(person, "kommune:4204", last_late + DAY) == ""


def test_a_kommune_keeps_what_it_has_registered(make_person: MakePerson, see: See, tiltak: dict[str, Any]) -> None:
    person = make_person(
        bosted=[
            home("kommune", "2026-01-01", "2026-05-31", kommune="4204"),
            home("kommune", "2026-06-01", kommune="0301"),
        ],
        tiltak=[tiltak],
    )
    assert see(person, "kommune:4204", date(2026, 5, 31)) == "hel"
    assert see(person, "kommune:4204", date(2026, 6, 1)) == "egne"
    assert see(person, "kommune:4204", date(2036, 1, 1)) == "egne"
    assert see(person, "kommune:0301", date(2026, 5, 31)) == ""
    assert see(person, "kommune:0301", date(2036, 1, 1)) == "hel"


def test_a_mottak_and_the_kommune_it_lies_in(make_person: MakePerson, see: See) -> None:
    """Both while she lives there; only the kommune registers late."""
    person = make_person(
        bosted=[
            home("mottak", "2026-01-01", "2026-05-31", mottak="M102"),
            home("kommune", "2026-06-01", kommune="0301"),
        ]
    )
    last, after = date(2026, 5, 31), date(2026, 6, 1)
    assert [see(person, "mottak:M102", day) for day in (last, after)] == ["hel", ""]
    assert [see(person, "kommune:4204", day) for day in (last, after)] == ["hel", "egne"]
    assert see(person, "mottak:M101", last) == ""


@pytest.mark.parametrize("type", ["privat", "amot"])
def test_a_kommune_where_she_lives_unsettled(type: str, make_person: MakePerson, see: See) -> None:
    person = make_person(bosted=[home(type, "2026-01-01", kommune="4204")])
    assert see(person, "kommune:4204", date(2026, 11, 1)) == "hel"


def test_where_stays_overlap_the_newest_counts(make_person: MakePerson, see: See) -> None:
    person = make_person(
        bosted=[
            home("kommune", "2024-01-01", "2024-12-31", kommune="4204"),
            home("privat", "2024-06-01", "2025-03-31", kommune="0301"),
            home("kommune", "2025-01-15", kommune="4204"),
        ]
    )
    for day, expected in {
        date(2024, 5, 31): ("hel", ""),
        date(2024, 6, 1): ("egne", "hel"),
        date(2024, 8, 1): ("", "hel"),
        date(2025, 1, 14): ("", "hel"),
        date(2025, 1, 15): ("hel", "egne"),
        date(2025, 3, 15): ("hel", ""),
    }.items():
        assert (see(person, "kommune:4204", day), see(person, "kommune:0301", day)) == expected, day


def test_a_kommune_that_got_another_number(make_person: MakePerson, see: See) -> None:
    """Bærum: 0219 to 2019, 3024 to 2023, 3201 since. Registered under the middle one."""
    person = make_person(bosted=[home("kommune", "2021-05-01", kommune="3024")], ankommet="2020-01-01")
    assert see(person, "kommune:3024", date(2023, 12, 31)) == "hel"
    assert see(person, "kommune:3201", date(2023, 12, 31)) == ""
    assert see(person, "kommune:3024", date(2024, 1, 1)) == ""
    assert see(person, "kommune:3201", date(2024, 1, 1)) == "hel"


def test_kommuner_that_became_one(make_person: MakePerson, see: See) -> None:
    """Kristiansand, Søgne and Songdalen became 4204 in 2020."""
    for number in ("1001", "1018", "1017"):
        person = make_person(bosted=[home("kommune", "2019-02-01", kommune=number)], ankommet="2019-01-01")
        assert see(person, f"kommune:{number}", date(2019, 12, 31)) == "hel"
        assert see(person, "kommune:4204", date(2020, 1, 1)) == "hel"


def test_rows_under_the_old_number_are_the_new_kommunes(
    make_person: MakePerson, see: See, house: House, tiltak: dict[str, Any]
) -> None:
    """What 3024 registered about one who has moved away, 3201 sees."""
    from plugins.nir_tiltak.models import Tiltak

    person = make_person(
        ankommet="2020-01-01",
        bosted=[
            home("kommune", "2021-05-01", "2023-06-30", kommune="3024"),
            home("kommune", "2023-07-01", kommune="0301"),
        ],
        tiltak=[{**tiltak, "fra": "2022-01-10", "til": "2022-02-18"}],
    )
    day = date(2026, 11, 1)
    assert see(person, "kommune:3201", day) == "egne"
    with house.session() as session:
        set_scope(session, Scope(day, same_unit("kommune:3201", day)))
        assert session.scalars(select(Tiltak.unit_id)).all() == ["kommune:3024"]
        set_scope(session, Scope(day, same_unit("kommune:3301", day)))
        assert session.scalars(select(Tiltak.unit_id)).all() == []


def test_a_unit_is_all_the_numbers_it_has_had() -> None:
    assert same_unit("kommune:3201", date(2026, 11, 1)) == {"kommune:3201", "kommune:3024", "kommune:0219"}
    assert same_unit("kommune:3024", date(2026, 11, 1)) == same_unit("kommune:3201", date(2026, 11, 1))
    assert same_unit("kommune:3024", date(2023, 12, 31)) == {"kommune:3024", "kommune:0219"}
    assert same_unit("kommune:4204", date(2019, 12, 31)) == {"kommune:4204"}
    assert same_unit("kommune:1507", date(2026, 11, 1)) == {"kommune:1507"}
    assert "kommune:1507" not in same_unit("kommune:1508", date(2026, 11, 1))
    for unit in ("imdi", "mottak:M102", "fylke:30", ""):
        assert same_unit(unit, date(2026, 11, 1)) == {unit}


def test_a_split_that_nobody_has_answered_is_imdis_alone(make_person: MakePerson, see: See) -> None:
    """Ålesund 1507 became 1508 and 1580 in 2024."""
    person = make_person(bosted=[home("kommune", "2022-05-01", kommune="1507")], ankommet="2020-01-01")
    assert see(person, "kommune:1507", date(2023, 12, 31)) == "hel"
    for number in ("1507", "1508", "1580"):
        assert see(person, f"kommune:{number}", date(2024, 1, 1)) == ""
    assert see(person, "imdi", date(2024, 1, 1)) == "hel"
    assert see(person, "kommune:None", date(2024, 1, 1)) == ""


def test_no_home_is_imdis_alone(make_person: MakePerson, see: See) -> None:
    person = make_person(bosted=[])
    assert see(person, "kommune:4204", date(2026, 11, 1)) == ""
    assert see(person, "imdi", date(2026, 11, 1)) == "hel"


def test_reading_again_with_another_home_moves_the_reach(make_person: MakePerson, see: See) -> None:
    day = date(2026, 11, 1)
    line = {"duf": "209900000103", "bosted": [home("kommune", "2026-01-01", kommune="4204")]}
    person = make_person(**line)
    assert see(person, "kommune:4204", day) == "hel"
    make_person(**{**line, "bosted": [home("kommune", "2026-01-01", kommune="0301")]})
    assert see(person, "kommune:4204", day) == ""
    assert see(person, "kommune:0301", day) == "hel"


def test_many_at_once_as_one_by_one(make_person: MakePerson, house: House) -> None:
    from core.access.models import Reach
    from core.access.reach import refresh_reach

    def stored() -> set[Any]:
        with house.session() as session:
            return set(
                session.execute(select(Reach.person_id, Reach.unit_id, Reach.kind, Reach.fra, Reach.til)).tuples()
            )

    people = [make_person(bosted=[home("kommune", f"2025-0{n}-01", "2025-12-31", kommune="4204")]) for n in range(1, 6)]
    one_by_one = stored()
    ids: set[uuid.UUID] = {person.id for person in people}
    with house.session(write=True) as session:
        refresh_reach(session, ids)
        session.commit()
    assert stored() == one_by_one
    assert len(one_by_one) == 10
