"""A run as a whole: trying without storing, batches that stand when the run is stopped, and its use of the database."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import event

from core.access.models import Reach
from core.events.models import Event
from core.events.verify import verify
from core.importer import identity
from core.importer import run as running
from core.importer.errors import ImportStopped
from core.persons.models import Person
from core.places.models import Mottak
from tests.importer.lines import mottak, person


@pytest.fixture
def small(monkeypatch):
    """Batches of ten lines."""
    monkeypatch.setattr(running, "BATCH_LINES", 10)


def test_a_dry_run_tells_the_same_and_stores_nothing(read, rows, small):
    lines = [mottak(), *(person(number) for number in range(1, 26)), person(3), person(90, kjonn="Q")]
    tried = read(*lines, dry_run=True)
    for model in (Person, Mottak, Event, Reach):
        assert rows(model) == []
    real = read(*lines)
    assert tried.counts == real.counts
    assert [told.faults for told in tried.refused] == [told.faults for told in real.refused]
    assert tried.text().startswith("Prøvekjøring: ingenting er lagret.\n")


def test_a_dry_run_knows_what_has_been_read_before(read, rows):
    read(mottak(), person(1), person(2))
    before = len(rows(Event))
    report = read(mottak(navn="Nytt"), person(1), person(2, fornavn="Nytt"), person(3), dry_run=True)
    assert (report.count("endret"), report.count("uendret"), report.count("ny")) == (2, 1, 1)
    assert len(rows(Event)) == before


def test_a_run_that_is_stopped_leaves_whole_batches_and_goes_on_when_read_again(read, rows, small):
    lines = [mottak(), *(person(number) for number in range(1, 40))]

    def stop(done, of):
        if done > of / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(*lines, progress=stop)
    stood = len(rows(Person))
    assert stood in (19, 29)
    report = read(*lines)
    assert (report.count("uendret", "person"), report.count("ny", "person")) == (stood, 39 - stood)


def test_a_fault_in_the_middle_of_a_batch_undoes_the_batch(house, read, rows, monkeypatch):
    def broken(*arguments):
        raise RuntimeError("broken")

    monkeypatch.setattr("core.importer.batch.section_remarks", broken)
    with pytest.raises(RuntimeError):
        read(mottak(), person(1))
    assert rows(Person) == rows(Mottak) == rows(Event) == []


def test_the_event_log_holds_together(read, house, small):
    lines = [mottak(), *(person(number) for number in range(1, 30))]
    read(*lines)
    read(*[{**line, "navn": "Nytt"} if line["kind"] == "mottak" else {**line, "fornavn": "Nytt"} for line in lines])
    with house.session() as session:
        found = verify(session)
    assert (found.broken_at, found.number) == (None, 2 * 30 + 2)


def statements(house, run):
    found = []

    def note(connection, cursor, statement, *rest):
        found.append(statement)

    event.listen(house.engine, "before_cursor_execute", note)
    try:
        run()
    finally:
        event.remove(house.engine, "before_cursor_execute", note)
    return len(found)


def test_a_batch_takes_as_many_statements_whatever_its_size(read, house):
    read(mottak())
    few = statements(house, lambda: read(mottak(), *(person(number) for number in range(1, 4))))
    many = statements(house, lambda: read(mottak(), *(person(number) for number in range(10, 200))))
    assert few == many
    again = statements(house, lambda: read(mottak(), *(person(number, fornavn="Nytt") for number in range(10, 200))))
    assert again <= many + 5


def test_only_the_import_is_named_as_actor(read, rows):
    read(mottak(), person(1))
    assert {line.actor for line in rows(Event)} == {"Import"}


def test_no_room_for_temporary_files_stops_with_a_sentence_and_what_is_read_stands(read, rows, small, monkeypatch):
    def narrow(self):
        self._file = sqlite3.connect("", isolation_level=None)
        for statement in ("PRAGMA page_size=512", identity.TOLD, "PRAGMA max_page_count=2"):
            self._file.execute(statement)

    monkeypatch.setattr(identity.Seen, "__init__", narrow)
    with pytest.raises(ImportStopped, match="midlertidige filer.*SQLITE_TMPDIR"):
        read(mottak(), *(person(number) for number in range(1, 200)))
    stands = len(rows(Person))
    assert stands and stands % 10 in (0, 9), "whole batches"
