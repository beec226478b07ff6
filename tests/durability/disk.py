"""A disk that remembers every write and every sync, so that it can be had as it was when the power went.

SQLite writes through it to real files by apsw's VFS. What was synced is on the disk; of what was written after that
some may be, in any order, and a piece of 512 bytes is whole or not at all.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


@dataclass(frozen=True)
class Step:
    """Something that happened to a file: `write`, `truncate`, `sync` or `delete`; or an answer, `promise`."""

    kind: str
    file: str = ""
    offset: int = 0
    data: bytes = b""


class Disk(apsw.VFS):
    """The machine's own files, with a list of what was done to them."""

    def __init__(self, name: str) -> None:
        """`name` is what SQLite calls it."""
        self.steps: list[Step] = []
        self.name = name
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802 - SQLite's name
        """Opens a file."""
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """Deletes one."""
        super().xDelete(filename, syncdir)
        self.steps.append(Step("delete", os.path.basename(filename)))


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.disk, self.file = disk, os.path.basename(path) if path else ""
        super().__init__("", name, flags)

    def _note(self, step: Step) -> None:
        if self.file:
            self.disk.steps.append(step)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._note(Step("write", self.file, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._note(Step("truncate", self.file, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._note(Step("sync", self.file))


@dataclass
class _Stored:
    """A file: what is surely on the disk, and what was done to it since."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        for step in self.since:
            _apply(self.synced, step)
        self.since.clear()


@dataclass(frozen=True)
class Cut:
    """The power goes: how many promises had been given, and what the files hold."""

    promised: int
    files: dict[str, bytes]


def cuts(begin: dict[str, bytes], steps: list[Step], draw: random.Random) -> Iterator[Cut]:
    """Every moment that matters, twice: all that was not synced is gone, and some of it is.

    The moments are after each sync, and after each promise. `begin` is what the files held before the first step.
    """
    files = {name: _Stored(bytearray(data)) for name, data in begin.items()}
    promised = 0
    for step in steps:
        if step.kind == "promise":
            promised += 1
        elif step.kind == "delete":
            files.pop(step.file, None)
        elif step.kind == "sync":
            yield Cut(promised, {name: _partly(one, draw) for name, one in files.items()})
            files.setdefault(step.file, _Stored()).sync()
        else:
            files.setdefault(step.file, _Stored()).since.append(step)
            continue
        yield Cut(promised, {name: bytes(one.synced) for name, one in files.items()})
        yield Cut(promised, {name: _partly(one, draw) for name, one in files.items()})


def _partly(stored: _Stored, draw: random.Random) -> bytes:
    """What may be there: each piece that was not synced is there or not."""
    data = bytearray(stored.synced)
    for step in stored.since:
        for piece in _pieces(step):
            if draw.random() < 0.5:
                _apply(data, piece)
    return bytes(data)


def _pieces(step: Step) -> Iterator[Step]:
    if step.kind != "write":
        yield step
        return
    for begin in range(0, len(step.data), SECTOR):
        yield Step("write", step.file, step.offset + begin, step.data[begin : begin + SECTOR])


def _apply(data: bytearray, step: Step) -> None:
    if step.kind == "truncate":
        del data[step.offset :]
        return
    if len(data) < step.offset:
        data.extend(bytes(step.offset - len(data)))
    data[step.offset : step.offset + len(step.data)] = step.data


def write_files(cut: Cut, folder: Path) -> None:
    """Puts the files of a cut in a folder, and nothing else."""
    for old in folder.iterdir():
        old.unlink()
    for name, data in cut.files.items():
        (folder / name).write_bytes(data)
