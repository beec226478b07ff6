"""The same on the database of the test run: on PostgreSQL with its third wall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.twoworlds.compare import Comparison
from tests.twoworlds.worlds import own_worlds


@pytest.mark.timeout(300)
def test_the_worlds_answer_the_same(database: str, tmp_path: Path) -> None:
    server = "" if database.startswith("sqlite") else database
    with own_worlds(tmp_path, server) as worlds:
        found = Comparison(worlds).run(["the right elsewhere"], thin=True)
    assert found.different == []
    assert found.pairs > 150 and {"2xx", "3xx", "4xx"} == set(found.statuses)
