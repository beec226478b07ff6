"""A familie permit leans on whom it points at, else on the household. What changes for them is run for her too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from core.access.scope import system_scope
from core.items import Period, PersonFacts
from core.ordninger.models import OrdningPeriode
from core.persons.models import Person
from tests.persons.merging import merged
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, gives, ordning, period

ASYL = [{"type": "asyl", "vedtaksdato": "2021-01-02"}]
TRUKKET = [{**ASYL[0], "trukket": "2022-02-02"}]
MOTHER, CHILD = "209900000103", "209900000208"


def counted(facts: PersonFacts) -> tuple[Period, ...]:
    """One period whose version tells what was known of others: `h` or `r`, their DUF's end, and permits withdrawn."""
    known = [
        f"{'h' if other.household else 'r'}{other.duf[-2:]}:"
        + ",".join(f"{permit.type}{'-' if permit.trukket else ''}" for permit in other.permits)
        for other in facts.relatives
    ]
    return (period("norsk", facts.ankommet, rule_version=" ".join(sorted(known)) or "none"),)


@pytest.fixture
def here(world: Callable[..., World]) -> World:
    """A world whose rule tells what it knew of others."""
    return world(fake("alfa", register_ordninger=gives(ordning("norsk", counted))))


def known_of(here: World, person: Person) -> str:
    """What was known when she was last computed."""
    with here.house.session() as session, system_scope(session, "test"):
        return session.scalars(select(OrdningPeriode.regelversjon).where(OrdningPeriode.person_id == person.id)).one()


def familie(**more: Any) -> list[dict[str, Any]]:
    """A familie permit, and what it points at."""
    return [{"type": "familie", "vedtaksdato": "2021-03-01", **more}]


def home(referanse: str | None) -> dict[str, Any] | None:
    """A household."""
    return {"referanse": referanse, "rolle": "barn"} if referanse else None


def test_the_household_and_the_one_pointed_at(here: World) -> None:
    here.make_person(duf=MOTHER, tillatelser=ASYL, familie=home("F1"))
    child = here.make_person(duf=CHILD, tillatelser=familie(), familie=home("F1"))
    pointing = here.make_person(tillatelser=familie(referanse_duf=MOTHER))
    both = here.make_person(tillatelser=familie(referanse_duf=MOTHER), familie=home("F1"))
    assert known_of(here, child) == f"h03:asyl h{both.duf[-2:]}:familie"
    assert known_of(here, pointing) == "r03:asyl"
    assert "h03:asyl" in known_of(here, both)


def test_one_without_a_familie_permit_leans_on_nobody(here: World) -> None:
    here.make_person(duf=MOTHER, tillatelser=ASYL, familie=home("F1"))
    other = here.make_person(tillatelser=ASYL, familie=home("F1"))
    assert known_of(here, other) == "none"


@pytest.mark.parametrize("permit", [familie(), familie(referanse_duf=MOTHER)], ids=["household", "reference"])
def test_what_changes_for_the_mother_is_run_for_the_child(permit: list[dict[str, Any]], here: World) -> None:
    here.make_person(duf=MOTHER, tillatelser=ASYL, familie=home("F1"))
    child = here.make_person(duf=CHILD, tillatelser=permit, familie=home("F1"))
    assert known_of(here, child) == "h03:asyl"
    here.make_person(duf=MOTHER, tillatelser=TRUKKET, familie=home("F1"))
    assert known_of(here, child) == "h03:asyl-"


def test_a_reference_that_comes_later(here: World) -> None:
    child = here.make_person(duf=CHILD, tillatelser=familie(referanse_duf=MOTHER))
    assert known_of(here, child) == "none"
    here.make_person(duf=MOTHER, tillatelser=ASYL)
    assert known_of(here, child) == "r03:asyl"


def test_a_mother_who_leaves_the_household(here: World) -> None:
    """The child is run though nothing in its own line changed."""
    here.make_person(duf=MOTHER, tillatelser=ASYL, familie=home("F1"))
    child = here.make_person(duf=CHILD, tillatelser=familie(), familie=home("F1"))
    here.make_person(duf=MOTHER, tillatelser=ASYL, familie=home("F2"))
    assert known_of(here, child) == "none"


def test_a_household_in_one_file_is_read_as_a_whole(here: World) -> None:
    """The child stands before the mother."""
    from core.testing.people import standard_line

    lines = [
        {**standard_line(1), "duf": CHILD, "tillatelser": familie(), "familie": home("F1"), "bosted": []},
        {**standard_line(2), "duf": MOTHER, "tillatelser": ASYL, "familie": home("F1"), "bosted": []},
    ]
    assert not here.make_person.read(*lines).refused
    with here.house.session() as session, system_scope(session, "test"):
        child = session.scalars(select(Person).where(Person.duf == CHILD)).one()
    assert known_of(here, child) == "h03:asyl"


def test_the_reference_follows_her_whose_record_was_merged(here: World) -> None:
    kept = here.make_person(duf="209900000313", tillatelser=ASYL)
    dropped = here.make_person(duf=MOTHER, tillatelser=ASYL)
    child = here.make_person(duf=CHILD, tillatelser=familie(referanse_duf=MOTHER))
    assert known_of(here, child) == "r03:asyl"
    merged(here.caseworker("imdi_saksbehandler", "imdi"), kept, dropped.duf, behold="denne")
    assert known_of(here, child) == "r13:asyl"
    here.make_person(duf="209900000313", tillatelser=TRUKKET)
    assert known_of(here, child) == "r13:asyl-", "what changes for her is run for the child"
