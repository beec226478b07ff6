"""The lines of kommune 4204 in the sample, against what the table's words give when they are read by another hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access.scope import system_scope
from core.house import House
from core.importer.run import run_import
from core.ordninger.models import OrdningPeriode
from core.ordninger.queries import state_on
from core.persons.lived import lived_on
from core.persons.models import Person
from core.testing import TODAY
from tests.ordninger.independent import File, Line

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "personer_eksempel.jsonl"
pytestmark = pytest.mark.skipif(not SAMPLE.exists(), reason="the sample lies beside the project, and is not here")


@pytest.fixture(scope="module")
def expected() -> list[Line]:
    """What the script finds."""
    return File.read(SAMPLE).lines_in("4204", TODAY)


def stored(house: House, session: Session, kommune: str) -> list[Line]:
    """The open periods of those who live in the kommune."""
    ordninger = house.plugins.registry.ordninger

    def line(person: Person, period: OrdningPeriode) -> Line:
        ordning = ordninger[period.ordning]
        return Line(
            person.duf or person.regnr or person.unhcr or "",
            str(ordning.kategorier[period.kategori]),
            str(ordning.titles.get(period.kategori, ordning.title)),
            period.fra,
            period.frist,
            period.mangler,
        )

    rows = session.execute(select(Person, OrdningPeriode).join(OrdningPeriode, OrdningPeriode.person_id == Person.id))
    found = [(person, period) for person, period in rows if state_on(period, TODAY) == "aktiv"]
    lived = lived_on(session, {(person.id, TODAY) for person, _ in found})
    return sorted(
        (line(person, period) for person, period in found if lived[person.id, TODAY].kommune == kommune),
        key=lambda one: (*one[:4], str(one.frist)),
    )


def test_the_lines_of_kristiansand(house: House, app: Any, expected: list[Line]) -> None:
    report = run_import(house, SAMPLE)
    assert not report.refused, report.text()
    with app.test_request_context(), house.session() as session, system_scope(session, "test"):
        found = stored(house, session, "4204")
    assert Counter(found) - Counter(expected) == Counter(), "in the database alone"
    assert Counter(expected) - Counter(found) == Counter(), "in the script alone"


def test_the_script_finds_something_of_each(expected: list[Line]) -> None:
    kinds = Counter(line.kategori for line in expected)
    assert len(kinds) >= 5, kinds
    assert sum(kinds.values()) > 100
    assert any(line.frist for line in expected)
    assert any(line.lacks for line in expected)
