"""A demonstration's data: the same for the same seed, and every situation there is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core import create_app
from core.access.models import Reach
from core.access.scope import Scope, set_scope, system_scope
from core.db import as_owner
from core.demo.base import NotADemo, prepare
from core.demo.situations import SITUATIONS
from core.events.verify import verify
from core.house import House
from core.marks import is_demo, is_empty
from core.migrate import upgrade
from core.ordninger.models import OrdningPeriode
from core.ordninger.run import Ran, run_all
from core.persons.fnr import read_fnr
from core.persons.identifiers import duf_control_ok
from core.persons.models import Bosted, Person, Tillatelse
from core.testing import TODAY, settings_for
from tests.fresh import empty_database

DRAWN = ("person", "tillatelse", "bosted", "mottak", "nir_tiltak_tiltak")
"""Tables whose rows are drawn; the others are computed from them."""


pytestmark = pytest.mark.usefixtures("database")


@contextmanager
def a_house(url: str, folder: Path) -> Iterator[House]:
    """A house whose database has no tables."""
    with empty_database(url, folder) as empty_url:
        house: House = create_app(settings_for(empty_url)).extensions["fotfeste"]
        yield house
        house.engine.dispose()


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> Iterator[House]:
    """A house whose database has no tables."""
    with a_house(database_url, tmp_path) as house:
        yield house


@pytest.fixture(scope="module")
def full(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The whole demonstration of 400, made once."""
    with a_house(database_url, tmp_path_factory.mktemp("demo")) as house:
        assert prepare(house, persons=400, seed=1) == 400
        yield house


@pytest.fixture
def seen(full: House) -> Iterator[Session]:
    """The whole demonstration, as the system sees it."""
    with full.session() as session, system_scope(session, "test"):
        yield session


def digest(house: House) -> str:
    """One text for all drawn rows."""
    found = hashlib.sha256()
    with as_owner(house.engine) as connection:
        for table in DRAWN:
            first = "kode" if table == "mottak" else "id"
            for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY {first}")):
                found.update(repr(row).encode())
    return found.hexdigest()


@pytest.mark.one_database
def test_the_same_seed_gives_the_same_rows_and_another_gives_others(empty: House) -> None:
    made = []
    for seed in (1, 1, 2):
        prepare(empty, persons=60, seed=seed, fresh=True)
        made.append(digest(empty))
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_a_second_start_adds_nothing_and_an_empty_one_is_filled(empty: House) -> None:
    assert prepare(empty, persons=0, seed=1) == 0
    assert prepare(empty, persons=5, seed=1) == 5
    before = digest(empty)
    assert prepare(empty, persons=50, seed=3) == 0
    assert digest(empty) == before
    assert is_demo(empty.engine)


def test_a_database_that_is_no_demonstration_is_left_alone(empty: House) -> None:
    upgrade(empty)
    for fresh in (False, True):
        with pytest.raises(NotADemo):
            prepare(empty, persons=5, seed=1, fresh=fresh)
    assert not is_demo(empty.engine)


@pytest.mark.one_database
def test_a_start_that_is_cut_off_can_be_made_again(empty: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*arguments: Any) -> None:
        raise KeyboardInterrupt

    for step in ("mark_demo", "add_users", "fill"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(f"core.demo.base.{step}", cut_off)
            prepare(empty, persons=5, seed=1)
        assert is_empty(empty.engine) == (step == "mark_demo")
    assert prepare(empty, persons=5, seed=1) == 5


def test_the_log_is_whole_and_what_is_computed_is_up_to_date(seen: Session, full: House) -> None:
    assert verify(seen).broken_at is None
    with full.session(write=True) as session:
        assert run_all(session, lambda done: None) == Ran(changed=0, reached=0)


def test_numbers_are_synthetic_and_whole(seen: Session) -> None:
    rows = seen.execute(select(Person.duf, Person.fnr)).all()
    dufs = [row.duf for row in rows if row.duf]
    assert all(duf.startswith("2099") and duf_control_ok(duf) for duf in dufs)
    numbers = [read_fnr(row.fnr) for row in rows if row.fnr]
    assert len(numbers) > 100
    assert all(number and number.synthetic == "tenor" and number.rule == "i_dag" for number in numbers)
    assert any(number and number.kind == "d_nummer" for number in numbers)


def test_each_demonstration_user_has_someone_to_see(seen: Session) -> None:
    for unit, least in (("kommune:4204", 100), ("kommune:0301", 30), ("mottak:M102", 40)):
        set_scope(seen, Scope(TODAY, frozenset([unit]), holds=frozenset([unit])))
        assert len(seen.scalars(select(Person.id)).all()) >= least
        shielded = select(Person.id).where(Person.skjermet).execution_options(listed=True)
        assert seen.scalars(shielded).all(), "and someone shielded for who holds the right"


def persons(session: Session, *conditions: Any) -> Sequence[Person]:
    """Persons for whom this is true."""
    return session.scalars(select(Person).where(*conditions)).all()


def home(*conditions: Any) -> Any:
    """She lives, or lived, in such a home."""
    return Person.id.in_(select(Bosted.person_id).where(*conditions))


def permit(*conditions: Any) -> Any:
    """She has, or had, such a permit."""
    return Person.id.in_(select(Tillatelse.person_id).where(*conditions))


NOW = Bosted.til.is_(None)
IN_MOTTAK = home(Bosted.type == "mottak", NOW)
SETTLED = home(Bosted.type == "kommune", NOW)
SITUATION: dict[str, tuple[Any, ...]] = {
    "mottak with a permit": (home(Bosted.mottak == "M102", NOW), permit()),
    "mottak without a permit": (home(Bosted.mottak == "M102", NOW), ~permit()),
    "refused": (IN_MOTTAK, Person.soknad_avslag.is_not(None)),
    "transit": (home(Bosted.mottak == "M108", NOW),),
    "akutt": (home(Bosted.mottak == "M104", NOW),),
    "amot": (home(Bosted.type == "amot", NOW),),
    "private": (home(Bosted.type == "privat", NOW),),
    "settled under agreement": (home(Bosted.type == "kommune", NOW, Bosted.avtale.is_(True)),),
    "settled without": (home(Bosted.type == "kommune", NOW, Bosted.avtale.is_(False)),),
    "§ 34 in mottak": (IN_MOTTAK, permit(Tillatelse.type == "kollektiv_beskyttelse")),
    "§ 34 settled": (SETTLED, permit(Tillatelse.type == "kollektiv_beskyttelse")),
    "familie with a reference": (permit(Tillatelse.type == "familie", Tillatelse.referanse_duf.is_not(None)),),
    "withdrawn": (permit(Tillatelse.trukket.is_not(None)),),
    "expired": (IN_MOTTAK, permit(Tillatelse.gyldig_til < TODAY)),
    "just turned 18": (
        Person.fodselsdato.between(
            date(TODAY.year - 18, TODAY.month, 1) - timedelta(days=60), date(TODAY.year - 18, 11, 1)
        ),
    ),
    "moved between mottak": (
        home(Bosted.mottak == "M101", Bosted.til.is_not(None)),
        home(Bosted.mottak == "M102", NOW),
    ),
    "settled and back": (home(Bosted.type == "kommune", Bosted.til.is_not(None)), IN_MOTTAK),
    "moved from Kristiansand": (home(Bosted.kommune == "4204", Bosted.type == "kommune", ~NOW), SETTLED),
    "an old number": (home(Bosted.kommune.in_(("3024", "3005", "3807", "5401", "3034", "3025")), NOW),),
    "a split": (home(Bosted.kommune == "1507", NOW),),
    "fortrolig": (Person.skjerming == "fortrolig",),
    "strengt fortrolig": (Person.skjerming == "strengt_fortrolig",),
    "alone and a minor": (Person.familie_rolle == "enslig_mindrearig",),
    "only a regnr": (Person.duf.is_(None), Person.regnr.is_not(None)),
    "only an unhcr": (Person.duf.is_(None), Person.unhcr.is_not(None)),
    "resettled": (permit(Tillatelse.type == "overforing"),),
    "work or other": (permit(Tillatelse.type.in_(("arbeid", "annet"))),),
    "before 2021": (Person.ankommet < date(2021, 1, 1), permit(Tillatelse.vedtaksdato < date(2021, 1, 1))),
    "gone abroad": (~home(NOW),),
    "the guide": (Person.duf == "209900000103", Person.fornavn == "Eksempel", home(Bosted.mottak == "M102", NOW)),
}


@pytest.mark.parametrize("count", [80])
def test_every_situation_is_there_in_a_small_demonstration_too(empty: House, count: int) -> None:
    prepare(empty, persons=count, seed=7)
    kategorier = {key for one in empty.plugins.registry.ordninger.values() for key in one.kategorier}
    with empty.session() as session, system_scope(session, "test"):
        assert kategorier == set(session.scalars(select(OrdningPeriode.kategori))), "every kategori there is"
        laws = {one.key: one.law for one in empty.plugins.registry.ordninger.values()}
        open_ones = session.scalars(select(OrdningPeriode).where(OrdningPeriode.fra <= TODAY)).all()
        assert {laws[one.ordning] for one in open_ones if one.til is None or one.til >= TODAY} == set(laws.values())
        lacking = [name for name, conditions in SITUATION.items() if not persons(session, *conditions)]
        assert lacking == []
        names = [person.fornavn for person in persons(session)]
        assert any(len(name) >= 40 for name in names)
        for first, last in (("؀", "ۿ"), ("ሀ", "፿"), ("Ѐ", "ӿ")):
            assert any(first <= name[0] <= last for name in names), "Arabic, Ethiopic and Cyrillic names"
        assert any((person.fodselsdato.month, person.fodselsdato.day) == (2, 29) for person in persons(session))
        assert len(persons(session, Person.skjermet)) >= 6, "one of four shields all four"
        permits = session.execute(text("SELECT person_id FROM tillatelse GROUP BY person_id HAVING COUNT(*) > 1")).all()
        assert permits


def test_a_kommune_that_was_left_keeps_its_own_rows(seen: Session) -> None:
    kinds = seen.execute(select(Reach.why, Reach.kind).distinct()).all()
    assert {tuple(row) for row in kinds} >= {("bosted", "hel"), ("etterregistrering", "egne"), ("flyttet", "egne")}


def test_periods_come_from_the_rules(seen: Session) -> None:
    found = seen.scalars(select(OrdningPeriode).where(OrdningPeriode.til.is_(None))).all()
    assert len(found) > 50


def test_every_situation_has_a_maker_of_its_own() -> None:
    makers = [make for make, _weight in SITUATIONS]
    assert len(makers) == len(set(makers))
