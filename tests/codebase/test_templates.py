"""Templates hold no script and no style, and let nothing through unescaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.codebase.source import ROOT, files

TEMPLATES = [
    path.relative_to(ROOT) for top in ("templates", "plugins") for path in sorted((ROOT / top).rglob("*.html"))
]
FORBIDDEN = {
    "a script in the page": r"<script(?![^>]*\bsrc=)",
    "a script with something in it": r"<script[^>]*>\s*[^<\s]",
    "a style sheet in the page": r"<style\b",
    "a style of one element": r"\sstyle\s*=",
    "an attribute that runs": r"\son[a-z]+\s*=",
    "an address that runs": r"javascript:",
    "htmx that evaluates": r"hx-on|hx-vals|hx-vars|js:",
    "text let through": r"\|\s*safe\b|autoescape\s+false|Markup\(",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_nothing_inline(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert {why: found for why, pattern in FORBIDDEN.items() if (found := re.findall(pattern, text))} == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_what_htmx_targets_has_an_id_and_works_without(path: Path) -> None:
    """Every hx-get sits on a link or a form, with a target that names an element."""
    plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "J", (ROOT / path).read_text(encoding="utf-8"), flags=re.DOTALL)
    for tag in re.findall(r"<[^<>]*\bhx-(?:get|post)=[^<>]*>", plain):
        assert re.match(r"<(a|form)\b", tag), tag
        assert re.search(r"\b(href|action)=", tag), tag
        assert re.search(r'hx-target="#', tag), tag


def test_every_icon_is_drawn() -> None:
    used = {name for path in TEMPLATES for name in re.findall(r'\bicon\("(\w+)"', (ROOT / path).read_text("utf-8"))}
    drawn = set(re.findall(r'name == "(\w+)"', (ROOT / "templates/macros/icons.html").read_text("utf-8")))
    assert used and used <= drawn


def test_markup_is_made_in_two_places() -> None:
    """What a plugin rendered, and what the catalogs say, with its variables escaped; the rest Jinja escapes."""
    made = [str(path) for path in files() if "Markup(" in (ROOT / path).read_text(encoding="utf-8")]
    assert made == ["core/i18n.py", "core/web/panels.py"]


def test_the_templates_are_found() -> None:
    assert Path("templates/page.html") in TEMPLATES
    assert any(path.parts[0] == "plugins" for path in TEMPLATES)


def test_a_plugins_templates_lie_in_a_folder_of_its_name() -> None:
    for path in TEMPLATES:
        if path.parts[0] == "plugins":
            assert path.parts[2:4] == ("templates", path.parts[1]), path
