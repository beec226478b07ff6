"""Spør alle adresser som alle roller, om alle."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str) -> Result:
    """Counts of routes, roles, requests and leaks; none of the last when all is well."""
    result: Result = from_tests("tests.matrix.check_access").run(plant)
    return result
