"""Prøver loggene: søk i fem millioner innsyn under 200 ms, og hver slags tukling funnet på stedet der den skjedde."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str = "") -> Result:
    """The whole of it; with `plant` one of its faults."""
    result: Result = from_tests("tests.events.trial").run(plant)
    return result
