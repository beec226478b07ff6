"""Whether a tiltak lies within the periods of its ordning."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.nir_tiltak.rules import covered

D = date(2026, 1, 1)
FIRST, LAST = date(2026, 1, 10), date(2026, 1, 20)
SPAN = [(FIRST, LAST)]


@pytest.mark.parametrize(
    ("fra", "til", "expected"), [(9, 20, False), (10, 20, True), (11, 19, True), (10, 21, False), (20, 20, True)]
)
def test_the_days_of_one_period(fra: int, til: int, expected: bool) -> None:
    assert covered(SPAN, D.replace(day=fra), D.replace(day=til)) == expected


def test_two_that_follow_each_other_are_as_one_and_a_day_between_is_a_gap() -> None:
    whole = (date(2026, 1, 12), date(2026, 2, 2))
    assert covered([(date(2026, 1, 21), None), *SPAN], *whole)
    assert not covered([*SPAN, (date(2026, 1, 22), None)], *whole)
    assert not covered([], *whole)


days = st.integers(0, 12)
spans = st.lists(st.tuples(days, st.none() | days), max_size=4)


@given(spans, days, days)
def test_the_same_as_asking_every_day(found: list[tuple[int, int | None]], one: int, other: int) -> None:
    """A span that ends before it begins has no day."""
    fra, til = sorted((one, other))
    dated = [(D + timedelta(start), None if end is None else D + timedelta(end)) for start, end in found]
    every = all(any(a <= day and (b is None or day <= b) for a, b in found) for day in range(fra, til + 1))
    assert covered(dated, D + timedelta(fra), D + timedelta(til)) == every
