"""Names to make persons of: common ones, put together at random, by language."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Naming:
    """Names of a group, with the citizenship and mother tongue that go with them. `weight` 0: only when asked for."""

    key: str
    statsborgerskap: str
    morsmal: str
    weight: int
    given: dict[str, tuple[str, ...]]
    family: tuple[str, ...]


@cache
def namings() -> dict[str, Naming]:
    """Every group by its key."""
    with (Path(__file__).parent / "data" / "navn.csv").open(encoding="utf-8", newline="") as lines:
        return {row["gruppe"]: _naming(row) for row in csv.DictReader(lines, strict=True)}


def _naming(row: dict[str, str]) -> Naming:
    given = {"K": tuple(row["kvinner"].split()), "M": tuple(row["menn"].split())}
    return Naming(
        row["gruppe"], row["statsborgerskap"], row["morsmal"], int(row["vekt"]), given, tuple(row["etternavn"].split())
    )
