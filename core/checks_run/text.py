"""Skriver rare tekster i alle felt, i en nettleser, og ser på alle sider."""

from __future__ import annotations

from core.checks_run import Result, from_tests


def run(plant: str) -> Result:
    """Counts of forms, pages, dialogs, reports of the policy and pages too wide; all is well when nothing is wrong."""
    result: Result = from_tests("tests.text.check_text").run(plant)
    return result
