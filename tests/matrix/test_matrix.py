"""Every route, every role, every person, every method: what the role may, else nothing, and nobody shown unlogged."""

from __future__ import annotations

import pytest

from core.db import is_sqlite
from tests.matrix import addresses, expected
from tests.matrix.cells import Breadth, whole_matrix
from tests.matrix.check_access import planted
from tests.matrix.plants import PLANTS
from tests.matrix.world import World, of_each_scope

THIN = Breadth(every_method=frozenset({"nobody", "nir"}))
OF_ROWS = Breadth(every_method=frozenset(), parts=1)
"""What PostgreSQL has to show: it does not know by which method, or in which part of a page, its rows are shown."""


@pytest.mark.timeout(400)
@pytest.mark.parametrize("third", [0, 1, 2])
def test_the_matrix(third: int, world: World) -> None:
    """A thinner form of `fotfeste check access`; PostgreSQL is asked as each whom it can tell from the others."""
    assert len(world.actors) == len(expected.MAY) + 9
    breadth, least = THIN, 250
    if not is_sqlite(world.house.engine):
        world.actors[:] = of_each_scope(world.actors)
        breadth, least = OF_ROWS, 150
    number = len(world.actors)
    found = whole_matrix(world, part=slice(number * third // 3, number * (third + 1) // 3), breadth=breadth)
    assert found.leaks == []
    assert found.wrong == []
    assert found.different == []
    assert found.unlogged == [], "the ids in the HTML are ids of the access log"
    assert found.requests > least * found.actors
    assert set(found.seen) <= {"own", "foreign", "shielded"}
    assert third < 2 or {"own", "foreign", "shielded"} == set(found.seen), "each is shown to those who may see her"


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_fault_is_found(name: str) -> None:
    assert planted(name)


def test_a_route_with_an_unknown_argument_says_what_to_add(world: World) -> None:
    world.app.add_url_rule("/plantet/<int:nytt>/", "plantet", lambda nytt: "")
    with pytest.raises(AssertionError, match=r"say in tests/matrix/addresses.py what \['nytt'\] is tried with"):
        addresses.addresses(world)
