"""Worlds with plugins made for a test, as tests/plugins has them, and worlds with lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ordninger.list_world import Lists, alfa
from tests.plugins.conftest import World, world

__all__ = ["world"]


@pytest.fixture
def lists(world: Callable[..., World]) -> Lists:  # noqa: F811  the fixture above
    """A world with lists, and a caseworker of Kristiansand who has signed in."""
    made = Lists(world(alfa()))
    made.here.caseworker()
    return made
