"""Takes a list out as a file: all its lines, in pieces, each piece's persons in the access log before it is sent."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import count, islice
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

import xlsxwriter
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from core.access.kept import rows_in_pieces
from core.access.scope import set_scope
from core.access.users import SignedIn, scope_for
from core.db import small_cache
from core.events.seen import Answer, write_access_log
from core.house import House
from core.ordninger.lists.cells import Cell, cells
from core.ordninger.lists.listing import Listing, listing
from core.ordninger.lists.page import told_by_plugins
from core.ordninger.lists.queries import SHOWN, statement_of_all

READ, PIECE = 1_000, 16_000
"""Lines that are read at once, and lines that are logged at once and then sent.

Larger pieces of the log are much cheaper: its index by person is written all over for each of them.
"""
REMEMBERED = 100_000
"""Persons of a file that are known to stand in the log already; beyond that they are named once more."""
BOM, END = "\ufeff", "\r\n"
CHUNK = 64 * 1024
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
FIRST_SIGNS = frozenset(RISKY)
Values = Sequence[Any]
T = TypeVar("T")
Part = tuple[Sequence[Values], set[Any]]
"""Lines as values, and the ids of the persons they show, as the database keeps them."""


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

    @contextmanager
    def opened(self) -> Iterator[Listing]:
        """The list that is to be taken out."""
        with self.session() as session, small_cache(session.connection(), 16):
            yield listing(session, self.user, self.lov, self.args, self.words)


def csv_pieces(wanted: Wanted) -> Iterator[str]:
    """The file in pieces: semicolons, CRLF, and a mark of UTF-8 first. The titles come before anything is read."""
    with wanted.opened() as found:
        yield BOM + _csv([[_plain(title) for title in _titles(found)]])
        yield from _logged(wanted, ((_csv(lines), persons) for lines, persons in _parts(wanted, found, text=True)))


def _csv(lines: Sequence[Sequence[str]]) -> str:
    """The lines as text. Put together here where no cell needs quotes: that takes a tenth of the time.

    A cell that is empty and alone in its line needs them too, so files of one column go the long way.
    """
    text = "".join([";".join(line) + END for line in lines])
    ends, separators = len(lines), sum(map(len, lines)) - len(lines)
    found = [text.count(sign) for sign in ('"', ";", "\r", "\n")]
    if separators and found == [0, separators, ends, ends]:
        return text
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator=END).writerows(lines)
    return written.getvalue()


def xlsx_chunks(wanted: Wanted) -> Iterator[bytes]:
    """The same as a workbook. It is written to disk a row at a time, and sent when it is whole."""
    with TemporaryFile() as file:
        _write_workbook(file, wanted)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _write_workbook(file: IO[bytes], wanted: Wanted) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with closing(xlsxwriter.Workbook(file, options)) as book, wanted.opened() as found:
        made = datetime.combine(wanted.house.clock.today(), time())  # the day alone: the same list is the same file
        book.set_properties({"created": made})
        sheet, numbers = book.add_worksheet(), count(1)
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, _titles(found), head)

        def added(lines: Sequence[Values]) -> int:
            for line in lines:
                number = next(numbers)
                for place, value in enumerate(line):
                    if isinstance(value, date):
                        sheet.write_datetime(number, place, value, day)
                    elif value is not None:
                        sheet.write_string(number, place, str(value))
            return len(lines)

        for _lines in _logged(wanted, ((added(lines), persons) for lines, persons in _parts(wanted, found))):
            pass  # they are written already, and all are logged before any of it is sent


def _titles(found: Listing) -> Values:
    return [str(column.title) for column in found.shown_columns]


def _parts(wanted: Wanted, found: Listing, *, text: bool = False) -> Iterator[Part]:
    """The lines, so many as are read at once. `text`: as they stand in a file of text."""
    own = cells(found)
    wanted_of = (own[key].reads if key in own else ("id", "person_id") for key in found.asked.columns)
    read = list(dict.fromkeys(name for names in wanted_of for name in names))
    for rows in rows_in_pieces(found.session, statement_of_all(found, read), min(READ, PIECE)):
        columns = dict(zip((*read, SHOWN), zip(*rows, strict=True), strict=True))
        made = _values(wanted, found, own, rows, columns)
        if text:
            made = {key: _texts(values, key in own and own[key].once) for key, values in made.items()}
        yield list(zip(*made.values(), strict=True)), set(columns[SHOWN])


def _logged(wanted: Wanted, parts: Iterable[tuple[T, set[Any]]]) -> Iterator[T]:
    """Gives the parts when all they show are in the access log: a person once, however many of the lines are hers."""
    named: set[Any] = set()
    for piece in _together(parts, max(1, PIECE // READ)):
        new = {person for _part, persons in piece for person in persons if person not in named}
        if new:
            _log(wanted, new)
        if len(named) + len(new) > REMEMBERED:
            named.clear()
        named |= new
        yield from (part for part, _persons in piece)


def _together(parts: Iterable[T], number: int) -> Iterator[list[T]]:
    """So many at a time."""
    rest = iter(parts)
    while found := list(islice(rest, number)):
        yield found


def _values(
    wanted: Wanted, found: Listing, own: Mapping[str, Cell], rows: Sequence[Any], columns: Mapping[str, Sequence[Any]]
) -> dict[str, Iterable[Any]]:
    """By column. One of a plugin that fails is empty; its title says what is missing."""
    told: dict[str, Any] = {}
    if any(key not in own for key in found.asked.columns):
        with wanted.session() as apart:  # what fails here must not end the reading of the lines
            told = told_by_plugins(apart, found.shown_columns, rows)
    return {
        key: own[key].all(columns) if key in own else map(told.get(key, {}).get, columns["id"])
        for key in found.asked.columns
    }


def _log(wanted: Wanted, seen: Collection[Any]) -> None:
    answer = Answer(wanted.house.clock.now(), wanted.user.id, wanted.endpoint, wanted.request_id)
    with wanted.house.writing() as connection, small_cache(connection, 16):
        write_access_log(connection, answer, seen, kept=True)


def _texts(values: Iterable[Any], alike: bool) -> Iterable[str]:
    """A column as text. `alike`: few of its values are different, and each is looked up among those made."""
    if alike:
        return map(_plain, values)
    return [one if type(one) is str and one[:1] not in FIRST_SIGNS else _plain(one) for one in values]


@lru_cache(maxsize=10_000)
def _plain(value: Any) -> str:
    """A cell as text: a date as in Norway, and nothing that a spreadsheet takes for a formula.

    Remembered: a file has hundreds of thousands of dates, and few different ones.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02}.{value.month:02}.{value.year}"
    text = str(value)
    return f"'{text}" if text[:1] in FIRST_SIGNS else text
