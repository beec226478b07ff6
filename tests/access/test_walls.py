"""Whatever a statement looks like, it sees and touches no more than its session may."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, exists, func, insert, select, union, update
from sqlalchemy.orm import Session, aliased

from core.access.kept import kept_rows, rows_in_pieces
from core.access.scope import OutOfScope, Scope, set_scope, system_scope, writable
from core.api import add_rows
from core.persons.models import Bosted, Person, Tillatelse
from core.testing import TODAY
from tests.access.conftest import NOTES, PERSONS, SEEN, VIEWERS, Walls

Look = Callable[[Session, Any], Any]


def ids(session: Session, statement: Any) -> list[Any]:
    """The ids a statement gives."""
    return list(session.scalars(statement))


def by_get(session: Session, model: Any) -> list[Any]:
    """Every row there is, asked for one by one."""
    with system_scope(session, "test"):
        known = ids(session, select(model.id))
    return [one for one in known if session.get(model, one) is not None]


def by_cte(session: Session, model: Any) -> list[Any]:
    """Through a common table expression."""
    found = select(model.id).cte("found")
    return ids(session, select(found.c.id))


def by_alias(session: Session, model: Any) -> list[Any]:
    """Through an alias."""
    other = aliased(model)
    return ids(session, select(other.id))


def by_aliased_subquery(session: Session, model: Any) -> list[Any]:
    """Through an alias of a sub-query."""
    other = aliased(model, select(model).subquery())
    return ids(session, select(other.id))


LOOKS: dict[str, Look] = {
    "entities": lambda session, model: [row.id for row in session.scalars(select(model))],
    "columns": lambda session, model: ids(session, select(model.id)),
    "ordered and limited": lambda session, model: ids(session, select(model.id).order_by(model.id).limit(100)),
    "get": by_get,
    "query": lambda session, model: [row.id for row in session.query(model)],
    "alias": by_alias,
    "subquery": lambda session, model: ids(session, select(select(model.id).subquery().c.id)),
    "aliased subquery": by_aliased_subquery,
    "cte": by_cte,
    "union": lambda session, model: ids(session, union(select(model.id), select(model.id))),
    "streamed": lambda session, model: ids(session, select(model.id).execution_options(yield_per=2)),
    "distinct": lambda session, model: ids(session, select(model.id).distinct()),
    "kept": lambda session, model: [row.id for row in kept_rows(session, select(model.id))],
    "in pieces": lambda session, model: [
        one for some in rows_in_pieces(session, select(model.id), 2) for (one,) in some
    ],
    "grouped": lambda session, model: ids(session, select(model.id).group_by(model.id).having(func.count() > 0)),
}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_reads(walls: Walls, viewer: str) -> None:
    for name, look in LOOKS.items():
        with walls.session(viewer) as session:
            assert walls.named(look(session, Person)) == PERSONS[viewer], name
        with walls.session(viewer) as session:
            assert walls.named(look(session, walls.note)) == SEEN[viewer], name


@pytest.mark.parametrize("viewer", VIEWERS)
def test_both_in_one_statement(walls: Walls, viewer: str) -> None:
    note = walls.note
    about = {name: NOTES[name][0] for name in SEEN[viewer]}
    with walls.session(viewer) as session:
        joined = select(note.id).join(Person, Person.id == note.person_id)
        assert walls.named(ids(session, joined)) == SEEN[viewer]
        inside = select(Person.id).where(Person.id.in_(select(note.person_id)))
        assert walls.named(ids(session, inside)) == set(about.values())
        there = select(Person.id).where(exists(select(note.id).where(note.person_id == Person.id)))
        assert walls.named(ids(session, there)) == set(about.values())
        outer = select(Person.id, note.text).outerjoin(note, note.person_id == Person.id)
        pairs = session.execute(outer).all()
        assert {text for _id, text in pairs if text} == SEEN[viewer]
        assert walls.named({one for one, _text in pairs}) == PERSONS[viewer]
        counted = select(Person.id, select(func.count(note.id)).where(note.person_id == Person.id).scalar_subquery())
        assert sum(number for _id, number in session.execute(counted)) == len(SEEN[viewer])


@pytest.mark.parametrize("viewer", VIEWERS)
def test_counts(walls: Walls, viewer: str) -> None:
    with walls.session(viewer) as session:
        assert session.scalar(select(func.count()).select_from(Person)) == len(PERSONS[viewer])
        assert session.scalar(select(func.count(walls.note.id))) == len(SEEN[viewer])
        assert session.query(walls.note).count() == len(SEEN[viewer])


@pytest.mark.parametrize("viewer", VIEWERS)
def test_master_data_belongs_to_who_sees_the_whole_person(walls: Walls, viewer: str) -> None:
    """`moved` and `late` are seen by 4204, but not their permits and homes."""
    whole = PERSONS[viewer] - ({"moved", "late"} if viewer == "4204" else set())
    with walls.session(viewer) as session:
        for model in (Tillatelse, Bosted):
            found = set(ids(session, select(model.person_id)))
            assert walls.named(found) == whole - ({"nowhere"} if model is Bosted else set())


@pytest.mark.parametrize("viewer", VIEWERS)
def test_statements_that_write(walls: Walls, viewer: str) -> None:
    """They pass by what the viewer does not see; so does the number of rows they tell."""
    note = walls.note
    with walls.session(viewer) as session:
        changed: Any = session.execute(update(note).values(text="changed"))
        assert changed.rowcount == len(SEEN[viewer])
        with system_scope(session, "test"):
            assert walls.named(ids(session, select(note.id).where(note.text == "changed"))) == SEEN[viewer]
        session.execute(delete(note))
        with system_scope(session, "test"):
            assert walls.named(ids(session, select(note.id))) == set(NOTES) - SEEN[viewer]


def row(walls: Walls, person: str) -> dict[str, Any]:
    """A new note about someone."""
    return {
        "id": uuid.uuid4(),
        "person_id": walls.persons[person],
        "unit_id": "kommune:4204",
        "text": "new",
        "skjermet": False,
    }


WRITABLE = {
    "4204": {"inside", "late"},
    "0301": {"moved", "late", "foreign"},
    "M102": {"inside"},
    "imdi": PERSONS["imdi"],
}


@pytest.mark.parametrize("viewer", VIEWERS)
def test_new_rows(walls: Walls, viewer: str) -> None:
    """Only about those wholly within reach, or within late registration: one by one, or many by add_rows."""
    for person, person_id in walls.persons.items():
        allowed = person in WRITABLE.get(viewer, set())
        with walls.session(viewer) as session:
            assert (writable(session, {person_id}) == {person_id}) is allowed, person
            session.add(walls.note(**row(walls, person)))
            if allowed:
                session.flush()
            else:
                with pytest.raises(OutOfScope):
                    session.flush()
        with walls.session(viewer) as session:
            if allowed:
                add_rows(session, walls.note, [row(walls, person), row(walls, person)])
            else:
                with pytest.raises(OutOfScope):
                    add_rows(session, walls.note, [row(walls, "inside"), row(walls, person)])


@pytest.mark.parametrize("viewer", ["4204", "imdi", "nobody"])
def test_many_at_once_go_through_add_rows_or_not_at_all(walls: Walls, viewer: str) -> None:
    note = walls.note
    ways: dict[str, Callable[[Session], Any]] = {
        "insert": lambda session: session.execute(insert(note), [row(walls, "inside")]),
        "values": lambda session: session.execute(insert(note).values(**row(walls, "inside"))),
        "person": lambda session: session.execute(insert(Person), [{"id": uuid.uuid4()}]),
        "from select": lambda session: session.execute(insert(note).from_select(["id"], select(note.id))),
        "bulk_insert": lambda session: session.bulk_insert_mappings(note, [row(walls, "inside")]),
        "bulk_save": lambda session: session.bulk_save_objects([note(**row(walls, "inside"))]),
        "bulk_update": lambda session: session.bulk_update_mappings(note, [{"id": uuid.uuid4(), "text": "x"}]),
        "update by key": lambda session: session.execute(update(note), [{"id": uuid.uuid4(), "text": "x"}]),
    }
    for name, way in ways.items():
        with walls.session(viewer) as session, pytest.raises(OutOfScope):
            way(session)
            pytest.fail(name)
    with walls.session(viewer) as session, system_scope(session, "test"):
        assert session.scalar(select(func.count()).select_from(note)) == len(NOTES)


def test_rows_that_were_seen_may_still_not_be_written(walls: Walls) -> None:
    """4204 sees its note about one who moved, and edits and deletes it no more."""
    with walls.session("4204") as session:
        note = session.scalars(select(walls.note).where(walls.note.text == "moved by 4204")).one()
        note.text = "changed"
        with pytest.raises(OutOfScope):
            session.flush()
    with walls.session("4204") as session:
        session.delete(session.scalars(select(walls.note).where(walls.note.text == "moved by 4204")).one())
        with pytest.raises(OutOfScope):
            session.flush()


def test_a_row_is_not_moved_to_or_from_a_person_out_of_reach(walls: Walls) -> None:
    with walls.session("4204") as session:
        note = session.scalars(select(walls.note).where(walls.note.text == "inside by 4204")).one()
        note.person_id = walls.persons["foreign"]
        with pytest.raises(OutOfScope):
            session.flush()
    with walls.session("4204") as session:
        note = session.scalars(select(walls.note).where(walls.note.text == "moved by 4204")).one()
        note.person_id = walls.persons["inside"]
        with pytest.raises(OutOfScope):
            session.flush()


def test_a_person_out_of_reach_is_not_changed(walls: Walls) -> None:
    with walls.session("no scope") as session:
        with system_scope(session, "test"):
            person = session.scalars(select(Person).where(Person.id == walls.persons["foreign"])).one()
        set_scope(session, Scope(TODAY, frozenset({"kommune:4204"})))
        person.fornavn = "changed"
        with pytest.raises(OutOfScope):
            session.flush()


def test_a_system_scope_lets_nothing_of_the_users_through(walls: Walls) -> None:
    """What she added before it is checked before it."""
    with walls.session("4204") as session:
        session.add(walls.note(**row(walls, "foreign")))
        with pytest.raises(OutOfScope), system_scope(session, "reach"):
            pass


def test_what_a_system_scope_read_is_not_handed_to_the_user(walls: Walls) -> None:
    with walls.session("4204") as session:
        with system_scope(session, "rules"):
            kept = session.get(Person, walls.persons["foreign"])
            assert kept is not None
        assert ids(session, select(Person.id).where(Person.id == walls.persons["foreign"])) == []
        assert session.get(Person, walls.persons["foreign"]) is None


def test_after_a_system_scope_the_walls_stand(walls: Walls) -> None:
    with walls.session("4204") as session:
        with pytest.raises(ZeroDivisionError), system_scope(session, "rules"):
            assert walls.named(ids(session, select(Person.id))) == set(walls.persons)
            raise ZeroDivisionError
        assert walls.named(ids(session, select(Person.id))) == PERSONS["4204"]


def test_opened_persons_are_seen_with_their_rows(walls: Walls) -> None:
    opened = frozenset({walls.persons["shielded"], walls.persons["foreign"]})
    with walls.session("4204") as session:
        set_scope(session, Scope(TODAY, frozenset({"kommune:4204"}), opened=opened))
        assert walls.named(ids(session, select(Person.id))) == PERSONS["4204"] | {"shielded"}
        assert walls.named(ids(session, select(walls.note.id))) == SEEN["4204"] | {"shielded by 4204"}


HOLDERS = {
    "of her unit": (Scope(TODAY, frozenset({"kommune:4204"}), holds=frozenset({"kommune:4204"})), "4204", True),
    "of another": (Scope(TODAY, frozenset({"kommune:4204"}), holds=frozenset({"kommune:0301"})), "4204", False),
    "imdi": (Scope(TODAY, frozenset({"imdi"}), everyone=True, holds=frozenset({"imdi"})), "imdi", True),
    "imdi, of a unit": (
        Scope(TODAY, frozenset({"imdi"}), everyone=True, holds=frozenset({"kommune:4204"})),
        "imdi",
        True,
    ),
    "imdi, of another": (
        Scope(TODAY, frozenset({"imdi"}), everyone=True, holds=frozenset({"kommune:0301"})),
        "imdi",
        False,
    ),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_holder_sees_names_in_lists_and_nothing_else(walls: Walls, holder: str) -> None:
    scope, viewer, named = HOLDERS[holder]
    with walls.session(viewer) as session:
        set_scope(session, scope)
        assert walls.named(ids(session, select(Person.id))) == PERSONS[viewer]
        listed = select(Person.id).execution_options(listed=True)
        assert walls.named(ids(session, listed)) == PERSONS[viewer] | ({"shielded"} if named else set())
        assert walls.named(ids(session, select(walls.note.id).execution_options(listed=True))) == SEEN[viewer]
        assert writable(session, {walls.persons["shielded"]}) == set()


def test_two_users_after_each_other(walls: Walls) -> None:
    """Nothing that is kept of one statement is used for the next user's."""
    for _round in range(2):
        for viewer, expected in PERSONS.items():
            with walls.session(viewer) as session:
                assert walls.named(ids(session, select(Person.id))) == expected
