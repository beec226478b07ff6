"""A hostile plugin is refused at load where it can be seen there; else it costs its own box."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.plugins.check_plugins import FAULTS, tried_with
from tests.plugins.ground import SLEEP, Ground, ground, held_up, refused, taken
from tests.plugins.hostile import AT_LOAD, ON_PAGE


@pytest.fixture
def place(make_app: Callable[..., Flask], tmp_path: Path) -> Ground:
    """One person and a caseworker, on the test's database."""
    return ground(make_app, tmp_path)


@pytest.mark.parametrize("kind", AT_LOAD)
def test_refused_at_load(kind: str, tmp_path: Path) -> None:
    assert refused(kind, tmp_path)


def test_costs_its_own_box_only(place: Ground) -> None:
    assert {kind: lost for kind in ON_PAGE if (lost := taken(place, kind))} == {}


def test_a_page_waits_for_a_slow_panel_three_times_and_no_more(place: Ground) -> None:
    found = held_up(place)
    assert all(seconds >= SLEEP for seconds in found.waited)
    assert not found.made and found.whole


@pytest.mark.parametrize("fault", FAULTS)
def test_the_check_sees_a_fault_of_cores_own(fault: str) -> None:
    assert not tried_with(fault).ok
