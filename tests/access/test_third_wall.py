"""The third wall: however a plugin asks or writes, PostgreSQL gives and takes no foreign row."""

from __future__ import annotations

import pytest

from core.db import is_sqlite
from core.persons.models import Person
from tests.access import ways, writing_ways
from tests.access.conftest import PERSONS, SEEN, VIEWERS, Walls
from tests.access.trying import foreign_rows, listed, read


def test_there_are_enough_ways() -> None:
    assert len(ways.READS) + len(writing_ways.WRITES) >= 55


def test_no_foreign_row_is_read_or_written(walls: Walls) -> None:
    """On SQLite those that remain open are listed, all of them and no other."""
    found = {name for name, rows in foreign_rows(walls).items() if rows}
    assert found == (listed() if is_sqlite(walls.house.engine) else set())


@pytest.mark.parametrize("viewer", VIEWERS)
def test_own_rows_are_read_in_every_way(walls: Walls, viewer: str) -> None:
    """What is refused is refused to all: a transaction's settings, and what only the owner may."""
    if is_sqlite(walls.house.engine):
        pytest.skip("the wall is PostgreSQL's")
    elsewhere = {"row security off", *(name for name in ways.READS if name.startswith("engine:"))}
    for name, way in (ways.READS | ways.POSTGRES).items():
        for model, allowed in ((Person, PERSONS[viewer]), (walls.note, SEEN[viewer])):
            found = read(walls, viewer, way, model)
            if name in elsewhere or (found is None and name == "text: view"):
                assert not found, name
            elif isinstance(found, int):
                assert found == len(allowed), name
            else:
                assert found == allowed, name
