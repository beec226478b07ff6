"""A file as numbered lines of bytes, in constant memory however long a line is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.importer.errors import ImportStopped

MAX_LINE = 1_000_000
"""Bytes. A person with every section filled is a hundredth of it; a longer line is a file that lacks its line ends."""
PIECE = 65_536
BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Line:
    """A line as it stands in the file. `raw` has its line end; of one that is `overlong` it is empty, read it by place.

    `start` and `length` are its place in the file, in bytes. `cut`: it is the last, and has no line end.
    """

    number: int
    raw: bytes
    start: int
    length: int
    cut: bool = False
    overlong: bool = False

    @property
    def blank(self) -> bool:
        """True for a line of spaces only, which is passed over."""
        return not self.overlong and not self.raw.removeprefix(BOM).strip()


def open_file(path: Path) -> BinaryIO:
    """The file, at its beginning. Raises ImportStopped when there is none, or it is not UTF-8 text."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise ImportStopped(f"Filen kan ikke leses: {error.strerror}. Kontroller navnet og rettighetene.") from error
    if file.read(2) in UTF_16:
        file.close()
        raise ImportStopped("Filen er lagret som UTF-16. Lagre den som UTF-8, og les den inn på nytt.")
    file.seek(0)
    return file


def lines(file: BinaryIO) -> Iterator[Line]:
    """Every line with its number, from 1."""
    start = number = 0
    while raw := file.readline(MAX_LINE + 1):
        number += 1
        length = len(raw)
        ended = raw.endswith(b"\n")
        overlong = length > MAX_LINE
        if overlong and not ended:
            more, ended = _rest(file)
            length += more
        yield Line(number, b"" if overlong else raw, start, length, cut=not ended, overlong=overlong)
        start += length


def _rest(file: BinaryIO) -> tuple[int, bool]:
    """Reads to the end of an overlong line: how many bytes, and whether it had a line end."""
    length = 0
    while piece := file.readline(PIECE):
        length += len(piece)
        if piece.endswith(b"\n"):
            return length, True
    return length, False


def size_of(file: BinaryIO) -> int:
    """The size in bytes; 0 for what has none."""
    return os.fstat(file.fileno()).st_size
