"""What `fotfeste bench browser` writes, and that it really measures a list in a browser."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.bench.browser import Came, Visit, measure, table
from core.bench.fill import fill
from core.commands.errors import CommandError

PAGE = Came({"siden": 6_000, "app.css": 30_000, "app.js": 9_000, "start.js": 400}, 3_000)
CLICK = Came({"siden": 2_000}, 700)


def test_the_middle_visit_decides() -> None:
    visits = [Visit(time, PAGE, click, CLICK) for time, click in ((500, 200), (590, 271), (900, 280))]
    lines = list(table(visits))
    assert lines[2] == "| liste synlig, ms | 590 | 500 | 900 | 600 | ja |"
    assert lines[3] == "| byte | 45400 | 45400 | 45400 | 45000 | nei |"
    assert lines[5] == "| filter valgt, ms | 271 | 200 | 280 | 270 | nei |"
    assert lines[-1].endswith("Hodene kommer i tillegg: 3000, og 700 når et filter velges.")


def test_without_what_drives_the_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(CommandError, match=r"\./run test"):
        measure(lambda: pytest.fail("made before it was known whether there is a browser"), 1)


@pytest.mark.e2e
def test_a_visit_is_measured(tmp_path: Path) -> None:
    """In a process of its own: a browser of ours may be open in this one. With fewer persons than it would make."""
    (tmp_path / "3000").mkdir()
    fill(tmp_path / "3000" / "bench.sqlite", 800, made=150)
    command = [sys.executable, "-c", "from core.cli import cli; cli()", "bench", "browser", "--folder", str(tmp_path)]
    done = subprocess.run([*command, "--persons", "3000", "--visits", "1"], capture_output=True, text=True, check=True)
    rows = [line.split("|")[1:-1] for line in done.stdout.splitlines() if line.startswith("| ")]
    visible, size, requests, click, click_size = [int(row[1]) for row in rows[1:]]
    assert visible > 300  # two times 150 ms, one after the other
    assert requests == 4
    assert 150 < click < visible
    assert 500 < click_size < size
