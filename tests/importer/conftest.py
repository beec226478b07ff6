"""Reads lines into the test's database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.access.scope import system_scope
from core.events.models import Event, EventText
from core.house import House
from core.importer.report import Report
from core.importer.run import run_import
from core.persons.models import Person
from tests.importer.lines import as_bytes

Read = Callable[..., Report]


@pytest.fixture
def read(house: House, tmp_path: Path) -> Read:
    """`read(mottak(), person(), skip=["tiltak"])` writes the lines to a file, reads it, and gives the report."""

    def run(*lines: Any, end: bytes = b"\n", **options: Any) -> Report:
        path = tmp_path / "lines.jsonl"
        path.write_bytes(as_bytes(*lines, end=end))
        return run_import(house, path, **options)

    return run


@pytest.fixture
def rows(house: House) -> Callable[..., list[Any]]:
    """`rows(Bosted)` gives every row of a model, as it is stored now."""

    def all_of(model: Any, *order: Any) -> list[Any]:
        with house.session() as session, system_scope(session, "test"):
            return list(session.scalars(select(model).order_by(*order)))

    return all_of


@pytest.fixture
def the_person(rows: Callable[..., list[Any]]) -> Callable[[], Person]:
    """The only person there is."""

    def only() -> Person:
        (found,) = rows(Person)
        return found

    return only


@pytest.fixture
def events(house: House) -> Callable[[], list[tuple[str, str, dict[str, Any]]]]:
    """Type, summary and data of each line of the event log, in order."""

    def told() -> list[tuple[str, str, dict[str, Any]]]:
        with house.session() as session:
            found = session.execute(
                select(Event.type, EventText.summary, EventText.data)
                .join(EventText, EventText.event_id == Event.id)
                .order_by(Event.id)
            )
            return [tuple(row) for row in found]

    return told
