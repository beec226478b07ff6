"""Which months the table has."""

from datetime import date
from decimal import Decimal

import pytest

from plugins.nir_tiltak.rules import Tiltak, months_shown


def tiltak(fra: str, til: str) -> Tiltak:
    return Tiltak(date.fromisoformat(fra), date.fromisoformat(til), Decimal(5))


def shown(start: str | None, several: list[Tiltak], today: str, end: str | None = None) -> list[str]:
    days = [None if day is None else date.fromisoformat(day) for day in (start, end)]
    return [str(month) for month in months_shown(days[0], several, date.fromisoformat(today), days[1])]


def test_from_the_start_to_today_newest_first() -> None:
    assert shown("2021-03-31", [], "2021-05-01") == ["2021-05", "2021-04", "2021-03"]


def test_over_the_new_year() -> None:
    assert shown("2021-12-31", [], "2022-01-01") == ["2022-01", "2021-12"]


@pytest.mark.parametrize(
    ("end", "newest"),
    [("2021-04-30", "2021-04"), ("2021-05-01", "2021-05"), ("2021-07-01", "2021-05"), (None, "2021-05")],
)
def test_no_longer_than_the_end_or_today(end: str | None, newest: str) -> None:
    assert shown("2021-03-01", [], "2021-05-15", end)[0] == newest


def test_a_tiltak_before_the_start_comes_first() -> None:
    assert shown("2021-03-01", [tiltak("2021-01-31", "2021-02-01")], "2021-03-05") == ["2021-03", "2021-02", "2021-01"]


def test_a_tiltak_after_the_start_does_not_move_it() -> None:
    assert shown("2021-03-01", [tiltak("2021-04-30", "2021-04-30")], "2021-04-30")[-1] == "2021-03"


def test_a_tiltak_after_today_is_shown() -> None:
    assert shown("2021-03-01", [tiltak("2021-03-01", "2021-06-01")], "2021-04-01")[0] == "2021-06"


def test_a_tiltak_after_the_end_is_shown() -> None:
    several = [tiltak("2021-05-01", "2021-05-02"), tiltak("2021-03-01", "2021-03-02")]
    assert shown("2021-03-01", several, "2022-01-01", "2021-04-01") == ["2021-05", "2021-04", "2021-03"]


def test_without_a_period_only_the_tiltak_decide() -> None:
    assert shown(None, [tiltak("2019-01-31", "2019-03-01")], "2026-11-01") == ["2019-03", "2019-02", "2019-01"]
    assert shown(None, [], "2026-11-01") == []


def test_a_period_to_come_has_no_month_yet() -> None:
    assert shown("2021-06-01", [], "2021-05-31") == []
    assert shown("2021-06-01", [], "2021-06-01") == ["2021-06"]
