"""`fotfeste check log`, in a shorter form: every kind of tampering is found, and the fault that is planted is seen."""

from __future__ import annotations

import pytest

from core.commands.errors import CommandError
from tests.events.log_times import PAGES
from tests.events.tampering import TAMPERINGS
from tests.events.trial import run


def test_the_logs_are_asked_and_tampered_with() -> None:
    """How long it takes is for the long form to judge, on a machine that does nothing else."""
    lines = run(rows=20_000, events=300).lines
    assert lines[0] == "20000 innsyn:"
    assert [line.rsplit(":", 1)[0] for line in lines[1 : 1 + len(PAGES)]] == list(PAGES)
    assert lines[-1] == f"{len(TAMPERINGS)} slags tukling: {len(TAMPERINGS)} funnet på rett sted"


def test_without_the_anchor_two_are_missed() -> None:
    result = run("uten-anker")
    assert not result.ok
    assert {line.removeprefix("uten-anker: ikke funnet: ") for line in result.lines[1:]} == {
        one.name for one in TAMPERINGS if one.anchor
    }


def test_a_fault_nobody_knows() -> None:
    with pytest.raises(CommandError):
        run("tull")
