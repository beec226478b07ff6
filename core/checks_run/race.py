"""Endrer det samme samtidig, og sender skjemaer fem ganger."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str = "") -> Result:
    """The whole of it; with `plant` one of its faults."""
    result: Result = from_tests("tests.durability.race").run(plant)
    return result
