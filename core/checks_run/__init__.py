"""The checks of `fotfeste check NAME`: one module each, with `run(plant) -> Result`."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.commands.errors import CommandError

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Result:
    """What a check found: lines to print, and whether all was as it should be."""

    lines: tuple[str, ...]
    ok: bool


def from_tests(name: str) -> Any:
    """A module of the tests. Raises CommandError where there are none, or pytest is missing."""
    from core.logs import configure  # brings Flask, which a command's help does without

    configure("critical")
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise CommandError("Prøven trenger testene. Kjør ./run test én gang først, og så ./run check.") from error
