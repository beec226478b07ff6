"""A list as a file: the same lines, in pieces, each piece's persons in the access log before it is sent."""

from __future__ import annotations

import csv
import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from core.events.models import AccessLog, AccessLogPerson
from core.ordninger.lists import export
from core.ordninger.lists.columns import core_columns
from core.testing.client import Client
from tests.ordninger.list_world import LIST, Lists, permit
from tests.ordninger.test_list_pages import more_lines

FORMULAS = ["=1+1", "+47", "-2", "@SUM(A1)", "\tTab", "Vanlig"]


def rows_of(text: str) -> list[list[str]]:
    """The cells of a CSV."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def seen(lists: Lists) -> list[tuple[str, int]]:
    """The rows of the access log about files, with how many persons each names."""
    with lists.here.house.session() as session:
        statement = (
            select(AccessLog.endpoint, func.count(AccessLogPerson.person_id))
            .join(AccessLogPerson, AccessLogPerson.log_id == AccessLog.id)
            .where(AccessLog.endpoint.in_(["lists.csv", "lists.excel"]))
            .group_by(AccessLog.id, AccessLog.endpoint)
        )
        return [(endpoint, number) for endpoint, number in session.execute(statement)]


def test_what_the_list_shows_and_no_more(lists: Lists) -> None:
    lists.person("Amina", permit(gyldig_til="2026-11-04"))
    lists.person("Ended", permit(trukket="2026-10-31"))
    answer = lists.here.client.get(f"{LIST}csv/?sorter=navn")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="personer-loven-2026-11-01.csv"'
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf") and answer.data.count(b"\r\n") == answer.data.count(b"\n") == 2
    head, row = rows_of(answer.text)
    assert head == ["DUF-nummer", "Fornavn, etternavn", "Kategori", "Kategori fra", "Ordning", "Frist"]
    assert row[1:] == ["Amina Etternavn", "Plikt til norsk", "02.01.2021", "Norsk", "04.11.2026"]
    more = rows_of(lists.here.client.get(f"{LIST}csv/?vis=alle&kol=navn,til&sorter=-navn").text)
    assert [row[1:] for row in more] == [
        ["Fornavn, etternavn", "Kategori til"],
        ["Ended Etternavn", "31.10.2026"],
        ["Amina Etternavn", ""],
    ]


def test_no_name_is_a_formula(lists: Lists) -> None:
    for name in FORMULAS:
        lists.person(name.strip() if name != "\tTab" else name)
    cells = [row[1] for row in rows_of(lists.here.client.get(f"{LIST}csv/").text)[1:]]
    assert not [cell for cell in cells if cell.startswith(export.RISKY)]
    assert {"'=1+1 Etternavn", "'+47 Etternavn", "Vanlig Etternavn"} <= set(cells)
    assert "<f>" not in sheet(lists)


def sheet(lists: Lists, query: str = "") -> str:
    """The sheet of the workbook, as XML."""
    answer = lists.here.client.get(f"{LIST}excel/{query}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="personer-loven-2026-11-01.xlsx"'
    return zipfile.ZipFile(io.BytesIO(answer.data)).read("xl/worksheets/sheet1.xml").decode()


def test_a_workbook_has_the_same_with_dates_as_dates(lists: Lists) -> None:
    lists.person("Amina", permit(gyldig_til="2026-11-04"))
    found = sheet(lists, "?kol=navn,frist")
    assert "Amina Etternavn" in found and "DUF-nummer" in found
    assert "<v>46330</v>" in found, "the number of 4.11.2026"
    assert seen(lists) == [("lists.excel", 1)]


def test_each_piece_is_logged_before_it_is_sent(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    """In pieces of two: when a piece can be read, its persons, and none of the next, stand in the log."""
    monkeypatch.setattr(export, "PIECE", 2)
    for name in ("Aa", "Bb", "Cc"):
        lists.person(name)
    answer = lists.here.client.http.get(f"{LIST}csv/?sorter=navn", buffered=False)
    pieces: Iterator[Any] = iter(answer.response)
    assert b"DUF-nummer" in next(pieces)
    assert seen(lists) == [], "the titles come before anything is read"
    assert next(pieces).count(b"\r\n") == 2 and seen(lists) == [("lists.csv", 2)]
    assert next(pieces).count(b"\r\n") == 1 and sorted(seen(lists)) == [("lists.csv", 1), ("lists.csv", 2)]
    assert next(pieces, None) is None
    answer.close()


def test_a_person_stands_once_in_the_log_of_a_file(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pieces she is in: whoever reads the log sees that she was in the file."""
    monkeypatch.setattr(export, "PIECE", 1)
    lists.person("Amina", permit(), permit(type="arbeid"))
    lists.person("Bb")
    assert len(rows_of(lists.here.client.get(f"{LIST}csv/?sorter=navn").text)) == 4
    assert seen(lists) == [("lists.csv", 1), ("lists.csv", 1)]


def test_every_column_of_core_can_be_taken_out(lists: Lists) -> None:
    """Each is made of columns of the line that it names itself."""
    lists.person("Amina")
    for column in core_columns():
        head, row = rows_of(lists.here.client.get(f"{LIST}csv/?kol={column.key}").text)
        assert str(column.title) in head and len(row) == len(head), column.key


def test_a_file_that_is_left_half_way_logs_what_was_sent(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "PIECE", 1)
    for name in ("Aa", "Bb", "Cc"):
        lists.person(name)
    answer = lists.here.client.http.get(f"{LIST}csv/", buffered=False)
    pieces = iter(answer.response)
    next(pieces), next(pieces)
    answer.close()
    assert seen(lists) == [("lists.csv", 1)]
    assert lists.see().count == "Viser 1 – 3 av 3 linjer"


def test_memory_is_bounded(lists: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times as many lines take no more than the few did."""

    monkeypatch.setattr(export, "PIECE", 500)

    def peak(wanted: int) -> int:
        answer = lists.here.client.http.get(f"{LIST}csv/?sorter=duf", buffered=False)
        tracemalloc.start()
        lines = sum(piece.count(b"\n") for piece in answer.response)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        answer.close()
        assert lines == wanted + 1
        return highest

    lists.person("Amina")
    more_lines(lists, 2 * export.PIECE)
    few = max(peak(2 * export.PIECE) for _again in range(2))
    more_lines(lists, 8 * export.PIECE, 2 * export.PIECE)
    assert peak(8 * export.PIECE) < 1.25 * few


def test_who_sees_less_takes_out_less(lists: Lists) -> None:
    lists.person("Amina")
    other = Client(lists.here.app).as_user(lists.here.make_user("kommune_introbruker", "kommune:0301"))
    assert len(rows_of(other.get(f"{LIST}csv/").text)) == 1
    assert not re.search("Amina", other.get(f"{LIST}csv/?kommune=4204").text)


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("cell", ["Dag", "", "to ord", "a;b", 'a"b', "a\nb", "a\rb", "a\r\nb", ";", '"'])
def test_a_cell_is_quoted_as_by_the_csv_module(cell: str, columns: int) -> None:
    for lines in ([[cell] * columns], [["Nora"] * columns, [cell] * columns, [""] * columns]):
        written = io.StringIO()
        csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(lines)
        assert export._csv(lines) == written.getvalue()
