"""Two who edit the same row: the later is told, and neither's work is lost."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base
from core.house import House
from core.versions import Conflict, check_version
from tests.plugins.fakes import own_table


@pytest.fixture
def row(house: House) -> Iterator[tuple[Any, uuid.UUID]]:
    """A model with a version, and the id of its one row."""

    def thing() -> type[Base]:
        class Thing(Base):
            __tablename__ = "alfa_versioned"
            id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
            text: Mapped[str] = mapped_column(String(40))
            versjon: Mapped[int] = mapped_column(default=1)

        return Thing

    with own_table("fake_alfa", thing, house) as model:
        made: Any = model
        one = uuid.uuid4()
        with house.session(write=True) as session:
            session.add(made(id=one, text="first"))
            session.commit()
        yield model, one


def edit(house: House, model: Any, one: uuid.UUID, opened: int, text: str) -> None:
    """As a change does."""
    with house.session(write=True) as session:
        found = check_version(session, model, one, opened)
        found.text, found.versjon = text, found.versjon + 1
        session.commit()


def test_the_version_that_was_opened(house: House, row: Any) -> None:
    edit(house, *row, 1, "second")
    edit(house, *row, 2, "third")
    assert stored(house, row[0]) == ("third", 3)


def stored(house: House, model: Any) -> tuple[str, int]:
    """What stands."""
    with house.session() as session:
        return session.execute(select(model.text, model.versjon)).tuples().one()


@pytest.mark.parametrize("opened", [0, 2, -1])
def test_another_version_is_a_conflict_that_shows_what_stands(opened: int, house: House, row: Any) -> None:
    with pytest.raises(Conflict) as conflict:
        edit(house, *row, opened, "lost")
    assert conflict.value.row.text == "first"
    assert stored(house, row[0]) == ("first", 1)


def test_a_row_that_is_gone(house: House, row: Any) -> None:
    with pytest.raises(LookupError, match="alfa_versioned"):
        edit(house, row[0], uuid.uuid4(), 1, "lost")


def test_what_was_read_before_is_read_again(house: House, row: Any) -> None:
    """The session has the row from earlier in the request; another changed it meanwhile."""
    model, one = row
    with house.session() as early:
        kept = early.scalars(select(model)).one()
        assert kept.text == "first"
        early.commit()
        edit(house, model, one, 1, "second")
        with pytest.raises(Conflict) as conflict:
            check_version(early, model, one, 1)
        assert conflict.value.row.text == "second"


def test_of_many_at_once_one_gets_through(house: House, row: Any) -> None:
    start, told = Barrier(5), []

    def run(number: int) -> None:
        start.wait()
        try:
            edit(house, *row, 1, str(number))
            told.append("stored")
        except Conflict:
            told.append("conflict")

    threads = [Thread(target=run, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["conflict"] * 4 + ["stored"]
    assert stored(house, row[0])[1] == 2
