"""Two records become one in every plugin's tables: moved by core, with a hook for what a plugin must do itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AboutPerson, Base
from core.events.models import Event
from core.persons.merging.models import SammenslattPerson
from core.persons.models import Person
from core.testing.client import Client
from tests.persons.merging import chosen, merged, page_of
from tests.plugins.conftest import World
from tests.plugins.fakes import fake, own_table
from tests.plugins.test_in_transaction import count, raises

PACKAGE = "fake_alfa"


def thing() -> type[Base]:
    """What may stand once for each person and kind."""

    class Thing(AboutPerson, Base):
        __tablename__ = "alfa_thing"
        __table_args__ = (UniqueConstraint("person_id", "slag"),)
        id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
        slag: Mapped[str]
        tekst: Mapped[str]

    return Thing


def part() -> type[Base]:
    """What belongs to a thing, and of which a person has one that is the first."""

    class Part(AboutPerson, Base):
        __tablename__ = "alfa_part"
        __table_args__ = (Index("uq_alfa_part_forst", "person_id", unique=True),)
        id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
        thing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("alfa_thing.id", ondelete="CASCADE"))

    return Part


@contextmanager
def tables(here: World) -> Iterator[tuple[Any, Any]]:
    """Both, in the world's database."""
    with ExitStack() as stack:
        yield tuple(stack.enter_context(own_table(PACKAGE, make, here.house)) for make in (thing, part))  # type: ignore[misc]


def two(here: World) -> tuple[Client, Person, Person]:
    """IMDi, and two records."""
    return here.caseworker("imdi_saksbehandler", "imdi"), here.make_person(fornavn="En"), here.make_person(fornavn="To")


def add(all_seen: Any, *rows: Any) -> None:
    """Writes rows."""
    with all_seen(write=True) as session:
        session.add_all(rows)


def test_the_hook_sees_both_before_anything_has_moved(world: Callable[..., World], all_seen: Any) -> None:
    told: list[Any] = []

    def merge_persons(session: Any, kept: Person, dropped: Person) -> list[None]:
        rows = session.execute(select(Thing.person_id, Thing.tekst).order_by(Thing.tekst)).tuples().all()
        told.append((kept.fornavn, dropped.fornavn, rows))
        return []

    here = world(fake("alfa", package=PACKAGE, merge_persons=merge_persons))
    with tables(here) as (Thing, _part):
        imdi, one, other = two(here)
        add(all_seen, Thing(person_id=one.id, slag="a", tekst="1"), Thing(person_id=other.id, slag="b", tekst="2"))
        merged(imdi, one, other.duf, behold="denne")
        with all_seen() as session:
            assert set(session.scalars(select(Thing.person_id))) == {one.id}
    assert told == [("En", "To", [(one.id, "1"), (other.id, "2")])]


def test_a_plugin_that_raises_undoes_all(world: Callable[..., World], all_seen: Any) -> None:
    def merge_persons(session: Any, kept: Person, dropped: Person) -> list[None]:
        kept.fornavn = "Halvveis"
        raises()
        return []

    here = world(fake("alfa", package=PACKAGE, merge_persons=merge_persons))
    imdi, one, other = two(here)
    address, before = chosen(imdi, one, other.duf, behold="denne"), count(here.house, Event)
    answer = imdi.submit(address, action=f"{page_of(one)}bekreft/")
    assert answer.status_code == 500 and "Ingenting er lagret" in answer.text
    assert count(here.house, Person) == 2 and count(here.house, SammenslattPerson) == 0
    assert count(here.house, Event) == before and count(here.house, Person, Person.fornavn == "Halvveis") == 0
    assert imdi.get(address).status_code == 200, "she may try again"


def test_a_row_that_both_have_is_told_in_the_log_and_what_points_to_it_follows(
    world: Callable[..., World], all_seen: Any, logged: Any
) -> None:
    here = world(fake("alfa", package=PACKAGE))
    with tables(here) as (Thing, Part):
        imdi, one, other = two(here)
        first, second = uuid.uuid4(), uuid.uuid4()
        add(
            all_seen,
            Thing(id=first, person_id=one.id, slag="a", tekst="1"),
            Thing(id=second, person_id=other.id, slag="a", tekst="2"),
            Thing(person_id=other.id, slag="b", tekst="3"),
        )
        add(all_seen, Part(person_id=other.id, thing_id=second))
        merged(imdi, one, other.duf, behold="denne")
        with all_seen() as session:
            things = session.execute(select(Thing.person_id, Thing.slag, Thing.tekst)).tuples().all()
            assert sorted(things) == [(one.id, "a", "1"), (one.id, "b", "3")]
            assert session.execute(select(Part.person_id, Part.thing_id)).one() == (one.id, first)
    data = logged()[-1][1]
    assert {"tabell": "alfa_thing", "slag": "a", "tekst": "2"} in data["sto_pa_begge"]
    assert data["flyttet"]["alfa_thing"] == data["flyttet"]["alfa_part"] == 1


def test_the_rows_of_a_plugin_that_is_switched_off_move_too(
    make_app: Callable[..., Any], world: Callable[..., World], all_seen: Any
) -> None:
    here = world()
    with tables(here) as (Thing, _part):
        imdi, one, other = two(here)
        add(all_seen, Thing(person_id=one.id, slag="a", tekst="1"), Thing(person_id=other.id, slag="a", tekst="2"))
        add(all_seen, Thing(person_id=other.id, slag="b", tekst="3"))
        merged(imdi, one, other.duf, behold="denne")
        with all_seen() as session:
            assert sorted(session.execute(select(Thing.person_id, Thing.tekst)).tuples()) == [
                (one.id, "1"),
                (one.id, "3"),
            ]


@pytest.mark.parametrize("kept", [0, 1])
def test_how_many_rows_each_plugin_has_stands_on_the_page(
    kept: int, world: Callable[..., World], all_seen: Any
) -> None:
    here = world(fake("alfa", package=PACKAGE))
    with tables(here) as (Thing, _part):
        imdi, *both = two(here)
        add(all_seen, *(Thing(person_id=both[kept].id, slag=slag, tekst="") for slag in "abc"))
        page = imdi.submit(page_of(both[0]), {"q": str(both[1].duf)}, follow_redirects=True).text
        assert "Alfa</th>" in page and "3 rader" in page
