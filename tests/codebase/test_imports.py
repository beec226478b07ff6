"""Who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import core.api
from tests.codebase.source import ROOT, files, functions, imported, imports, module_name, plugins, tree

CORE = [path for path in files() if path.parts[0] == "core"]
OF_PLUGINS = [path for path in files() if path.parts[0] == "plugins" and len(path.parts) > 2]
TESTS = [path.relative_to(ROOT) for path in sorted((ROOT / "plugins").glob("*/tests/*.py"))]
RULES = [path for path in OF_PLUGINS if "rules" in (*path.parent.parts, path.stem)]


def test_core_never_imports_plugins() -> None:
    assert {str(path): found for path in CORE if (found := imports(path, "plugins"))} == {}


def test_core_outside_testing_never_imports_testing() -> None:
    paths = [path for path in CORE if path.parts[1] != "testing"]
    assert {str(path): found for path in paths if (found := imports(path, "core.testing", "pytest"))} == {}


@pytest.mark.parametrize("plugin", plugins())
def test_a_plugin_is_an_island(plugin: str) -> None:
    """Relative imports inside itself (its tests may name it), and nothing of another plugin."""
    own = f"plugins.{plugin}."
    for path in [path for path in (*OF_PLUGINS, *TESTS) if path.parts[1] == plugin]:
        for module, _name, dots in imported(path):
            relative = bool(dots) or path in TESTS
            assert relative or not module.startswith("plugins"), f"{path} names {module}: use a relative import"
            inside = f"{module}.".startswith(own) or not (dots or module.startswith("plugins"))
            assert inside, f"{path} reaches into {module}"


def test_plugins_take_from_core_only_its_api() -> None:
    for path in OF_PLUGINS:
        assert imports(path, "core") - {f"core.api.{name}" for name in core.api.__all__} <= {"core.api"}, path
    for path in TESTS:
        allowed = ("core.api", "core.testing")
        assert all(f"{name}.".startswith(tuple(f"{one}." for one in allowed)) for name in imports(path, "core")), path


@pytest.mark.parametrize("path", RULES, ids=str)
def test_rules_are_pure(path: Path) -> None:
    """No Flask, no SQLAlchemy, no clock; and nothing that has them, whether of core's api or of the plugin."""
    assert not impure(path)
    clock = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr in ("now", "today")]
    assert not clock, f"{path}:{clock[0].lineno} asks what time it is"


def impure(path: Path) -> set[str]:
    """What a rule's file imports that it may not."""
    found = imports(path, "flask", "sqlalchemy", "random", "time", "os")
    for module, name, dots in imported(path):
        if module == "core.api":
            home = getattr(core.api, name).__module__.replace(".", "/")
            found |= imports(Path(f"{home}.py"), "flask", "sqlalchemy", "core.clock")
        elif dots:
            found |= {dep for file in files_of(module, name) if file not in RULES for dep in impure(file)}
    return found


def files_of(module: str, name: str) -> list[Path]:
    """The plugin's file that `from module import name` reads."""
    return [
        path for path in OF_PLUGINS if module_name(path) in (module, f"{module}.{name}") and path.stem != "__init__"
    ]


@pytest.mark.parametrize("kind", ["models", "queries", "changes", "rules"])
def test_data_knows_no_web(kind: str) -> None:
    paths = [path for path in files() if path.stem == kind]
    assert {str(path): found for path in paths if (found := imports(path, "flask", "core.web", "wtforms"))} == {}


def test_only_views_import_forms() -> None:
    """core.web.forms is what forms are made of, not a form."""
    for path in files():
        if path.stem not in ("views", "forms"):
            found = [name for name in imports(path, "core", "plugins") if name.split(".")[-1] == "forms"]
            assert set(found) <= {"core.web.forms"}, f"{path} imports {found}"


def test_reads_and_writes_never_end_the_transaction() -> None:
    """Neither does anything of a plugin; queries write nothing."""
    for path in files():
        ends = {"commit", "rollback"} & called(path)
        if path.stem in ("queries", "changes", "models") or path in OF_PLUGINS:
            assert not ends, f"{path} calls {ends}"
        if path.stem == "queries":
            assert not called(path) & {"add", "add_all", "insert", "update", "delete", "flush"}, path


def called(path: Path) -> set[str]:
    """Names of functions and methods a file calls."""
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def test_the_files_are_found() -> None:
    assert len(CORE) > 50
    assert len(OF_PLUGINS) > 10
    assert RULES
    assert all(list(functions(path)) for path in files() if path.stem in ("views", "queries", "changes"))


AROUND = {"text", "exec_driver_sql", "connection", "get_bind", "literal_column"}
KNOWS_WHAT_IT_DOES = {
    "core/access/scope.py": "`exists()` of reach, which is the wall itself",
    "core/db.py": "the engine, and a table of keys",
    "core/events/record.py": "the log's own tables",
    "core/events/seen.py": "the log's own tables",
    "core/events/verify.py": "the log's own tables",
    "core/persons/name_rows.py": "the search's own tables, written with the person they are about",
    "core/persons/merging/rows.py": "moves rows under a system scope, also those of tables that no running plugin has",
}


def test_no_statement_goes_around_the_walls() -> None:
    """The ORM's criteria reach what is said in its own words: no table, no SQL as text, no `exists()` of nothing."""
    for path in files():
        if str(path) in KNOWS_WHAT_IT_DOES or path.parts[1] in ("testing", "migrations", "bench"):
            continue
        for node in ast.walk(tree(path)):
            assert not (isinstance(node, ast.Attribute) and node.attr == "__table__"), f"{path}:{node.lineno}"
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "exists":
                assert node.args, f"{path}:{node.lineno}: exists(select(Model.id).where(...))"
        taken = {name for module, name, _dots in imported(path) if module.startswith("sqlalchemy")}
        assert not taken & AROUND, f"{path} takes {taken & AROUND} from SQLAlchemy"
        if path in OF_PLUGINS:
            assert not called(path) & {"exec_driver_sql", "connection", "get_bind"}, path
