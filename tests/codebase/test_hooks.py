"""Every hook is documented and tested."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from core import hookspecs
from tests.codebase.source import ROOT

HOOKS = sorted(name for name, thing in vars(hookspecs).items() if hasattr(thing, "fotfeste_spec"))


def test_the_hooks_are_found() -> None:
    assert {"register_blueprints", "person_menu", "on_event", "demo_data"} <= set(HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_one_sentence_each(name: str) -> None:
    text = inspect.getdoc(getattr(hookspecs, name)) or ""
    assert text.endswith(".")
    assert text.count(". ") == 0
    assert "\n" not in text


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_stands_in_the_guide(name: str) -> None:
    guide = (ROOT / "docs" / "utvidelser.md").read_text(encoding="utf-8")
    assert f"`{name}" in guide, f"docs/utvidelser.md does not tell of {name}"


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_is_tried_by_a_plugin_made_for_it(name: str) -> None:
    tried = {hook for path in sorted((ROOT / "tests" / "plugins").glob("test_*.py")) for hook in faked(path)}
    assert name in tried, f"no test in tests/plugins has fake(..., {name}=...)"


def faked(path: Path) -> set[str]:
    """The hooks given to `fake(...)` in a test file."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") == "fake"]
    return {word.arg or "" for call in named for word in call.keywords}
