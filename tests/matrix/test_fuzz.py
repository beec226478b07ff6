"""Odd requests are answered, and never with a fault of ours: a short form of `fotfeste check fuzz`, and its control."""

from __future__ import annotations

from tests.matrix.check_fuzz import run
from tests.matrix.fuzz import Fuzz
from tests.matrix.world import World


def test_three_hundred_odd_requests(world: World) -> None:
    found = Fuzz(world, 300).run(300)
    assert found.faults == []
    assert {200, 303, 400, 404, 405, 422} <= set(found.statuses), "they reach every kind of answer"


def test_the_same_seed_asks_the_same(world: World) -> None:
    one, other = (Fuzz(world, 7, "/helse") for _one in range(2))
    assert [one._url(one.rows[0]) for _one in range(50)] == [other._url(other.rows[0]) for _one in range(50)]


def test_a_planted_fault_is_found() -> None:
    assert not run("alle").ok
