"""The project's own source as syntax trees, for tests about the code base."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every Python file of core and plugins, without tests and migrations, relative to the root."""
    found = [path.relative_to(ROOT) for top in ("core", "plugins") for path in sorted((ROOT / top).rglob("*.py"))]
    return tuple(path for path in found if not {"tests", "versions"} & set(path.parts))


@cache
def plugins() -> tuple[str, ...]:
    """Names of the bundled plugins."""
    return tuple(sorted(path.parent.name for path in (ROOT / "plugins").glob("*/__init__.py")))


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def module_name(path: Path) -> str:
    """`core/web/forms.py` as `core.web.forms`; a package's own file as the package."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[tuple[str, str, int]]:
    """What a file imports, wherever in it: module, name in it (empty for the module itself), and dots of a relative."""
    package = ".".join(path.parent.parts)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((name.name, "", 0) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield from ((module, name.name, node.level) for name in node.names)


def modules(path: Path) -> set[str]:
    """Every module a file may be said to import: `from core.web import page` is core.web and core.web.page."""
    return {full for module, name, _ in imported(path) for full in (module, f"{module}.{name}" if name else module)}


def imports(path: Path, *tops: str) -> set[str]:
    """Those of a file's imports that are one of these modules, or lie in it. `flask` is flask_babel and so on too."""
    found = modules(path)
    return {name for name in found for top in tops if name == top or name.startswith((f"{top}.", f"{top}_"))}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, nested ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
