"""What `fotfeste bench lists` measures on: persons that come out the same when worked out anew, and a fair limit."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import delete, func, select

from core import create_app
from core.access.models import Reach
from core.access.scope import system_scope
from core.bench.fill import fill, look_over, settings_for, settings_on
from core.bench.jobs import jobs
from core.bench.lists import _call, by_hand
from core.bench.postgres import copied
from core.events.models import AccessLog, AccessLogPerson
from core.house import House
from core.persons.models import Person, UnitName

PERSONS = 2_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of 2,000 persons, after 150 that the import has read."""
    found = tmp_path_factory.mktemp("bench") / "bench.sqlite"
    fill(found, PERSONS, made=150)
    return found


def test_persons_are_as_the_import_and_the_rules_make_them(path: Path) -> None:
    house: House = create_app(settings_for(path)).extensions["fotfeste"]
    look_over(house, 2)
    with house.session(write=True) as session, system_scope(session, "test"):
        assert session.scalar(select(func.count()).select_from(Person)) == PERSONS
        session.execute(delete(Reach).where(Reach.why == "etterregistrering"))
        session.execute(delete(UnitName).where(UnitName.ord >= "m"))
        session.commit()
    with pytest.raises(RuntimeError, match="'reach', 'enhet_navn'"):
        look_over(house, 2)


def test_a_list_by_hand_shows_the_same_persons(path: Path) -> None:
    assert_the_same_are_shown(f"sqlite:///{path}")


def test_on_postgresql_too(path: Path, database: str) -> None:
    if not database.startswith("postgresql"):
        pytest.skip("the other test has it")
    address = copied(lambda: path, database, PERSONS)
    try:
        assert address == copied(lambda: path / "not asked for again", database, PERSONS)
        assert_the_same_are_shown(address)
    finally:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE fotfeste_bench_{PERSONS} WITH (FORCE)")


def assert_the_same_are_shown(url: str) -> None:
    """Of pages that show a fixed part of a list or one person."""
    app = create_app(settings_on(url))
    house: House = app.extensions["fotfeste"]
    found, _first = jobs(app)
    compared = [job for job in found if job.name.startswith(("liste", "hele landet", "personens"))]
    assert len(compared) >= 3
    for job in compared:
        _call(app, job.ours)
        ours = _last_shown(house)
        _call(by_hand(url, job.page, house.clock.today()), job.hand)
        limit = _last_shown(house)
        if job.name.endswith("siste side"):  # ours has as many lines as are left over, the limit always 25
            limit &= ours
        assert ours and limit == ours, job.name


def _last_shown(house: House) -> set[object]:
    with house.session(write=True) as session, system_scope(session, "test"):
        last = session.scalars(select(AccessLog.id)).all()
        rows = session.execute(select(AccessLogPerson.log_id, AccessLogPerson.person_id)).all()
        shown = {row.person_id for row in rows if row.log_id in last}
        session.execute(delete(AccessLogPerson))
        session.execute(delete(AccessLog))
        session.commit()
        assert len(last) == 1
        return shown
