"""Sender skjemaer uten merke, nøkkel og versjon, to ganger, samtidig og for sent."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str = "") -> Result:
    """The whole of it; with `plant` one of its faults."""
    result: Result = from_tests("tests.matrix.check_forms").run(plant)
    return result
