"""The file that `fotfeste bench` reads is one that the import takes, and the same for the same seed."""

from __future__ import annotations

import json

from core.bench.generate import write_persons
from core.importer.run import run_import
from core.persons.models import Person


def test_every_line_is_read(house, tmp_path, rows):
    path = tmp_path / "persons.jsonl"
    write_persons(path, 300, 5, 7)
    report = run_import(house, path)
    assert not report.refused, report.text()
    assert (report.count("ny", "mottak"), report.count("ny", "person")) == (40, 300)
    assert len({person.etternavn for person in rows(Person)}) > 30
    assert run_import(house, path).count("uendret") == 340


def test_the_same_seed_gives_the_same_file(tmp_path):
    paths = [tmp_path / name for name in ("a", "b", "c")]
    for path, seed in zip(paths, (1, 1, 2), strict=True):
        write_persons(path, 50, 3, seed)
    first, same, other = (path.read_bytes() for path in paths)
    assert first == same != other
    assert all(len(json.loads(line)["tiltak"]) == 3 for line in first.splitlines()[40:])
