"""The file of refused lines: each as it stood, byte for byte, so that it can be mended and read again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from core.importer.errors import ImportStopped
from core.importer.lines import PIECE, Line


class RefusedFile:
    """Where refused lines go. Without a path they go nowhere."""

    def __init__(self, path: Path | None, source: Path) -> None:
        """Opens the file, readable by its owner only.

        Raises ImportStopped when it cannot be, or is the source itself.
        """
        self._source = source
        self._file = _opened(path, source) if path else None

    def add(self, line: Line) -> None:
        """Copies a line."""
        if self._file is None:
            return
        if not line.overlong:
            self._file.write(line.raw)
            return
        with self._source.open("rb") as source:
            source.seek(line.start)
            _copy(source, self._file, line.length)

    def close(self) -> None:
        """Done."""
        if self._file is not None:
            self._file.close()


def _opened(path: Path, source: Path) -> BinaryIO:
    if path.resolve() == source.resolve():
        raise ImportStopped("Avviste linjer kan ikke skrives til filen som leses. Velg et annet navn etter --refused.")
    try:
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
    except OSError as error:
        raise ImportStopped(f"Filen for avviste linjer kan ikke skrives: {error.strerror}.") from error


def _copy(source: BinaryIO, target: BinaryIO, length: int) -> None:
    while length and (piece := source.read(min(length, PIECE))):
        target.write(piece)
        length -= len(piece)
