"""Small files, small functions, and a docstring on everything public."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.codebase.source import ROOT, files, functions, tree


def lengths() -> dict[str, int]:
    """Lines of each file."""
    return {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in files()}


def test_files_are_small() -> None:
    found = lengths()
    assert median(found.values()) <= 90
    assert {path: lines for path, lines in found.items() if lines > 300} == {}


def test_functions_are_small() -> None:
    found = [(node.end_lineno or 0) - node.lineno + 1 for path in files() for node in functions(path)]
    assert quantiles(found, n=10)[8] <= 25


@pytest.mark.parametrize("path", files(), ids=str)
def test_everything_public_says_what_it_gives(path: Path) -> None:
    if not tree(path).body:
        return  # an empty file that makes a folder a package
    silent = [name for name, node in public(tree(path), path.stem) if not ast.get_docstring(node)]
    assert silent == []


def public(node: ast.Module | ast.ClassDef, name: str) -> list[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef]]:
    """A module or class with its public classes, functions and methods."""
    found: list[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef]] = [(name, node)]
    for child in node.body:
        if isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            found += public(child, f"{name}.{child.name}")
        elif isinstance(child, ast.FunctionDef) and not child.name.startswith("_"):
            found.append((f"{name}.{child.name}", child))
    return found
