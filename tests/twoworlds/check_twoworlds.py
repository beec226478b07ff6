"""The figures of the two worlds, for `fotfeste check twoworlds`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from core.checks_run import Result
from core.commands.errors import CommandError
from core.config import BUNDLED
from tests.twoworlds.asking import Compared
from tests.twoworlds.compare import Comparison
from tests.twoworlds.exceptions import EXCEPTIONS
from tests.twoworlds.plants import PLANTS
from tests.twoworlds.worlds import Worlds, own_worlds

ACTOR = "nir"
"""Who looks for what is planted: she sees a list, a log and a form."""


def run(plant: str = "") -> Result:
    """Every actor in her worlds; with `plant` only what shows that leak, and it must be found."""
    if plant not in ("", "alle", *PLANTS):
        raise CommandError(f"Feilen «{plant}» finnes ikke. Disse finnes: {', '.join(PLANTS)}.")
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, own_worlds(Path(folder)) as worlds:
        if plant:
            return _planted(worlds, list(PLANTS) if plant == "alle" else [plant])
        found = Comparison(worlds).run()
    unused = unused_exceptions(found)
    lines = (*figures(found), f"Tid: {time.monotonic() - start:.0f} s", *found.different[:20])
    return Result((*lines, *(f"Unntaket «{key}» er ikke brukt." for key in unused)), not (found.different or unused))


def figures(found: Compared) -> tuple[str, ...]:
    """What was asked, and how many answers differed."""
    return (
        f"Ruter: {len(found.routes)}, roller og brukere: {found.actors}",
        f"Forespørsler: {found.requests} ({dict(sorted(found.statuses.items()))}), par sammenlignet: {found.pairs}",
        f"Forskjeller: {len(found.different)}",
        f"Unntak brukt: {dict(found.used)}",
    )


def unused_exceptions(found: Compared) -> list[str]:
    """Those that nothing has needed."""
    return [exempt.key for exempt in EXCEPTIONS if not found.used[exempt.key]]


def _planted(worlds: Worlds, names: list[str]) -> Result:
    found = {name: planted(worlds, name) for name in names}
    lines = [f"Plantet «{name}»: {faults[0] if faults else 'IKKE FUNNET'}" for name, faults in found.items()]
    return Result(tuple(lines), not all(found.values()))


def planted(worlds: Worlds, name: str) -> list[str]:
    """The differences where this is planted."""
    plant = PLANTS[name]
    comparison = Comparison(worlds, plant.prepare, (*BUNDLED, plant.plugin()))
    different = comparison.run([ACTOR], plant.only).different
    return [one for one in different if plant.tells in one]
