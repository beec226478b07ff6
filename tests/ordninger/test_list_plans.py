"""Growth, told by the database's own plan: a page is read through an index in its order, few lines or many."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, text

from core.access.scope import system_scope
from core.db import as_owner, insert_rows, is_sqlite
from core.ordninger.models import OrdningLinje
from core.statements import counted
from core.testing import used_tables
from tests.ordninger.list_world import LIST, TODAY, Lists
from tests.plans import caught, plan

KOMMUNER = [f"kommune:{number}" for number in range(1101, 1151)]
FEW, MANY = 10_000, 100_000
MADE = 10_000
"""So many lines are made one by one; SQLite makes the others of them."""
MOST = 8
"""Statements a page may ask, those of the session and the log apart."""
SORTS = [f"{way}{key}" for key in ("navn", "fra", "frist", "duf") for way in ("", "-")]


def spread(lists: Lists, number: int) -> None:
    """Lines of the one person there is, a fifth in Kristiansand and the others all over.

    SQLite is told nothing of how many they are: nor is it where they have come one by one.
    """
    draw = random.Random(number)  # noqa: S311  chance for a test
    with lists.here.house.session(write=True) as session, system_scope(session, "test"):
        first = session.scalars(select(OrdningLinje).limit(1)).one()
        values = {column.key: getattr(first, column.key) for column in inspect(OrdningLinje).columns}
        rows = [
            {
                **values,
                "id": uuid.UUID(int=draw.getrandbits(128), version=4),
                "unit_id": "kommune:4204" if draw.random() < 0.2 else draw.choice(KOMMUNER),
                "ordning": draw.choice(("norsk", "arbeid")),
                "duf": f"2099{draw.randrange(10**8):08d}",
                "etternavn_sok": f"navn {draw.randrange(900)}",
                "fra": TODAY - timedelta(days=draw.randrange(900)),
                "frist": TODAY + timedelta(days=draw.randrange(900)),
            }
            for _one in range(number)
        ]
        insert_rows(session, OrdningLinje, rows)
        session.commit()
    if not is_sqlite(lists.here.house.engine):
        analyze(lists)


def ten_times(lists: Lists) -> None:
    """Nine more of each line, on SQLite, under other ids and names; and it is told how many there are."""
    names = ["id", "etternavn_sok", *(one.key for one in inspect(OrdningLinje).columns)]
    rest = ", ".join(name for name in names[2:] if name not in names[:2])
    with lists.here.house.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO ordning_linje (id, etternavn_sok, {rest}) "  # noqa: S608  the model's own names
            f"SELECT lower(hex(randomblob(16))), etternavn_sok || n.value, {rest} "
            "FROM ordning_linje, json_each('[1, 2, 3, 4, 5, 6, 7, 8, 9]') n"
        )
    analyze(lists)


def analyze(lists: Lists) -> None:
    """What the database knows of how many there are, and how alike.

    PostgreSQL is told of all that have rows, as it would find out by itself. Of a table that is empty it is told
    nothing: what it thinks then, and what SQLite is told of other tables, the next tests would meet.
    """
    engine, tables = lists.here.house.engine, ["ordning_linje"]
    with as_owner(engine) as connection:
        if not is_sqlite(engine):
            tables = list(used_tables(connection, inspect(connection).get_table_names()))
        for table in tables:
            connection.execute(text(f"ANALYZE {table}"))


def plans(lists: Lists, query: str) -> list[str]:
    """The plans of a page: how it counts, and how it reads the rows."""
    with caught(lists.here.house, "FROM ordning_linje") as found:
        assert lists.see(query).remarks == []
    return [plan(lists.here.house, *one) for one in found]


def in_order(told: str, index: str) -> bool:
    """The rows come through this index, in the order of the list: nothing is sorted."""
    return index in told and "TEMP B-TREE" not in told and "Sort" not in told


@pytest.mark.parametrize("number", [FEW, MANY])
def test_a_page_is_read_through_an_index_in_its_order(number: int, lists: Lists) -> None:
    """One test for all, since so many lines take a while to make."""
    sqlite = is_sqlite(lists.here.house.engine)
    if number > MADE and not sqlite:
        pytest.skip("so many lines take too long to make")
    lists.person("Amina")
    spread(lists, MADE)
    if number > MADE:
        ten_times(lists)
    a_page_of_a_kommune(lists)
    if sqlite:  # PostgreSQL looks in the table too, for rows that are being written
        counting_a_kommune(lists)
    lists.here.caseworker("imdi_saksbehandler", "imdi")
    a_page_of_all_the_country(lists)
    a_page_beyond_the_hundredth(lists)
    few_statements(lists)
    a_file(lists)
    if sqlite:
        counting_reads_an_index_alone(lists, "", "ix_ordning_linje_alle_apne")


def a_page_of_a_kommune(lists: Lists) -> None:
    """Also with a filter, and not the first."""
    for sort in SORTS:
        for narrowed in ("kategori=plikt", "ordning=norsk"):
            reading = plans(lists, f"?sorter={sort}&{narrowed}&side=2")[-1]
            assert in_order(reading, f"ix_ordning_linje_enhet_{sort.removeprefix('-')}"), (
                f"{sort} {narrowed}: {reading}"
            )


def a_page_of_all_the_country(lists: Lists) -> None:
    """The first, the last, and with a filter."""
    for sort in SORTS:
        index = f"ix_ordning_linje_alle_{sort.removeprefix('-')}"
        for query in (f"?sorter={sort}", f"?sorter={sort}&siste=1", f"?sorter={sort}&kategori=plikt"):
            reading = plans(lists, query)[-1]
            assert in_order(reading, index), f"{query}: {reading}"


def a_page_beyond_the_hundredth(lists: Lists) -> None:
    """It begins where the last ended: by the row, not by counting past all before it."""
    with lists.here.house.session() as session, system_scope(session, "test"):
        some = session.scalars(select(OrdningLinje.id).limit(1)).one()
    for way in ("etter", "foran"):
        reading = plans(lists, f"?sorter=frist&{way}={some}")[-1]
        assert in_order(reading, "ix_ordning_linje_alle_frist"), reading


def few_statements(lists: Lists) -> None:
    """As many however many lines there are, and wherever in the list."""
    for query in ("", "?sorter=frist&ordning=norsk", "?side=100", "?siste=1"):
        with counted(lists.here.house.engine) as asked:
            lists.see(query)
        own = [one for one in asked if not any(table in one for table in ("web_session", "user_role", "access_log"))]
        assert len(own) <= MOST, own


def a_file(lists: Lists) -> None:
    """It is read once, in its order: the first line can be sent before the last is found."""
    with caught(lists.here.house, "FROM ordning_linje") as found:
        assert lists.here.client.get(f"{LIST}csv/?sorter=frist").text.count("\r\n") > MADE
    (statement,) = found
    reading = plan(lists.here.house, *statement, streamed=True)
    assert in_order(reading, "ix_ordning_linje_alle_frist"), reading


def counting_a_kommune(lists: Lists) -> None:
    """To the last, and not past the lines of another ordning than the one that is asked for."""
    counting_reads_an_index_alone(lists, "", "ix_ordning_linje_enhet_apne")
    counting_reads_an_index_alone(lists, "?ordning=norsk", "ix_ordning_linje_enhet_ordning")


def counting_reads_an_index_alone(lists: Lists, query: str, index: str) -> None:
    """The table itself is not looked in, and of the index no more than what is counted."""
    counting = plans(lists, query)[0]
    assert f"COVERING INDEX {index}" in counting and "apen_til>?" in counting, counting
