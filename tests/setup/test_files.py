"""What set-up stands on: packages, locks and the files that must not be committed."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def folders_with_code() -> set[str]:
    """Every folder of core and plugins that holds Python, except tests, as a package name."""
    files = [path.relative_to(ROOT) for top in ("core", "plugins") for path in (ROOT / top).rglob("*.py")]
    return {".".join(path.parent.parts) for path in files if "tests" not in path.parts}


def test_every_package_is_named_in_pyproject() -> None:
    assert folders_with_code() <= set(PYPROJECT["tool"]["setuptools"]["packages"])


@pytest.mark.parametrize(
    "name", ["requirements.lock", "package-lock.json", "package.json", "pyproject.toml", ".npmrc", "run"]
)
def test_no_address_of_a_registry(name: str) -> None:
    assert not re.search(r"https?://|file:", (ROOT / name).read_text(encoding="utf-8"))


def test_every_line_of_the_lock_is_exact_and_has_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    assert len(blocks) > 30
    for block in blocks:
        assert re.match(r"[a-z0-9._-]+==", block), block
        assert "--hash=sha256:" in block, block


def test_every_dependency_is_in_the_lock() -> None:
    locked = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    )
    project = PYPROJECT["project"]
    asked = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    assert {re.match(r"[a-z0-9._-]+", line)[0] for line in asked} <= locked


def test_npm_packages_are_exact() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = [*package["dependencies"].values(), *package["optionalDependencies"].values()]
    assert all(version[0].isdigit() for version in versions)


def test_what_is_made_is_ignored_by_git() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("a copy without git")
    made = [
        ".venv/x",
        "node_modules/x",
        "var/x",
        "core/static/vendor/x",
        "core/translations/nn/LC_MESSAGES/messages.mo",
    ]
    for path in made:
        assert subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False).returncode == 0, path


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_run_is_plain_sh(shell: str) -> None:
    if shutil.which(shell):
        subprocess.run([shell, "-n", str(ROOT / "run")], check=True)
