"""Takes a list out as a file: all its lines, in pieces, each piece's persons in the access log before it is sent."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from core.access.scope import set_scope
from core.access.users import SignedIn, scope_for
from core.db import small_cache
from core.events.seen import write_access_log
from core.house import House
from core.ordninger.lists.cells import cells
from core.ordninger.lists.listing import Listing, listing
from core.ordninger.lists.page import told_by_plugins
from core.ordninger.lists.queries import statement_of_all

PIECE = 2_000
BOM = "\ufeff"
CHUNK = 64 * 1024
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
Values = list[Any]


@dataclass(frozen=True)
class Wanted:
    """What is to be taken out, by whom, and what the access log calls it."""

    house: House
    user: SignedIn
    lov: str
    args: MultiDict[str, str]
    words: str
    endpoint: str
    request_id: str

    def session(self) -> Session:
        """A session of its own that sees what the user sees: the file outlives the request's."""
        session = self.house.session()
        set_scope(session, scope_for(session, self.user, self.house.clock.today()))
        return session


def csv_pieces(wanted: Wanted) -> Iterator[str]:
    """The file in pieces: semicolons, CRLF, and a mark of UTF-8 first."""
    for number, rows in enumerate(_pieces(wanted)):
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerows([_plain(value) for value in row] for row in rows)
        yield (BOM if number == 0 else "") + text.getvalue()


def xlsx_chunks(wanted: Wanted) -> Iterator[bytes]:
    """The same as a workbook. It is written to disk a row at a time, and sent when it is whole."""
    with TemporaryFile() as file:
        _write_workbook(file, wanted)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _write_workbook(file: IO[bytes], wanted: Wanted) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with closing(xlsxwriter.Workbook(file, options)) as book:
        made = datetime.combine(wanted.house.clock.today(), time())  # the day alone: the same list is the same file
        book.set_properties({"created": made})
        sheet = book.add_worksheet()
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        number = 0
        for rows in _pieces(wanted):
            for row in rows:
                for place, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, place, value, day)
                    elif value is not None:
                        sheet.write_string(number, place, str(value), None if number else head)
                number += 1


def _pieces(wanted: Wanted) -> Iterator[Sequence[Values]]:
    """The titles, before anything is read; then the lines."""
    with wanted.session() as session, small_cache(session, 16):
        found = listing(session, wanted.user, wanted.lov, wanted.args, wanted.words)
        yield [[str(column.title) for column in found.shown_columns]]
        statement = statement_of_all(found).execution_options(yield_per=PIECE)
        for rows in session.execute(statement).partitions():
            values = _values(wanted, found, rows)
            _log(wanted, rows)
            yield values


def _values(wanted: Wanted, found: Listing, rows: Sequence[Any]) -> list[Values]:
    """A column of a plugin that fails is empty; its title says what is missing."""
    own = cells(found)
    columns = found.shown_columns
    told: dict[str, Any] = {}
    if any(column.key not in own for column in columns):
        with wanted.session() as apart:  # what fails here must not end the reading of the lines
            told = told_by_plugins(apart, columns, rows)
    return [
        [own[one.key](row) if one.key in own else told.get(one.key, {}).get(row.id) for one in columns] for row in rows
    ]


def _log(wanted: Wanted, rows: Sequence[Any]) -> None:
    with wanted.house.session(write=True) as session:
        seen = {row.person_id for row in rows}
        with small_cache(session):
            write_access_log(session, seen, wanted.user.id, wanted.endpoint, wanted.request_id)
        session.commit()


def _plain(value: Any) -> str:
    """A cell as text: a date as in Norway, and nothing that a spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02}.{value.month:02}.{value.year}"
    text = str(value)
    return f"'{text}" if text.startswith(RISKY) else text
