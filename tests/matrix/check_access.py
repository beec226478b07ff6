"""The figures of the matrix, for `fotfeste check access`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from core.checks_run import Result
from core.commands.errors import CommandError
from tests.matrix.cells import Found, whole_matrix
from tests.matrix.plants import PLANTS
from tests.matrix.world import own_world


def run(plant: str) -> Result:
    """The whole matrix; with `plant` only what that fault touches, and it must be found."""
    if plant not in ("", "alle", *PLANTS):
        raise CommandError(f"Feilen «{plant}» finnes ikke. Disse finnes: {', '.join(PLANTS)}.")
    if plant:
        return _planted(list(PLANTS) if plant == "alle" else [plant])
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, own_world(Path(folder)) as world:
        found = whole_matrix(world)
    return Result((*figures(found), f"Tid: {time.monotonic() - start:.0f} s", *found.faults[:20]), not found.faults)


def figures(found: Found) -> tuple[str, ...]:
    """What was asked, and how many faults of each kind."""
    return (
        f"Ruter: {found.rules}, med personer og argumenter {found.addresses} adresser",
        f"Roller og brukere: {found.actors}, forespørsler: {found.requests} ({dict(sorted(found.statuses.items()))})",
        f"Lekkasjer: {len(found.leaks)}",
        f"Svar som ikke følger rolletabellen: {len(found.wrong)}",
        f"Avslag som skiller seg fra «finnes ikke»: {len(found.different)}",
        f"Vist uten å stå i innsynsloggen: {len(found.unlogged)}",
    )


def _planted(names: list[str]) -> Result:
    lines, missed = [], []
    for name in names:
        faults = planted(name)
        lines.append(f"Plantet «{name}»: {faults[0] if faults else 'IKKE FUNNET'}")
        missed += [] if faults else [name]
    return Result(tuple(lines), bool(missed))


def planted(name: str) -> list[str]:
    """The faults of the expected kind that the matrix finds where this one is planted."""
    plant, only, kind = PLANTS[name]
    with tempfile.TemporaryDirectory() as folder, own_world(Path(folder), plant) as world:
        found: list[str] = getattr(whole_matrix(world, only, slice(8)), kind)
        return found
