"""From one day's answer to stretches."""

from datetime import date

import pytest

from core.api import Parameter, Value
from plugins.nir_tiltak.rules.stretches import Stretch, change_days, next_day, stretches

D1, D2, D3, D4 = (date(2024, 1, day) for day in (1, 10, 20, 30))


def test_equal_neighbours_are_one_and_none_parts_them() -> None:
    answers = {D1: "a", D2: "a", D3: None, D4: "b"}
    assert stretches([D4, D2, D1, D3, D1], answers.get) == (
        Stretch(D1, date(2024, 1, 19), "a"),
        Stretch(D4, None, "b"),
    )


def test_another_answer_starts_another_stretch_the_same_day() -> None:
    assert stretches([D1, D2], {D1: "a", D2: "b"}.get) == (Stretch(D1, date(2024, 1, 9), "a"), Stretch(D2, None, "b"))


def test_no_days_no_stretches() -> None:
    assert stretches([], lambda day: True) == ()


def test_next_day() -> None:
    assert next_day(date(2024, 2, 28)) == date(2024, 2, 29)
    assert next_day(None) is None
    assert next_day(date.max) is None


@pytest.mark.parametrize(
    ("values", "days"),
    [
        ((Value(1, "x"),), set()),
        ((Value(1, "x", til=D1), Value(2, "x", fra=D2)), {date(2024, 1, 2), D2}),
        ((Value(1, "x", fra=D1, til=D2),), {D1, date(2024, 1, 11)}),
    ],
)
def test_days_a_parameter_changes(values: tuple[Value[int], ...], days: set[date]) -> None:
    assert change_days(Parameter("x", values)) == days
