"""Kills the server under load: no promised change is gone, and none is half."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from core.checks_run import Result
from core.testing.faults import tried
from tests.durability.both import joined, name_of, on_postgres, wait_until_left
from tests.durability.load import Load
from tests.durability.register import Found, compare, settle
from tests.durability.served import Server, scratch

ON_POSTGRES = "-postgres"
PLANTS = tuple(
    f"{fault}{where}" for where in ("", ON_POSTGRES) for fault in ("svar-for-lagring", "endring-uten-hendelse")
)
KILLS, KILLS_POSTGRES, WRITERS = 60, 20, 6
SHORTEST, LONGEST = 0.05, 0.8
"""Seconds from the first change of a new server to its end."""


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    promised: int = 0
    lost: int = 0
    torn: int = 0
    broken: int = 0
    refused: int = 0

    @property
    def ok(self) -> bool:
        """True when nothing was lost, and something was at stake."""
        return not (self.lost or self.torn or self.broken or self.refused) and self.promised >= self.kills


def run(plant: str = "") -> Result:
    """Kills the server so many times on each database; with a fault on the one it is for."""
    if plant:
        return tried(_planted, PLANTS, plant)
    return joined(_on_sqlite(""), on_postgres(lambda url: measure("", KILLS_POSTGRES, url)))


def _planted(name: str) -> Result:
    fault = name.removesuffix(ON_POSTGRES)
    return _on_sqlite(fault) if fault == name else on_postgres(lambda url: measure(fault, KILLS_POSTGRES, url))


def _on_sqlite(fault: str) -> Result:
    with scratch() as folder:
        return measure(fault, KILLS, f"sqlite:///{folder / 'crash.sqlite'}")


def measure(fault: str, kills: int, url: str) -> Result:
    """With this fault, or none, on an empty database; compares it with what was promised after each kill."""
    tally, draw = Tally(), random.Random(1)  # noqa: S311 - when to kill
    with scratch() as folder:
        places = settle(url, folder, WRITERS)
        server = Server(url, folder, fault)
        try:
            server.start()
            load = Load(server, places)
            while tally.kills < kills:
                _kill(server, load, draw.uniform(SHORTEST, LONGEST))
                wait_until_left(url)
                server.launch()
                _add(tally, compare(url, load.promised))  # nobody writes before the next load begins
                server.wait()
        finally:
            server.close()
        tally.promised, tally.refused = len(load.promised), len(load.faults)
    return Result((f"{name_of(url)}: {_line(tally)}",), tally.ok)


def _kill(server: Server, load: Load, after: float) -> None:
    """In the middle of the load, so many seconds after its first change."""
    with load.running():
        load.wait_for_more()
        time.sleep(after)
        server.kill()


def _add(tally: Tally, found: Found) -> None:
    tally.kills += 1
    tally.lost, tally.torn = max(tally.lost, found.lost), max(tally.torn, found.torn)
    tally.broken += bool(found.chain)


def _line(tally: Tally) -> str:
    return (
        f"kill -9 {tally.kills} ganger under last: {tally.promised} bekreftede endringer, {tally.lost} borte, "
        f"{tally.torn} halve, kjeden brutt {tally.broken} ganger, {tally.refused} svar uventet"
    )
