"""Spør 2000 rare ting, og skal aldri få en feil."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str) -> Result:
    """Counts of requests, statuses and the slowest; no answer is a fault of ours when all is well."""
    result: Result = from_tests("tests.matrix.check_fuzz").run(plant)
    return result
