"""Kills the server under load: no promised change is gone, and none is half."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from core.checks_run import Result
from core.testing.faults import tried
from tests.durability.load import Load
from tests.durability.register import Found, compare, settle
from tests.durability.served import Server, scratch

PLANTS = ("svar-for-lagring", "endring-uten-hendelse")
KILLS, WRITERS = 60, 6
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


def run(plant: str = "", kills: int = KILLS) -> Result:
    """Kills the server so many times; compares the database with what was promised after each."""
    return tried(lambda fault: measure(fault, kills), PLANTS, plant)


def measure(fault: str, kills: int) -> Result:
    """With this fault, or none."""
    tally, draw = Tally(), random.Random(1)  # noqa: S311 - when to kill
    with scratch() as folder:
        url = f"sqlite:///{folder / 'crash.sqlite'}"
        places = settle(url, folder, WRITERS)
        server = Server(url, folder, fault)
        try:
            server.start()
            load = Load(server, places)
            while tally.kills < kills:
                with load.running():
                    load.wait_for_more()
                    time.sleep(draw.uniform(SHORTEST, LONGEST))
                    server.kill()
                server.launch()
                _add(tally, compare(url, load.promised))  # nobody writes before the next load begins
                server.wait()
        finally:
            server.close()
        tally.promised, tally.refused = len(load.promised), len(load.faults)
    return Result((_line(tally),), tally.ok)


def _add(tally: Tally, found: Found) -> None:
    tally.kills += 1
    tally.lost, tally.torn = max(tally.lost, found.lost), max(tally.torn, found.torn)
    tally.broken += bool(found.chain)


def _line(tally: Tally) -> str:
    return (
        f"kill -9 {tally.kills} ganger under last: {tally.promised} bekreftede endringer, {tally.lost} borte, "
        f"{tally.torn} halve, kjeden brutt {tally.broken} ganger, {tally.refused} svar uventet"
    )
