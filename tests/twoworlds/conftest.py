"""The worlds of a file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.twoworlds.worlds import Worlds, own_worlds


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Worlds on SQLite; within the file nothing is random."""
    with own_worlds(tmp_path_factory.mktemp("worlds")) as made:
        yield made
