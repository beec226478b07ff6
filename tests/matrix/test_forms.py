"""No unsafe method without the token, no form without its key and version, and none lost that came too late.

A thinner form of `fotfeste check forms`.
"""

from __future__ import annotations

import pytest

from tests.matrix.check_forms import IN_PROCESS, in_process
from tests.matrix.forms import TITLES, UNKEYED, after_the_session, without_key, without_token
from tests.matrix.world import World

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("title", ["nobody", "nir, opened"])
def test_every_unsafe_method_needs_the_token(world: World, title: str) -> None:
    tried = without_token(world, (title,))
    assert tried.faults == []
    assert tried.requests > 100


def test_a_form_without_key_or_version_is_refused(world: World) -> None:
    tried = without_key(world)
    assert tried.faults == []
    assert len(tried.what) > 8 and tried.what.isdisjoint(UNKEYED)


def test_a_form_that_came_too_late_is_shown_again(world: World) -> None:
    tried = after_the_session(world, TITLES[2:3])
    assert tried.faults == []
    assert len(tried.what) >= 2


@pytest.mark.parametrize("fault", IN_PROCESS)
def test_a_planted_fault_is_found(fault: str) -> None:
    result = in_process(fault)
    assert not result.ok, result.lines
