"""Spør alt i to databaser som bare skiller seg i personer brukeren ikke ser, og sammenligner svarene byte for byte."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str = "") -> Result:
    """Counts of routes, roles and requests; no answer differs when all is well, and every exception has been needed."""
    result: Result = from_tests("tests.twoworlds.check_twoworlds").run(plant)
    return result
