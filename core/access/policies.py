"""The third wall: on PostgreSQL the database itself refuses rows, by the very sentences of `core.access.scope`.

Row level security is enabled and forced on `person` and on every table with the columns of `AboutPerson`, a plugin's
too: whoever writes a plugin does nothing for it. What the session may see it reads from settings of the transaction
(`core.access.carried`), each through a scalar sub-select, so that it is read once a statement. Without settings there
is no row. A table with the columns of `FollowedUp` is seen through its unit on the days these say alone.

The app works as a role that owns no table and cannot bypass the policies (`core.db`); the owner of the tables migrates.

`reach`, `apnet_person`, the event log and the access log have no policy: reach is what the policies read, and the
others are read with a right of their own by code that says so (`core.db.public`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row

from core.db import APP_ROLE

PREFIX = "fotfeste_"


WITH_HER = ("person_navn", "enhet_navn")
"""Tables whose rows are seen just when the person herself is: her own policy answers."""


def _setting(name: str) -> str:
    return f"(SELECT nullif(current_setting('fotfeste.{name}', true), ''))"


SYSTEM = f"({_setting('system')} IS NOT NULL)"
EVERYONE = f"({_setting('everyone')} = '1')"
UNITS, NAMED = f"({_setting('units')}::text[])", f"({_setting('named')}::text[])"
OPENED = f"({_setting('opened')}::uuid[])"
DAY = f"({_setting('day')}::date)"
WHOLE = "r.kind = 'hel'"
WRITING = "(r.kind = 'hel' OR (r.why = 'etterregistrering' AND r.til IS NOT NULL))"


def _reached(person_id: str, units: str = UNITS, more: str = "true") -> str:
    return (
        f"EXISTS (SELECT 1 FROM reach r WHERE r.person_id = {person_id} AND r.unit_id = ANY ({units})"  # noqa: S608
        f" AND r.fra <= {DAY} AND (r.til IS NULL OR r.til >= {DAY}) AND {more})"
    )


def _unshielded(table: str, person_id: str) -> str:
    return f"(NOT {table}.skjermet OR {table}.{person_id} = ANY ({OPENED}))"


def _about(table: str, more: str) -> str:
    """Her whom a new row is about is within reach, and not shielded, or opened."""
    return (
        f"EXISTS (SELECT 1 FROM person p WHERE p.id = {table}.person_id AND {_unshielded('p', 'id')}"  # noqa: S608
        f" AND ({EVERYONE} OR {_reached('p.id', more=more)}))"
    )


def _mine(row: str, followed: bool) -> str:
    """The row's unit is one of mine; of a table that says from when to when, on a day within."""
    own = f"{row}.unit_id = ANY ({UNITS})"
    if not followed:
        return own
    return f"({own} AND {row}.unit_fra <= {DAY} AND ({row}.unit_til IS NULL OR {row}.unit_til >= {DAY}))"


@lru_cache
def sentences(table: str, followed: bool) -> Mapping[str, str]:
    """SQL for each command: what may be read and deleted, what a new row must be, and what a changed one."""
    if table == "person":
        reach = f"({EVERYONE} OR {_reached('person.id')})"
        named = f"'*' = ANY ({NAMED}) OR {_reached('person.id', NAMED)}"
        seen = f"(({_unshielded('person', 'id')} OR {named}) AND {reach})"
        writing = f"({EVERYONE} OR {_reached('person.id', more=WRITING)})"
        new, changed = "false", f"({_unshielded('person', 'id')} AND {writing})"
    elif table in WITH_HER:
        new = changed = seen = f"EXISTS (SELECT 1 FROM person p WHERE p.id = {quoted(table)}.person_id)"  # noqa: S608
    else:
        row = quoted(table)
        mine = f"{_mine(row, followed)} OR {_reached(f'{row}.person_id', more=WHOLE)}"
        seen = f"({_unshielded(row, 'person_id')} AND ({EVERYONE} OR {mine}))"
        new, changed = _about(row, WRITING), f"({seen} AND {_about(row, 'true')})"
    gone = "false" if table == "person" else seen  # rows of other units would go with her
    return {
        "select": f"USING ({SYSTEM} OR {seen})",
        "delete": f"USING ({SYSTEM} OR {gone})",
        "insert": f"WITH CHECK ({SYSTEM} OR {new})",
        "update": f"USING ({SYSTEM} OR {seen}) WITH CHECK ({SYSTEM} OR {changed})",
    }


def _digest(table: str, followed: bool) -> str:
    """Stands as a comment on the table's policies, so that older ones are known."""
    return hashlib.sha256(repr(sorted(sentences(table, followed).items())).encode()).hexdigest()


TABLES = """
SELECT t.relname, t.relrowsecurity AND t.relforcerowsecurity
  AND 4 = (SELECT count(*) FROM pg_policy p WHERE p.polrelid = t.oid),
  (SELECT array_agg(DISTINCT obj_description(p.oid, 'pg_policy')) FROM pg_policy p WHERE p.polrelid = t.oid),
  2 = (SELECT count(*) FROM pg_attribute a
    WHERE a.attrelid = t.oid AND NOT a.attisdropped AND a.attname IN ('unit_fra', 'unit_til'))
FROM pg_class t
WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace
  AND (t.relname = ANY (%(whole)s) OR 3 = (
  SELECT count(*) FROM pg_attribute a
  WHERE a.attrelid = t.oid AND NOT a.attisdropped AND a.attname IN ('person_id', 'unit_id', 'skjermet')))
ORDER BY t.relname = 'person' DESC, t.relname"""
NAMED_HERE = {"whole": ["person", *WITH_HER]}
SAFE_ROLE = """
SELECT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = session_user || %s AND NOT r.rolsuper AND NOT r.rolbypassrls
  AND has_table_privilege(r.oid, 'person', 'INSERT') AND NOT EXISTS (SELECT 1 FROM pg_class t WHERE t.relowner = r.oid))
"""
PASSES_BY = """
SELECT session_user::text WHERE EXISTS (SELECT 1 FROM pg_roles r
  WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(session_user, r.oid, 'MEMBER'))
"""


class WallError(Exception):
    """The app's role is not there, cannot work, or can pass the policies by."""


def stands(connection: Connection) -> bool:
    """True when every table about a person has the wall as it is now, and the app's role is safe. True on SQLite."""
    if connection.dialect.name != "postgresql":
        return True
    rows = connection.exec_driver_sql(TABLES, NAMED_HERE).all()
    return not rows or (not _open(rows) and _role_is_safe(connection))


def _open(rows: Sequence[Row[Any]]) -> list[tuple[str, bool]]:
    """The tables without their wall, and whether each is followed up."""
    return [
        (table, followed)
        for table, guarded, digests, followed in rows
        if not guarded or digests != [_digest(table, followed)]
    ]


def _role_is_safe(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql(SAFE_ROLE, (APP_ROLE,)).scalar_one())


def passes_by(connection: Connection) -> str | None:
    """The user in the address, where she could leave the app's role and pass the policies by; None where she cannot.

    A superuser can, one with BYPASSRLS, and a member of such a role.
    """
    if connection.dialect.name != "postgresql":
        return None
    found: str | None = connection.exec_driver_sql(PASSES_BY).scalar_one_or_none()
    return found


def raise_wall(connection: Connection) -> None:
    """Makes what is missing of the wall, as the owner of the tables. Doing it again changes nothing.

    Raises WallError where the app's role is not safe.
    """
    if connection.dialect.name != "postgresql":
        return
    _make_role(connection)
    rows = connection.exec_driver_sql(TABLES, NAMED_HERE).all()
    for table, followed in _open(rows):
        _guard(connection, table, followed)
    if rows and not _role_is_safe(connection):
        raise WallError(f"Rollen som slutter på {APP_ROLE}, kan ikke eie tabeller eller gå forbi radtilgangen.")


def lower_wall(connection: Connection) -> None:
    """Takes the policies away within a transaction that changes or drops tables: a column they read cannot change.

    Nobody else sees it. Raise the wall again before the transaction ends.
    """
    if connection.dialect.name != "postgresql":
        return
    for table, *_rest in connection.exec_driver_sql(TABLES, NAMED_HERE).all():
        _drop_policies(connection, table)
        connection.exec_driver_sql(f"ALTER TABLE {quoted(table)} NO FORCE ROW LEVEL SECURITY")


def _drop_policies(connection: Connection, table: str) -> None:
    name = quoted(table)
    old = "SELECT quote_ident(polname) FROM pg_policy WHERE polrelid = %s::regclass"
    for (policy,) in connection.exec_driver_sql(old, (name,)).all():
        connection.exec_driver_sql(f"DROP POLICY {policy} ON {name}")


def _make_role(connection: Connection) -> None:
    """The app's role, which may read and write rows and nothing else.

    Where the owner may not make roles, it must stand already and be granted to the owner.
    """
    owner, schema = connection.exec_driver_sql("SELECT session_user, quote_ident(current_schema())").one()
    role = quoted(f"{owner}{APP_ROLE}")
    known = "SELECT 1 FROM pg_roles WHERE rolname = session_user || %s"
    if connection.exec_driver_sql(known, (APP_ROLE,)).first() is None:
        _create(connection, role)
    rows = "SELECT, INSERT, UPDATE, DELETE"
    for grant in (
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT {rows} ON ALL TABLES IN SCHEMA {schema} TO {role}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT {rows} ON TABLES TO {role}",
    ):
        connection.exec_driver_sql(grant)


def _create(connection: Connection, role: str) -> None:
    can = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = session_user"
    if not connection.exec_driver_sql(can).scalar_one():
        raise WallError(f"Databasebrukeren kan ikke lage rollen {role}. Den må lages først, se docs/drift.md.")
    connection.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS")
    connection.exec_driver_sql(f"GRANT {role} TO SESSION_USER")


def quoted(name: str) -> str:
    """A name as it stands in a statement."""
    return '"' + name.replace('"', '""') + '"'


def _guard(connection: Connection, table: str, followed: bool) -> None:
    name = quoted(table)
    _drop_policies(connection, table)
    connection.exec_driver_sql(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    for command, sentence in sentences(table, followed).items():
        one = f"{PREFIX}{command}"
        connection.exec_driver_sql(f"CREATE POLICY {one} ON {name} FOR {command.upper()} {sentence}")
        connection.exec_driver_sql(f"COMMENT ON POLICY {one} ON {name} IS '{_digest(table, followed)}'")
