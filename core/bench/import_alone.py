"""Reads a file in a process of its own, so that its memory can be told from the rest: used by `fotfeste bench`."""

from __future__ import annotations

import sys
from pathlib import Path

from core import create_app
from core.config import Settings
from core.importer.run import run_import
from core.logs import configure


def main(url: str, file: str) -> None:
    """Imports the file into the database; stops with the report when a line was refused."""
    configure("warning")
    house = create_app(Settings(url, "", demo=True)).extensions["fotfeste"]
    report = run_import(house, Path(file))
    if report.refused:
        raise SystemExit(report.text())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
