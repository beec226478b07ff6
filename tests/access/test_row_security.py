"""What the third wall is made of: policies on every table about a person, a role that cannot pass them, and settings
that end with the transaction. Only on PostgreSQL.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core import create_app
from core.access.policies import WallError, stands
from core.access.scope import Scope, set_scope, system_scope
from core.api import db, needs
from core.db import APP_ROLE, Base, as_owner
from core.house import House
from core.migrate import pending, upgrade
from core.persons.models import Person
from core.testing import TODAY, settings_for
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from tests.access.conftest import PERSONS, SEEN, VIEWERS, Walls
from tests.fresh import empty_database, owned_database
from tests.plugins.fakes import fake, pages

KOMMUNE = frozenset({"kommune:4204"})


@pytest.fixture(autouse=True)
def _postgres(request: pytest.FixtureRequest, database: str) -> None:
    if database.startswith("sqlite"):
        pytest.skip("SQLite has no row level security")


def about_persons(connection: Any) -> set[str]:
    """Tables of the database that have a person's id or point at her, without those declared public."""
    found = connection.execute(
        text(
            "SELECT DISTINCT t.relname FROM pg_class t"
            " LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND NOT a.attisdropped"
            " LEFT JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f' AND c.confrelid = 'person'::regclass"
            " WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace"
            " AND (a.attname = 'person_id' OR c.oid IS NOT NULL OR t.relname = 'person')"
        )
    )
    declared = {name for name, table in Base.metadata.tables.items() if table.info.get("public")}
    return {name for (name,) in found} - declared


def test_the_catalogue_knows_no_table_about_a_person_without_the_wall(walls: Walls) -> None:
    with walls.house.engine.connect() as connection:
        tables = about_persons(connection)
        rows = connection.execute(
            text(
                "SELECT relname FROM pg_class t WHERE relrowsecurity AND relforcerowsecurity AND 4 = (SELECT count(*)"
                " FROM pg_policy p WHERE p.polrelid = t.oid AND p.polpermissive AND p.polroles = '{0}')"
            )
        )
        assert tables >= {"person", "tillatelse", "bosted", "ordning_periode", "nir_tiltak_tiltak", "alfa_note"}
        assert {name for (name,) in rows} == tables


def test_the_app_owns_nothing_and_cannot_bypass(house: House) -> None:
    with house.engine.connect() as connection:
        user, owner = connection.execute(text("SELECT current_user, session_user")).one()
        assert user == f"{owner}{APP_ROLE}"
        rights = connection.execute(
            text("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcanlogin FROM pg_roles WHERE rolname = current_user")
        ).one()
        assert not any(rights)
        owned = "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"
        assert connection.execute(text(owned)).scalar_one() == 0
        assert connection.execute(text("SELECT row_security_active('person'::regclass)")).scalar_one()


def test_to_raise_it_again_changes_nothing(house: House) -> None:
    policies = "SELECT array_agg(oid ORDER BY oid) FROM pg_policy"
    with house.engine.connect() as connection:
        before = connection.execute(text(policies)).scalar_one()
    assert upgrade(house) == []
    with house.engine.connect() as connection:
        assert connection.execute(text(policies)).scalar_one() == before


@pytest.mark.parametrize(
    "harm",
    [
        "ALTER TABLE bosted NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY fotfeste_select ON bosted",
        "CREATE POLICY wide ON bosted USING (true)",
        "COMMENT ON POLICY fotfeste_update ON bosted IS 'of an older version'",
    ],
)
def test_a_wall_with_a_hole_is_a_database_that_is_not_migrated(house: House, harm: str) -> None:
    with as_owner(house.engine) as connection:
        connection.execute(text(harm))
    assert pending(house) == ["radtilgang"]
    assert upgrade(house) == ["radtilgang"]
    with house.engine.connect() as connection:
        assert stands(connection)


def seen_by_sql(session: Session, table: str) -> set[Any]:
    """Ids of a table's rows, in words the ORM does not know."""
    return {uuid.UUID(str(one)) for one in session.scalars(text(f"SELECT id FROM {table}"))}  # noqa: S608


def test_nothing_is_left_on_a_connection_that_was_given_back(walls: Walls) -> None:
    engine = walls.house.engine
    settings = "SELECT coalesce(current_setting('fotfeste.units', true), '') || current_setting('application_name')"
    for commit in (True, False):
        with walls.session("4204") as session:
            assert walls.named(seen_by_sql(session, "person")) == PERSONS["4204"]
            session.execute(text("SELECT set_config('fotfeste.units', '{kommune:0301}', false)"))
            session.execute(text("SELECT set_config('fotfeste.system', 'kept', false)"))
            session.execute(text("SET application_name = 'kept'"))
            session.execute(text("RESET ROLE"))
            session.commit() if commit else session.rollback()
        with engine.connect() as connection:
            assert connection.execute(text(settings)).scalar_one() == ""
            assert connection.execute(text("SELECT current_user <> session_user")).scalar_one()
            assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 0
        with walls.session("no scope") as session:
            assert seen_by_sql(session, "person") == set()


def test_two_sessions_after_each_other_in_one_transaction_each(walls: Walls) -> None:
    for viewer in (*VIEWERS, *reversed(VIEWERS)):
        with walls.session(viewer) as session:
            assert walls.named(seen_by_sql(session, "person")) == PERSONS[viewer]
            assert walls.named(seen_by_sql(session, "alfa_note")) == SEEN[viewer]
            session.commit()
            assert walls.named(seen_by_sql(session, "person")) == PERSONS[viewer]


def test_the_scope_may_change_within_a_transaction(walls: Walls) -> None:
    with walls.session("no scope") as session:
        assert seen_by_sql(session, "person") == set()
        set_scope(session, Scope(TODAY, KOMMUNE))
        assert walls.named(seen_by_sql(session, "person")) == PERSONS["4204"]
        with system_scope(session, "test"):
            assert walls.named(seen_by_sql(session, "person")) == set(walls.persons)
            with pytest.raises(ZeroDivisionError), session.begin_nested(), system_scope(session, "rules"):
                raise ZeroDivisionError
            assert walls.named(seen_by_sql(session, "person")) == set(walls.persons)
        assert walls.named(seen_by_sql(session, "person")) == PERSONS["4204"]
        with pytest.raises(DBAPIError), session.begin_nested(), system_scope(session, "rules"):
            session.execute(text("SELECT 1 / 0"))
        assert walls.named(seen_by_sql(session, "person")) == PERSONS["4204"]


HOLDS = frozenset({"kommune:4204"})
SCOPES = {
    "holder": Scope(TODAY, KOMMUNE, holds=HOLDS),
    "holder in one of two": Scope(TODAY, KOMMUNE | {"kommune:0301"}, holds=HOLDS),
    "imdi's holder": Scope(TODAY, frozenset({"imdi"}), everyone=True, holds=frozenset({"imdi"})),
    "imdi, holder in a kommune": Scope(TODAY, frozenset({"imdi", *KOMMUNE}), everyone=True, holds=HOLDS),
    "another day": Scope(TODAY.replace(year=2025), KOMMUNE),
    "odd unit": Scope(TODAY, frozenset({'kommune:"},{\\', "kommune:4204"})),
}


@pytest.mark.parametrize("name", SCOPES)
@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("listed", [False, True])
def test_the_database_says_what_the_orm_says(walls: Walls, name: str, opened: bool, listed: bool) -> None:
    """Both sentences, for those who hold the right, have opened, or read a list."""
    scope = SCOPES[name]
    ids = frozenset({walls.persons["shielded"], walls.persons["foreign"]} if opened else ())
    scope = Scope(scope.day, scope.units, scope.everyone, ids, scope.holds)
    with walls.session("no scope") as session:
        set_scope(session, scope)
        in_sql = "SELECT id FROM person", "SELECT id FROM alfa_note"
        by_sql = [set(session.scalars(text(one).execution_options(listed=listed))) for one in in_sql]
        all_rows = text("SELECT set_config('fotfeste.system', 'test', true)")  # from here the ORM stands alone
        session.execute(all_rows.execution_options(listed=listed))
        by_orm = select(Person.id), select(walls.note.id)
        assert by_sql == [set(session.scalars(one.execution_options(listed=listed))) for one in by_orm]


@pytest.fixture(params=["makes the role", "is given the role"])
def owned(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database whose owner is an ordinary user, no superuser."""
    with owned_database(database, tmp_path, makes_role=request.param == "makes the role") as url:
        yield url


def test_an_ordinary_owner_and_a_plugin_with_an_engine_of_its_own(owned: str, tmp_path: Path) -> None:
    """The owner migrates; whoever connects as the owner is held by the policies all the same."""
    house: House = create_app(settings_for(owned)).extensions["fotfeste"]
    assert upgrade(house) == ["core", "nir_tiltak"]
    assert pending(house) == []
    person = MakePerson(house, tmp_path)(tiltak=[])
    with house.session() as session:
        set_scope(session, Scope(TODAY, frozenset({"mottak:M102"})))
        assert seen_by_sql(session, "person") == {person.id}
    own = create_engine(make_url(owned).set(drivername="postgresql+psycopg"))
    with own.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 0
        assert connection.execute(text("UPDATE bosted SET til = NULL")).rowcount == 0
    own.dispose()
    house.engine.dispose()


def test_an_owner_who_cannot_make_the_role_is_told_so(database: str, tmp_path: Path) -> None:
    name = f"eier_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(database, autocommit=True) as server:
        server.execute(f"CREATE ROLE {name} LOGIN")  # type: ignore[call-overload]
        with empty_database(database, tmp_path) as url:
            server.execute(f"ALTER DATABASE {make_url(url).database} OWNER TO {name}")  # type: ignore[call-overload]
            address = make_url(url).set(username=name).render_as_string(hide_password=False)
            house: House = create_app(settings_for(address)).extensions["fotfeste"]
            with pytest.raises(WallError, match=r"docs/drift\.md"):
                upgrade(house)
            house.engine.dispose()
        server.execute(f"DROP ROLE {name}")  # type: ignore[call-overload]


def test_a_page_that_goes_around_the_walls(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    """A plugin's page reads by SQL: on PostgreSQL it shows no more than its user may see."""

    def count() -> str:
        seen = [db().execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in ("person", "bosted")]  # noqa: S608
        with house.engine.connect() as other:
            seen.append(other.execute(text("SELECT count(*) FROM person")).scalar_one())
        return f"<p>{seen}</p>"

    page = pages("alfa", declare=lambda _view: needs("person.se", title="Side")(lambda **_more: count()))
    app = make_app([fake("alfa", register_blueprints=lambda: [page])])
    house: House = app.extensions["fotfeste"]
    make = MakePerson(house, tmp_path)
    make()
    make(bosted=[{"type": "kommune", "kommune": "0301", "fra": "2024-01-01"}])
    make(skjerming="fortrolig")
    name = MakeUser(house)("mottaksansatt", "mottak:M102")
    assert "[1, 1, 0]" in Client(app).as_user(name).get("/alfa/").text
