"""The test command tells the truth: a failure, a missing report and a phase without tests are all red."""

from pathlib import Path

import pytest

from tests import suite

REPORT = """<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>"""
PLAIN = {phase.key: phase for phase in suite.PHASES}


def result(ran: int | None, failed: int = 0, code: int = 0, key: str = "sqlite") -> suite.Result:
    """A phase that ended so."""
    return suite.Result(PLAIN[key], ran, failed, 0, 1.5, code)


def test_a_report_is_counted_without_the_skipped(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    assert suite.count(report) == (0, 0, 0)
    report.write_text(REPORT, encoding="utf-8")
    assert suite.count(report) == (5, 2, 2)


@pytest.mark.parametrize(
    ("ended", "ok"),
    [
        (result(5), True),
        (result(None, key="lint"), True),
        (result(5, failed=1, code=1), False),
        (result(0), False),
        (result(5, code=3), False),
        (result(None, failed=1, code=1, key="lint"), False),
    ],
)
def test_what_counts_as_green(ended: suite.Result, ok: bool) -> None:
    assert ended.ok is ok
    assert ("FEIL" in suite.table([ended])) is not ok


def test_the_sentence_names_each_database() -> None:
    text = suite.table([result(412), result(230, key="postgres"), result(14, key="e2e")])
    assert "412 tester på SQLite, 230 på PostgreSQL, 14 i nettleser" in text


def test_the_two_parts_of_sqlite_are_counted_as_one_and_are_all_of_it() -> None:
    parts = [phase for phase in suite.everything() if phase.key == "sqlite"]
    assert "600 tester på SQLite" in suite.table([suite.Result(part, 300, 0, 0, 1.5, 0) for part in parts])
    most, rest = (part.command[len(PLAIN["sqlite"].command) :] for part in parts)
    assert most == tuple(f"--ignore={folder}" for folder in rest)
    assert all((suite.ROOT / folder).is_dir() for folder in rest)


def test_arguments_choose_a_phase() -> None:
    assert suite.chosen([]) == (suite.everything(), [])
    assert suite.chosen(["-k", "x"]) == ((PLAIN["sqlite"],), ["-k", "x"])
    assert suite.chosen(["e2e", "-x"]) == ((PLAIN["e2e"],), ["-x"])


def test_a_phase_whose_preparation_fails_is_red(capfd: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise OSError("no browser")

    ended = suite.run(suite.Phase("e2e", "nettleser", ("pytest", "--version"), "i nettleser", broken), [])
    assert not ended.ok
    assert "no browser" in capfd.readouterr().out
