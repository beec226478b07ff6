"""`fotfeste check`: what there is to try, and what it answers."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import pytest
from click.testing import CliRunner

from core.commands.check import check
from core.commands.errors import CommandError
from tests.matrix import check_access

NAMES = check.list_commands(None)  # type: ignore[arg-type]


def run(*arguments: str) -> Any:
    """The command's answer."""
    return CliRunner().invoke(check, list(arguments))


def test_each_check_says_what_it_tries() -> None:
    told = run("--help").output
    assert {"access", "fuzz"} <= set(NAMES)
    assert all(f"  {name} " in told for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_check_can_be_run_with_a_fault(name: str) -> None:
    module = importlib.import_module(f"core.checks_run.{name}")
    assert "plant" in next(iter(inspect.signature(module.run).parameters))
    assert "--plant" in run(name, "--help").output


def test_a_fault_that_nobody_knows() -> None:
    with pytest.raises(CommandError, match="Feilen «tull» finnes ikke"):
        check_access.run("tull")
