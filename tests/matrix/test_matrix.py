"""Every route, every role, every person, every method: what the role may, else nothing, and nobody shown unlogged."""

from __future__ import annotations

import pytest

from tests.matrix import addresses, expected
from tests.matrix.cells import whole_matrix
from tests.matrix.check_access import planted
from tests.matrix.plants import PLANTS
from tests.matrix.world import World


@pytest.mark.timeout(400)
@pytest.mark.parametrize("part", [slice(0, 8), slice(8, 15), slice(15, None)], ids=["first", "second", "third"])
def test_the_matrix(part: slice, world: World) -> None:
    """A thinner form of `fotfeste check access`."""
    found = whole_matrix(world, part=part, thin=True)
    assert found.leaks == []
    assert found.wrong == []
    assert found.different == []
    assert found.unlogged == [], "the ids in the HTML are ids of the access log"
    assert found.requests > 250 * found.actors and len(world.actors) == len(expected.MAY) + 9
    assert set(found.seen) <= {"own", "foreign", "shielded"}
    assert part.stop or {"own", "foreign", "shielded"} == set(found.seen), "each is shown to those who may see her"


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_fault_is_found(name: str) -> None:
    assert planted(name)


def test_a_route_with_an_unknown_argument_says_what_to_add(world: World) -> None:
    world.app.add_url_rule("/plantet/<int:nytt>/", "plantet", lambda nytt: "")
    with pytest.raises(AssertionError, match=r"say in tests/matrix/addresses.py what \['nytt'\] is tried with"):
        addresses.addresses(world)
