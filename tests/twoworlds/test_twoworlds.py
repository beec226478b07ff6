"""Two databases that differ only in whom a user does not see answer the same: a short form of `check twoworlds`."""

from __future__ import annotations

import pytest

from tests.twoworlds.check_twoworlds import planted, unused_exceptions
from tests.twoworlds.compare import Comparison
from tests.twoworlds.plants import PLANTS
from tests.twoworlds.worlds import Worlds

SHORT = ("kommune_administrativ", "kommune_introbruker", "imdi_saksbehandler", "nir, holder", "leader of a mottak")
"""Who sees a log, a list and tasks; who sees all but the shielded; who sees the names of the shielded."""


@pytest.mark.timeout(300)
def test_the_worlds_answer_the_same(worlds: Worlds) -> None:
    found = Comparison(worlds).run(SHORT, thin=True)
    assert found.different == []
    assert unused_exceptions(found) == []
    assert found.actors == len(SHORT) and found.pairs > 150 * len(SHORT) and len(found.routes) > 40
    assert {"2xx", "3xx", "4xx"} == set(found.statuses)
    assert found.endpoints["persons.search"] > 10 * len(SHORT), "searches are followed to what they find"


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_leak_is_found(name: str, worlds: Worlds) -> None:
    assert planted(worlds, name)
