"""A line as a JSON object, or the reason why it is none."""

from __future__ import annotations

import pytest

from core.importer.errors import ImportErrors
from core.importer.lines import BOM, Line
from core.importer.parse import parse


def line(raw: bytes, *, cut: bool = False, overlong: bool = False) -> Line:
    return Line(1, raw, 0, len(raw), cut=cut, overlong=overlong)


def fault(raw: bytes, **more: bool) -> str:
    with pytest.raises(ImportErrors) as caught:
        parse(line(raw, **more))
    return caught.value.faults[0]


@pytest.mark.parametrize("raw", [b'{"a": 1}\n', b'{"a": 1}\r\n', BOM + b'{"a": 1}\n', b' {"a": 1} '])
def test_an_object_however_its_line_ends(raw):
    assert parse(line(raw)) == {"a": 1}


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"a": 1,}\n', "ikke gyldig JSON: feil ved tegn"),
        (b"{'a': 1}\n", "ikke gyldig JSON: feil ved tegn 2"),
        (b'{"a": 1} {"b": 2}\n', "ikke gyldig JSON: feil ved tegn 10"),
        (b'{"a": "x\ty"}\n', "ikke gyldig JSON"),
        (b"[1]\n", "ikke et objekt"),
        (b'"a"\n', "ikke et objekt"),
        (b"null\n", "ikke et objekt"),
        (b'{"a": 1, "b": 2, "a": 3}\n', "«a» står to ganger"),
        (b'{"a": {"c": 1, "c": 1}}\n', "«c» står to ganger"),
        (b'{"a": "\xe6"}\n', "ikke UTF-8: byte 8"),
        (b'{"a": "x\x00"}\n', "NUL-tegn i byte 9"),
        (b'{"a": NaN}\n', "NaN er ikke et tall"),
        (b'{"a": -Infinity}\n', "-Infinity er ikke et tall"),
        (b'{"a": 1e400}\n', "for stort"),
        (b'{"a": ' + b"9" * 5000 + b"}\n", "for stort"),
        (b'{"a": ' + b"[" * 100_000 + b"\n", "for mange nivåer"),
    ],
)
def test_what_is_wrong_is_said(raw, why):
    assert why in fault(raw)


def test_a_line_cut_by_the_end_of_the_file_is_told_from_a_broken_one():
    assert "kuttet" in fault(b'{"a": "b', cut=True)
    assert "kuttet" not in fault(b'{"a": "b')


def test_a_last_line_that_is_whole_needs_no_line_end():
    assert parse(line(b'{"a": 1}', cut=True)) == {"a": 1}


def test_a_line_over_the_limit_says_how_long_it_is():
    found = Line(1, b"", 0, 1_234_567, overlong=True)
    with pytest.raises(ImportErrors, match="1234567 byte"):
        parse(found)
