"""The world of the matrix, on the test's database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.matrix.world import World, build


@pytest.fixture
def world(make_app: Callable[..., Flask], tmp_path: Path) -> Iterator[World]:
    """Persons on every side of the walls, and a user for each role."""
    yield build(make_app(), tmp_path)
