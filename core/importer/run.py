"""Reads a file of people and places: `fotfeste import`.

The file is read in batches, each its own transaction: a run that is stopped leaves whole batches, and reading the file
again goes on from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from core.access.scope import system_scope
from core.db import small_cache
from core.events.record import record
from core.house import House
from core.importer import person_keys, place_keys
from core.importer.batch import Batch, write_batch
from core.importer.check import MOTTAK, PERSON, Refusal, Sections, check
from core.importer.errors import ImportStopped
from core.importer.identity import Seen
from core.importer.lines import BOM, Line, lines, open_file, size_of
from core.importer.places import KnownMottak, write_mottak
from core.importer.refused import RefusedFile
from core.importer.report import REFUSED, Report, Told
from core.importer.values import CheckedMottak, CheckedPerson

ACTOR = "Import"
BATCH_LINES = 250
BATCH_BYTES = 1_000_000
Progress = Callable[[int, int], None]


def run_import(
    house: House,
    path: Path,
    *,
    dry_run: bool = False,
    skip: Collection[str] = (),
    refused: Path | None = None,
    progress: Progress | None = None,
) -> Report:
    """Reads the file and gives the report. `skip` names keys to pass over, `refused` a file for the lines that fell.

    With `dry_run` nothing is stored. `progress` is told how many bytes of how many have been read. Raises ImportStopped
    when the file cannot be read at all, or a key of core's is to be skipped.
    """
    if own := sorted((person_keys.KEYS | place_keys.KEYS) & set(skip)):
        raise ImportStopped(f"Nøkkelen «{own[0]}» hører til kjernen og kan ikke hoppes over.")
    active = {key: section for key, section in house.plugins.registry.sections.items() if key not in skip}
    with open_file(path) as file, closing(RefusedFile(refused, path)) as fallen, closing(Seen()) as seen:
        run = Run(house, Sections(active, frozenset(skip)), fallen, seen, Report(dry_run))
        run.read(file, progress or _silent)
    return run.report


def _silent(done: int, of: int) -> None:
    """Nobody watches."""


@dataclass
class Run:
    """A file being read: what is known so far."""

    house: House
    sections: Sections
    refused: RefusedFile
    seen: Seen
    report: Report
    today: date = field(init=False)
    mottak: KnownMottak = field(init=False)
    told_of: list[CheckedMottak] = field(default_factory=list)

    def __post_init__(self) -> None:
        """The day it is, and the mottak there are."""
        self.today = self.house.clock.today()
        with self.house.session() as session:
            self.mottak = KnownMottak(session)

    def read(self, file: BinaryIO, progress: Progress) -> None:
        """Reads it all, a batch at a time, and writes a line about it in the event log."""
        size, digest = size_of(file), hashlib.sha256()
        done = 0
        for batch in _batches(lines(file)):
            self.read_batch(batch)
            for line in batch:
                digest.update(line.raw)
            done += sum(line.length for line in batch)
            progress(done, max(size, done))
        if not self.report.dry_run:
            self._record(digest.hexdigest())

    def read_batch(self, batch: list[Line]) -> None:
        """Reads these lines; those that stand are written, those that fall go to the file of refused lines."""
        self.report.lines += len(batch)
        told = self._write(*self._checked(batch))
        by_number = {line.number: line for line in batch}
        for one in sorted(told, key=lambda one: one.number):
            if one.outcome == REFUSED:
                self.refused.add(by_number[one.number])
            self.report.add(one)

    def _checked(self, batch: list[Line]) -> tuple[Batch, list[Told]]:
        good, fallen = Batch(), []
        for line in batch:
            self._remark_shape(line)
            if line.blank:
                continue
            try:
                self._sort(check(line, self.sections, self.today), good)
            except Refusal as refusal:
                fallen.append(Told(line.number, refusal.kind, faults=refusal.faults))
        return good, fallen

    def _sort(self, checked: CheckedMottak | CheckedPerson, good: Batch) -> None:
        if isinstance(checked, CheckedMottak):
            if fault := self.mottak.add(checked):
                raise Refusal(MOTTAK, (fault,))
            good.mottak.append(checked)
            return
        if faults := self.mottak.faults(checked.line.homes):
            raise Refusal(PERSON, tuple(faults))
        good.people.append(self.mottak.placed(checked, self.today))

    def _write(self, batch: Batch, told: list[Told]) -> list[Told]:
        """One transaction. A dry run undoes it, so the mottak told of earlier are written anew each time."""
        with self.house.session(write=True) as session:
            session.info["actor"] = ACTOR
            with system_scope(session, "import"), small_cache(session.connection(), 8):
                if self.report.dry_run:
                    write_mottak(session, self.told_of)
                    self.told_of += batch.mottak
                told = [*told, *write_batch(session, batch, self.seen, self.sections.active)]
            if not self.report.dry_run:
                session.commit()
        return told

    def _remark_shape(self, line: Line) -> None:
        if line.raw.startswith(BOM):
            self.report.remark("Linjen begynner med en BOM (usynlig tegn). Den er sett bort fra.", line.number)
        if line.number == 1 and line.raw.endswith(b"\r\n"):
            self.report.remark("Filen har linjeskift fra Windows. De er lest som vanlige linjeskift.", line.number)

    def _record(self, digest: str) -> None:
        counts = {f"{kind} {outcome}": number for (kind, outcome), number in sorted(self.report.counts.items())}
        with self.house.session(write=True) as session:
            session.info["actor"] = ACTOR
            record(session, "import_kjort", "Fil lest inn", data={"fil": digest, "linjer": self.report.lines, **counts})
            session.commit()


def _batches(found: Iterator[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    size = 0
    for line in found:
        batch.append(line)
        size += len(line.raw)
        if len(batch) >= BATCH_LINES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
