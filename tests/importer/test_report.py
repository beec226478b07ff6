"""What is told of a file: numbers, reasons with line numbers, remarks; and the refused lines, byte for byte."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from core.importer.errors import ImportStopped
from core.importer.lines import BOM, MAX_LINE
from core.importer.report import MOST_REFUSED, Report, Told
from core.importer.run import run_import
from tests.importer.lines import as_bytes, mottak, person

SAMPLE_LIKE = [mottak(), person(1), person(2)]


def test_the_numbers_are_plain_to_see(read):
    report = read(*SAMPLE_LIKE)
    assert report.text().splitlines() == [
        "Mottak: 1 nye, 0 endret, 0 uendret, 0 avvist.",
        "Personer: 2 nye, 0 endret, 0 uendret, 0 avvist.",
        "I alt: 3 nye, 0 endret, 0 uendret, 0 avvist.",
    ]
    assert "I alt: 0 nye, 0 endret, 3 uendret, 0 avvist." in read(*SAMPLE_LIKE).text()


def test_each_refused_line_is_named_with_its_number_and_the_others_are_read(read):
    report = read(mottak(), b"{broken", person(1, kjonn="Q"), b"", person(2), b"[]", person(3, foo=1))
    assert [told.number for told in report.refused] == [2, 3, 6, 7]
    assert report.count("ny", "person") == 1
    assert report.count("avvist") == 4
    text = report.text()
    assert "Linjer som ikke kan leses: 2 avvist." in text
    assert "Personer: 1 nye, 0 endret, 0 uendret, 2 avvist." in text
    assert "  Linje 3: kjonn: «Q» kan ikke brukes. Velg blant: K, M, X." in text


def test_a_file_cut_in_the_middle_of_a_line(house, tmp_path):
    path = tmp_path / "cut.jsonl"
    path.write_bytes(as_bytes(*SAMPLE_LIKE)[:-40])
    report = run_import(house, path)
    assert [(told.number, told.kind) for told in report.refused] == [(3, "ukjent")]
    assert "kuttet" in report.refused[0].faults[0]
    assert report.count("ny", "person") == 1


def test_windows_line_ends_and_a_bom_are_read_and_remarked(read):
    report = read(BOM + as_bytes(mottak())[:-1], person(1), person(2), end=b"\r\n")
    assert report.count("ny") == 3
    assert "Linje 1: Linjen begynner med en BOM" in report.text()
    assert "Linje 1: Filen har linjeskift fra Windows." in report.text()


def test_an_empty_file_is_no_fault(read):
    assert "I alt: 0 nye" in read().text()


def test_refused_lines_are_copied_byte_for_byte(read, tmp_path):
    fallen = tmp_path / "refused.jsonl"
    bad = [b'{"kind": "person",  "foo": 1, "navn": "\xe6\xf8"}', b'{"a": 1', BOM + b"[]"]
    overlong = b'{"x": "' + b"y" * MAX_LINE + b'"}'
    report = read(mottak(), bad[0], person(1), bad[1], overlong, bad[2], end=b"\r\n", refused=fallen)
    assert report.count("avvist") == 4
    assert fallen.read_bytes() == b"".join(line + b"\r\n" for line in (bad[0], bad[1], overlong, bad[2]))
    assert stat.S_IMODE(fallen.stat().st_mode) == 0o600


def test_the_file_of_refused_lines_is_emptied_when_none_is(read, tmp_path):
    fallen = tmp_path / "refused.jsonl"
    fallen.write_bytes(b"old")
    read(*SAMPLE_LIKE, refused=fallen)
    assert fallen.read_bytes() == b""


def test_the_file_that_is_read_is_not_written_over(house, tmp_path):
    path = tmp_path / "lines.jsonl"
    path.write_bytes(as_bytes(*SAMPLE_LIKE))
    with pytest.raises(ImportStopped, match="annet navn"):
        run_import(house, path, refused=Path(tmp_path / "." / "lines.jsonl"))
    assert path.read_bytes() == as_bytes(*SAMPLE_LIKE)


def test_a_key_of_cores_cannot_be_skipped(read):
    with pytest.raises(ImportStopped, match="«bosted» hører til kjernen"):
        read(*SAMPLE_LIKE, skip=["bosted"])


def test_what_was_skipped_is_counted(read):
    report = read(mottak(), person(1, foo=1, bar=2), person(2, foo=None), skip=["foo", "bar"])
    assert "Hoppet over: «bar» i 1 linjer, «foo» i 2 linjer." in report.text()
    assert not report.refused


def test_progress_is_told_in_bytes(read):
    told = []
    read(*SAMPLE_LIKE, progress=lambda done, of: told.append((done, of)))
    size = len(as_bytes(*SAMPLE_LIKE))
    assert told == [(size, size)]


def test_no_number_and_no_name_of_a_person_is_told(read):
    report = read(mottak(), person(1), person(1), person(2, duf="900099900013", regnr="R1234567"))
    for word in (person(1)["duf"], "Personsen", "900099900013", "R1234567"):
        assert word not in report.text()


def test_remarks_are_gathered_with_the_first_lines_that_have_them():
    report = Report()
    for line in range(1, 15):
        report.remark("det samme", line)
        report.remark("det samme", line)
    assert "  Linje 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 og 4 til: det samme" in report.text()


def test_a_report_does_not_grow_with_the_file():
    report = Report()
    for line in range(3 * MOST_REFUSED):
        report.add(Told(line, "person", faults=("feil",)))
        report.remark(f"merknad {line}", line)
    assert len(report.refused) == MOST_REFUSED
    assert len(report.remarks) < MOST_REFUSED
    assert f"… og {2 * MOST_REFUSED} til" in report.text()
    assert "andre merknader" in report.text()
