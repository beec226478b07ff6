"""Nothing of others', and nothing of this machine, in what is committed."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.codebase.source import ROOT

TEXT = {".py", ".html", ".css", ".js", ".md", ".toml", ".json", ".txt", ".csv", ".svg", ".mako", ".po", ".lock", ""}
OF_OTHERS = re.compile(r"(^|/)(node_modules|vendor|\.venv|dist|build)/|\.min\.(js|css)$|\.map$|\.whl$|\.mo$")
OF_A_MACHINE = (
    r"/home/\w",
    r"/root/",
    r"/work/",
    r"/Users/\w",
    r"C:\\\\",
    r"registry\.npmjs",
    r"pypi\.org",
    r"artifactory",
)


@cache
def committed() -> tuple[Path, ...]:
    """What git holds or would take."""
    if not (ROOT / ".git").exists():
        pytest.skip("a copy without git")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(Path(name) for name in names if name and (ROOT / name).is_file())


def test_nothing_of_others_is_committed() -> None:
    assert [str(path) for path in committed() if OF_OTHERS.search(str(path))] == []


def test_no_path_of_a_machine_and_no_registry() -> None:
    pattern = re.compile("|".join(OF_A_MACHINE))
    own = Path(__file__).resolve().relative_to(ROOT)
    found = [
        f"{path}: {match.group()}"
        for path in committed()
        if path.suffix in TEXT and path != own
        for match in pattern.finditer((ROOT / path).read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_no_file_is_large() -> None:
    """The largest are the lock and the data files; anything above is a mistake, pictures of the guide aside."""
    limit = 400_000
    assert [str(path) for path in committed() if (ROOT / path).stat().st_size > limit] == []


def test_lines_end_as_lines_do() -> None:
    texts = [path for path in committed() if path.suffix in TEXT]
    assert [str(path) for path in texts if b"\r\n" in (ROOT / path).read_bytes()] == []
