"""Bytes as numbered lines, whatever the file looks like."""

from __future__ import annotations

import io

import pytest

from core.importer import lines as reading
from core.importer.errors import ImportStopped
from core.importer.lines import BOM, MAX_LINE, lines, open_file


def numbered(data: bytes):
    return list(lines(io.BytesIO(data)))


def test_lines_are_numbered_and_placed():
    found = numbered(b"one\ntwo\r\nthree")
    assert [(line.number, line.raw, line.start, line.length) for line in found] == [
        (1, b"one\n", 0, 4),
        (2, b"two\r\n", 4, 5),
        (3, b"three", 9, 5),
    ]
    assert [line.cut for line in found] == [False, False, True]


@pytest.mark.parametrize("raw", [b"\n", b"  \t\r\n", BOM + b"\n"])
def test_blank_lines_are_known(raw):
    assert numbered(raw)[0].blank


def test_no_line_of_an_empty_file():
    assert numbered(b"") == []


@pytest.mark.parametrize("length", [MAX_LINE, MAX_LINE + 1, MAX_LINE + 2, 3 * MAX_LINE])
def test_an_overlong_line_is_passed_over_and_the_next_is_read(length):
    found = numbered(b"x" * (length - 1) + b"\n" + b"next\n")
    assert [line.overlong for line in found] == [length > MAX_LINE, False]
    assert (found[0].length, found[1].start, found[1].raw) == (length, length, b"next\n")
    assert not found[0].cut


def test_an_overlong_line_can_be_cut():
    (line,) = numbered(b"x" * (MAX_LINE + 5))
    assert (line.overlong, line.cut, line.raw) == (True, True, b"")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ImportStopped, match="kan ikke leses"):
        open_file(tmp_path / "none.jsonl")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_another_encoding_is_said_at_once(tmp_path, encoding):
    path = tmp_path / "other.jsonl"
    path.write_bytes("\ufeff{}".encode(encoding))
    with pytest.raises(ImportStopped, match="UTF-16"):
        open_file(path)


def test_the_whole_file_is_never_held():
    assert reading.PIECE < MAX_LINE < 2_000_000
