"""Ways a plugin could try to read what its user may not see: each gives ids, or how many, of a model's rows.

What a way raises counts as refused.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

from sqlalchemy import (
    MetaData,
    Table,
    create_engine,
    exists,
    func,
    inspect,
    literal_column,
    make_url,
    select,
    table,
    text,
    true,
    union,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from core.access.scope import system_scope
from core.house import house_of
from core.persons.models import Person

Found = Iterable[Any] | int
Read = Callable[[Session, Any], Found]


def name(model: Any) -> str:
    """The model's table."""
    return str(model.__tablename__)


def ids(found: Any) -> list[uuid.UUID]:
    """The first column of each row, as ids whatever the driver gives."""
    return [one if isinstance(one, uuid.UUID) else uuid.UUID(str(one)) for one, *_ in found]


def known(session: Session, model: Any) -> list[Any]:
    """Every row there is, as a system scope reads it; the session keeps them in memory."""
    with system_scope(session, "test"):
        return list(session.scalars(select(model)))


def each(session: Session, model: Any, ask: Callable[[Any], Any]) -> list[uuid.UUID]:
    """Those of all there are that a way of asking for one gives."""
    found = []
    for key in [row.id for row in known(session, model)]:
        try:
            if ask(key) is not None:
                found.append(key)
        except LookupError:
            continue
    return found


def refreshed(session: Session, model: Any) -> list[uuid.UUID]:
    """Rows a system scope has read, read again."""
    found = []
    for row in known(session, model):
        try:
            session.refresh(row)
            found.append(row.id)
        except Exception:  # noqa: BLE001, S112  refused, whatever the word
            continue
    return found


def expired(session: Session, model: Any) -> list[uuid.UUID]:
    """Rows a system scope has read, asked for what they no longer know."""
    found, attribute = [], "text" if hasattr(model, "text") else "fornavn"
    for row in known(session, model):
        key = row.id
        session.expire(row, [attribute])
        try:
            getattr(row, attribute)
            found.append(key)
        except Exception:  # noqa: BLE001, S112
            continue
    return found


def merged(session: Session, model: Any) -> list[uuid.UUID]:
    """A row by its id alone, merged: the others of its columns are then read."""
    found = []
    for key in [row.id for row in known(session, model)]:
        session.expunge_all()
        row = session.merge(model(id=key))
        if inspect(row).persistent:
            found.append(key)
        session.expunge_all()
    return found


def recursive(session: Session, model: Any) -> list[uuid.UUID]:
    """A common table expression that refers to itself."""
    rows = model.__table__
    start = select(rows.c.id).cte("start", recursive=True)
    return ids(session.execute(select(start.union(select(rows.c.id).join(start, true())).c.id)))


def beside(model: Any) -> Any:
    """The table, joined with itself."""
    one, other = model.__table__, model.__table__.alias()
    return select(one.c.id).join(other, one.c.id == other.c.id)


def among(model: Any) -> Any:
    """The table in a statement of the ORM's, joined with whoever may be seen."""
    rows = model.__table__.alias()
    return select(rows.c.id).select_from(Person).join(rows, true()).distinct()


def lateral(model: Any) -> Any:
    """A sub-query for each number of a list, from another statement."""
    inner = select(model.__table__.c.id).lateral()
    return select(inner.c.id).select_from(select(literal_column("1").label("one")).subquery()).join(inner, true())


def by_cursor(session: Session, statement: str) -> list[uuid.UUID]:
    """The driver's own cursor, of the session's connection."""
    driver: Any = session.connection().connection.dbapi_connection
    with closing(driver.cursor()) as cursor:
        cursor.execute(statement)
        return ids(cursor.fetchall())


def after_system(session: Session, model: Any) -> list[uuid.UUID]:
    """The driver's own cursor, right after a system scope has worked on its connection."""
    driver: Any = session.connection().connection.dbapi_connection
    known(session, model)
    with closing(driver.cursor()) as cursor:
        cursor.execute(f"SELECT id FROM {name(model)}")  # noqa: S608
        return ids(cursor.fetchall())


def after_savepoint(session: Session, model: Any) -> list[uuid.UUID]:
    """The driver's own cursor, when a savepoint made by a system scope has been undone."""
    driver: Any = session.connection().connection.dbapi_connection
    with system_scope(session, "test"):
        session.execute(select(model))
        point = session.begin_nested()
        session.execute(select(model))  # it begins with its first statement
    point.rollback()
    with closing(driver.cursor()) as cursor:
        cursor.execute(f"SELECT id FROM {name(model)}")  # noqa: S608
        return ids(cursor.fetchall())


def own_connection(session: Session, statement: Any) -> list[uuid.UUID]:
    """A connection of its own, from the house's engine."""
    with house_of(session).engine.connect() as connection:
        return ids(connection.execute(statement))


def own_driver(session: Session, statement: str) -> list[uuid.UUID]:
    """A driver's connection of its own, from the house's engine."""
    with closing(house_of(session).engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute(statement)
        return ids(cursor.fetchall())


def by_address(session: Session, statement: Any) -> list[uuid.UUID]:
    """An engine of its own, made of the database's address."""
    url = make_url(house_of(session).settings.database_url)
    engine = create_engine(url if url.drivername == "sqlite" else url.set(drivername="postgresql+psycopg"))
    try:
        with engine.connect() as connection:
            return ids(connection.execute(statement))
    finally:
        engine.dispose()


def own_session(session: Session, model: Any) -> list[uuid.UUID]:
    """A plain session of its own, without the walls."""
    with Session(house_of(session).engine) as other:
        return ids(other.execute(select(model.id)))


def reflected(session: Session, model: Any) -> list[uuid.UUID]:
    """A table that was read from the database, unknown to the models."""
    found = Table(name(model), MetaData(), autoload_with=session.connection())
    return ids(session.execute(select(found.c.id)))


def copied(session: Session, model: Any) -> list[uuid.UUID]:
    """PostgreSQL's COPY."""
    driver: Any = session.connection().connection.dbapi_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {name(model)} (id) TO STDOUT") as rows:
        return ids(rows.rows())


def prepared(session: Session, model: Any) -> Found:
    """A statement the connection keeps, and runs again later."""
    key = f"kept_{uuid.uuid4().hex}"
    return one_by_one(f"PREPARE {key} AS SELECT id FROM {{}}", f"EXECUTE {key}")(session, model)


def one_by_one(*statements: str) -> Read:
    """SQL as text, `{}` for the table; the last gives ids."""

    def read(session: Session, model: Any) -> list[uuid.UUID]:
        for statement in statements[:-1]:
            session.execute(text(statement.format(name(model))))
        return ids(session.execute(text(statements[-1].format(name(model)))))

    return read


def core(make: Callable[[Any], Any]) -> Read:
    """A statement on the model's table."""
    return lambda session, model: ids(session.execute(make(model)))


def number(make: Callable[[Any], Any]) -> Read:
    """A statement that gives how many."""
    return lambda session, model: int(session.scalar(make(model)) or 0)


def of(model: Any) -> Any:
    """The model's table."""
    return model.__table__


READS: dict[str, Read] = {
    "ORM: entities": lambda session, model: [row.id for row in session.scalars(select(model))],
    "ORM: columns": core(lambda model: select(model.id)),
    "ORM: query": lambda session, model: [row.id for row in session.query(model)],
    "ORM: get": lambda session, model: each(session, model, lambda key: session.get(model, key)),
    "ORM: get one": lambda session, model: each(
        session, model, lambda key: session.query(model).filter_by(id=key).one_or_none()
    ),
    "ORM: get anew": lambda session, model: each(
        session, model, lambda key: session.get(model, key, populate_existing=True)
    ),
    "ORM: refresh": refreshed,
    "ORM: expired attribute": expired,
    "ORM: merge": merged,
    "ORM: alias": core(lambda model: select(aliased(model).id)),
    "ORM: subquery": core(lambda model: select(select(model.id).subquery().c.id)),
    "ORM: alias of subquery": core(lambda model: select(aliased(model, select(model).subquery()).id)),
    "ORM: common table expression": core(lambda model: select(select(model.id).cte().c.id)),
    "ORM: union": core(lambda model: union(select(model.id), select(model.id))),
    "ORM: exists": core(lambda model: select(model.id).where(exists(select(aliased(model).id)))),
    "ORM: in": core(lambda model: select(model.id).where(model.id.in_(select(aliased(model).id)))),
    "ORM: count": number(lambda model: select(func.count()).select_from(model)),
    "ORM: count of query": lambda session, model: session.query(model).count(),
    "ORM: streamed": core(lambda model: select(model.id).execution_options(yield_per=2)),
    "ORM: locked": core(lambda model: select(model.id).with_for_update()),
    "ORM: from text": lambda session, model: [
        row.id
        for row in session.scalars(select(model).from_statement(text(f"SELECT * FROM {name(model)}")))  # noqa: S608
    ],
    "ORM: from Core": lambda session, model: [
        row.id for row in session.scalars(select(model).from_statement(select(of(model))))
    ],
    "ORM: beside a table": core(among),
    "Core: select": core(lambda model: select(of(model))),
    "Core: one column": core(lambda model: select(of(model).c.id)),
    "Core: where": core(lambda model: select(of(model).c.id).where(of(model).c.skjermet.is_not(None))),
    "Core: alias": core(lambda model: select(of(model).alias().c.id)),
    "Core: subquery": core(lambda model: select(select(of(model)).subquery().c.id)),
    "Core: common table expression": core(lambda model: select(select(of(model).c.id).cte().c.id)),
    "Core: recursive": recursive,
    "Core: union": core(lambda model: union(select(of(model).c.id), select(of(model).c.id))),
    "Core: union all": core(lambda model: union_all(select(of(model).c.id), select(of(model).c.id).where(text("1=0")))),
    "Core: exists": core(lambda model: select(of(model).c.id).where(exists(select(of(model).alias().c.id)))),
    "Core: in": core(lambda model: select(of(model).c.id).where(of(model).c.id.in_(select(of(model).alias().c.id)))),
    "Core: join": core(beside),
    "Core: lateral": core(lateral),
    "Core: count": number(lambda model: select(func.count()).select_from(of(model))),
    "Core: count of column": number(lambda model: select(func.count(of(model).c.id))),
    "Core: count over all": number(lambda model: select(func.count().over()).select_from(of(model)).limit(1)),
    "Core: scalar subquery": number(lambda model: select(select(func.count(of(model).c.id)).scalar_subquery())),
    "Core: grouped": core(lambda model: select(of(model).c.id).group_by(of(model).c.id).having(func.count() > 0)),
    "Core: ordered, last page": core(lambda model: select(of(model).c.id).order_by(of(model).c.id.desc()).offset(0)),
    "Core: table by name": core(lambda model: select(literal_column("id")).select_from(table(name(model)))),
    "Core: locked": core(lambda model: select(of(model).c.id).with_for_update()),
    "Core: streamed": core(lambda model: select(of(model).c.id).execution_options(yield_per=2)),
    "Core: reflected table": reflected,
    "text: select": one_by_one("SELECT id FROM {}"),
    "text: with": one_by_one("WITH found AS (SELECT id FROM {}) SELECT id FROM found"),
    "text: union": one_by_one("SELECT id FROM {0} UNION SELECT id FROM {0}"),
    "text: condition that is always true": one_by_one("SELECT id FROM {} WHERE skjermet OR NOT skjermet OR 1 = 1"),
    "text: copy of the table": one_by_one("CREATE TEMP TABLE taken AS SELECT id FROM {}", "SELECT id FROM taken"),
    "text: view": one_by_one("CREATE TEMP VIEW looked AS SELECT id FROM {}", "SELECT id FROM looked"),
    "text: count": number(lambda model: text(f"SELECT count(*) FROM {name(model)}")),  # noqa: S608
    "connection: Core": lambda session, model: ids(session.connection().execute(select(of(model).c.id))),
    "connection: SQL": lambda session, model: ids(
        session.connection().exec_driver_sql(f"SELECT id FROM {name(model)}")  # noqa: S608
    ),
    "connection: driver's cursor": lambda session, model: by_cursor(session, f"SELECT id FROM {name(model)}"),  # noqa: S608
    "connection: driver's cursor after a system scope": after_system,
    "connection: driver's cursor after a savepoint": after_savepoint,
    "engine: Core": lambda session, model: own_connection(session, select(of(model).c.id)),
    "engine: SQL": lambda session, model: own_connection(session, text(f"SELECT id FROM {name(model)}")),  # noqa: S608
    "engine: driver's cursor": lambda session, model: own_driver(session, f"SELECT id FROM {name(model)}"),  # noqa: S608
    "engine: plain session": own_session,
}
ADDRESS: dict[str, Read] = {
    "own engine: Core": lambda session, model: by_address(session, select(of(model).c.id)),
    "own engine: SQL": lambda session, model: by_address(session, text(f"SELECT id FROM {name(model)}")),  # noqa: S608
}
"""Ways of one who knows the database's address. No database holds a superuser back, so there they are not tried."""
POSTGRES: dict[str, Read] = {
    "COPY": copied,
    "cursor of the server": one_by_one("DECLARE seen CURSOR FOR SELECT id FROM {}", "FETCH ALL FROM seen"),
    "prepared": prepared,
    "only": one_by_one("SELECT id FROM ONLY {}"),
    "sampled": one_by_one("SELECT id FROM {} TABLESAMPLE SYSTEM (100)"),
    "array": one_by_one("SELECT unnest(array(SELECT id FROM {}))"),
    "row security off": one_by_one("SET LOCAL row_security = off", "SELECT id FROM {}"),
    "lateral text": one_by_one("SELECT x.id FROM (SELECT 1) one, LATERAL (SELECT id FROM {}) x"),
    "values": one_by_one("SELECT t.id FROM (VALUES (1)) v JOIN {} t ON true"),
}
"""Ways that only PostgreSQL has."""
