"""The first tiltak of an ordning is the start that rules know of: a change of it is a change of the period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.api import Person, facts, periods_of
from core.testing.statements import counted
from plugins.nir_tiltak.changes import Values, add_tiltak, delete_tiltak, edit_tiltak
from plugins.nir_tiltak.models import Tiltak

SETTLED = [{"type": "kommune", "kommune": "4204", "fra": "2025-09-01"}]
GRANTED = [{"type": "asyl", "vedtaksdato": "2025-03-03"}]
KEY = "nir_tiltak.forste_tiltak"


@pytest.fixture
def settled(make_person: Any, session: Session) -> Person:
    """Settled under agreement, with nothing offered yet."""
    return session.get_one(Person, make_person(ankommet="2024-06-01", tillatelser=GRANTED, bosted=SETTLED).id)


def values(fra: str, til: str = "2026-12-18") -> Values:
    """A tiltak from a day."""
    days = date.fromisoformat(fra), date.fromisoformat(til)
    return Values("arbeidsrettede_tiltak", "jobbsokerkurs", *days, Decimal(5), False, None, None)


@pytest.fixture
def offered(session: Session, settled: Person) -> Callable[..., Tiltak]:
    """Registers a tiltak of introduksjonsprogram."""

    def add(fra: str, ordning: str = "introduksjonsprogram") -> Tiltak:
        return add_tiltak(session, settled, ordning, "kommune:4204", values(fra))

    return add


def state(session: Session, person: Person) -> tuple[Any, ...]:
    """Frist, what is lacking, and the end of her introduksjonsprogram."""
    (period,) = periods_of(session, person.id, "introduksjonsprogram")
    return period.frist, period.mangler, period.til


WAITING = (date(2025, 12, 1), "", date(2027, 8, 31))
BEGUN = (None, "vedtak", None)


def test_it_is_told_for_each_ordning_and_the_deleted_are_not(
    session: Session, settled: Person, offered: Callable[..., Tiltak]
) -> None:
    first = offered("2025-10-01")
    offered("2025-11-03")
    offered("2025-12-01", "norsk")

    def told() -> dict[str, date | None]:
        return {fact.value: fact.fra for fact in facts(session, [settled.id], [KEY])}

    assert told() == {"introduksjonsprogram": date(2025, 10, 1), "norsk": date(2025, 12, 1)}
    delete_tiltak(session, first.id, first.versjon)
    assert told() == {"introduksjonsprogram": date(2025, 11, 3), "norsk": date(2025, 12, 1)}


def test_registered_moved_and_deleted_it_changes_the_period_at_once(
    session: Session, settled: Person, offered: Callable[..., Tiltak]
) -> None:
    assert state(session, settled) == WAITING
    tiltak = offered("2025-10-01")
    assert state(session, settled) == BEGUN
    edit_tiltak(session, tiltak.id, tiltak.versjon, values("2027-08-31", "2027-12-18"))
    assert state(session, settled) == BEGUN
    edit_tiltak(session, tiltak.id, tiltak.versjon, values("2027-09-01", "2027-12-18"))
    assert state(session, settled) == WAITING, "the day of the anniversary is too late"
    edit_tiltak(session, tiltak.id, tiltak.versjon, values("2025-10-01"))
    delete_tiltak(session, tiltak.id, tiltak.versjon)
    assert state(session, settled) == WAITING


def test_of_another_ordning_it_changes_nothing(
    session: Session, settled: Person, offered: Callable[..., Tiltak]
) -> None:
    offered("2025-10-01", "kvalifisering_i_mottak")
    assert state(session, settled) == WAITING


def test_a_change_that_leaves_the_first_day_runs_no_rule(
    house: Any, session: Session, settled: Person, offered: Callable[..., Tiltak]
) -> None:
    offered("2025-10-01")
    later = offered("2025-11-03")

    def asked(fra: str) -> list[str]:
        with counted(house.engine) as statements:
            edit_tiltak(session, later.id, later.versjon, values(fra))
        return [str(one) for one in statements if "ordning_periode" in str(one)]

    assert asked("2025-10-02") == []
    assert asked("2025-10-01") == []
    assert asked("2025-09-30") != []
    assert asked("2025-10-01") != [], "the first day is the other's again"
