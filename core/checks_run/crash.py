"""Dreper tjeneren 60 ganger under last."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str = "") -> Result:
    """The whole of it; with `plant` one of its faults."""
    result: Result = from_tests("tests.durability.crash").run(plant)
    return result
