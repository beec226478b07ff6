"""Slipper løs fiendtlige utvidelser: ingen fremmed rad på PostgreSQL, og ingen tar mer enn sin egen del av en side."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str = "") -> Result:
    """The whole of it; with `plant` one of its faults."""
    result: Result = from_tests("tests.plugins.check_plugins").run(plant)
    return result
