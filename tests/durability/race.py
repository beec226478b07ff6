"""Two who edit the same, a form sent five times, and eight who write at once: nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.checks_run import Result
from core.testing.faults import tried
from tests.durability.both import joined, name_of, on_postgres
from tests.durability.register import settle
from tests.durability.rush import Rush
from tests.durability.served import scratch, serving

PLANTS = ("uten-versjon", "uten-nokkel", "uten-ventetid")


@dataclass(frozen=True)
class Size:
    """How much of each."""

    pairs: int = 100
    forms: int = 50
    writers: int = 8
    each: int = 25


WHOLE = Size()
TIMES = 5
"""How many times a form is sent."""


def run(plant: str = "", size: Size = WHOLE) -> Result:
    """On SQLite, and on PostgreSQL where there is one; with a fault on SQLite only."""
    with scratch() as folder:
        if plant:
            return tried(lambda fault: measure(_sqlite(folder, fault), folder, size, fault), PLANTS, plant)
        return joined(measure(_sqlite(folder), folder, size), on_postgres(lambda url: measure(url, folder, size)))


def _sqlite(folder: Path, name: str = "") -> str:
    return f"sqlite:///{folder / f'race{name}.sqlite'}"


def measure(url: str, folder: Path, size: Size, fault: str = "") -> Result:
    """All three on one empty database; without writers the first two."""
    places = settle(url, folder, max(size.writers, 3))
    with serving(url, folder, fault) as server:
        rush = Rush(server, url, places)
        lines = [_pairs(rush, size), _forms(rush, size), *([_writers(rush, size)] if size.writers else [])]
    return Result(tuple(f"{name_of(url)}: {line}" for line, _ok in lines), all(ok for _line, ok in lines))


def _pairs(rush: Rush, size: Size) -> tuple[str, bool]:
    shown, lost = rush.pairs(size.pairs)
    line = f"{size.pairs} par endret samme tiltak samtidig: {shown} konflikter vist med begge versjoner, {lost} tapt"
    return line, (shown, lost) == (size.pairs, 0)


def _forms(rush: Rush, size: Size) -> tuple[str, bool]:
    rows, strange = rush.forms(size.forms, TIMES)
    line = f"{size.forms} skjemaer sendt {TIMES} ganger samtidig: {rows} rader, {strange} svar uventet"
    return line, (rows, strange) == (size.forms, 0)


def _writers(rush: Rush, size: Size) -> tuple[str, bool]:
    refused, found = rush.writers(size.writers, size.each)
    line = (
        f"{size.writers} som skriver samtidig, {size.writers * size.each} endringer: {refused} feil, "
        f"{found.lost} tapt, {found.torn} halve, kjeden {found.chain or 'hel'}"
    )
    return line, not (refused or found.lost or found.torn or found.chain)
