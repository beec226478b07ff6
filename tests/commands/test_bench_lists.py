"""What `fotfeste bench lists` measures on: persons that come out the same when worked out anew, and a fair limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from core import create_app
from core.access.models import Reach
from core.access.scope import system_scope
from core.bench.by_hand import ByHand
from core.bench.fill import fill, look_over, settings_for
from core.bench.jobs import jobs
from core.bench.lists import _call
from core.events.models import AccessLog, AccessLogPerson
from core.house import House
from core.persons.models import Person

PERSONS = 3_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of 3,000 persons, after 300 that the import has read."""
    found = tmp_path_factory.mktemp("bench") / "bench.sqlite"
    fill(found, PERSONS, made=300)
    return found


def test_persons_are_as_the_import_and_the_rules_make_them(path: Path) -> None:
    house: House = create_app(settings_for(path)).extensions["fotfeste"]
    look_over(house, 2)
    with house.session(write=True) as session, system_scope(session, "test"):
        assert session.scalar(select(func.count()).select_from(Person)) == PERSONS
        session.execute(delete(Reach).where(Reach.why == "etterregistrering"))
        session.commit()
    with pytest.raises(RuntimeError, match="reach"):
        look_over(house, 2)


def test_a_list_by_hand_shows_the_same_persons(path: Path) -> None:
    app = create_app(settings_for(path))
    house: House = app.extensions["fotfeste"]
    found, _first = jobs(app)
    compared = [job for job in found if job.name.startswith(("liste", "hele landet", "personens"))]
    assert len(compared) >= 3
    for job in compared:
        _call(app, job.ours)
        ours = _last_shown(house)
        _call(ByHand(path, job.page, house.clock.today()), job.hand)
        by_hand = _last_shown(house)
        if job.name.endswith("siste side"):  # ours has as many lines as are left over, the limit always 25
            by_hand &= ours
        assert ours and by_hand == ours, job.name


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
