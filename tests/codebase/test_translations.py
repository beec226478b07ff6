"""Every text people see is there in nynorsk and English, with the same variables."""

from __future__ import annotations

import ast
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.codebase import catalogs
from tests.codebase.catalogs import Owner, lacking, owners, read, texts, update
from tests.codebase.source import files, tree

OWNERS = {owner.name: owner for owner in owners()}
SPEAK = {"_", "gettext", "lazy", "lazy_gettext", "ngettext"}


@pytest.mark.parametrize("language", catalogs.LANGUAGES)
@pytest.mark.parametrize("name", OWNERS)
def test_every_text_is_translated(name: str, language: str) -> None:
    owner = OWNERS[name]
    catalog = read(owner, language)
    faults = lacking(catalog, texts(owner))
    assert faults == {}, f"{len(faults)} in {owner.path(language)}: python -m tests.codebase.catalogs update"
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalog if message.id}
    assert known <= {text if isinstance(text, str) else text[0] for text in texts(owner)}, "texts that are gone"


@pytest.mark.parametrize("path", files(), ids=str)
def test_a_text_is_whole_where_it_stands(path: Path) -> None:
    """What is put together while the program runs is in no catalog."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SPEAK:
            count = 2 if node.func.id == "ngettext" else 1
            whole = [isinstance(text, ast.Constant) and isinstance(text.value, str) for text in node.args[:count]]
            assert all(whole), f"{path}:{node.lineno}"
            assert all("%s" not in text.value and "{" not in text.value for text in node.args[:count]), path


def test_the_texts_are_found() -> None:
    core = texts(OWNERS["core"])
    assert "Logg inn" in core
    assert ("%(num)s person", "%(num)s personer") in core
    assert "Legg til" in texts(OWNERS["nir_tiltak"])


def test_an_update_keeps_what_is_translated_and_guesses_nothing(tmp_path: Path) -> None:
    source = tmp_path / "say.py"
    source.write_text('_("One %(a)s")\n_("New")\nngettext("%(num)s dag", "%(num)s dager", 2)\n', encoding="utf-8")
    owner = Owner("x", (source,), tmp_path)
    owner.path("nn").parent.mkdir(parents=True)
    owner.path("nn").write_text(
        'msgid "One %(a)s"\nmsgstr "Ein %(a)s"\n\nmsgid "Gone"\nmsgstr "Borte"\n', encoding="utf-8"
    )
    assert update(owner, "nn") == 2
    first = owner.path("nn").read_text(encoding="utf-8")
    assert 'msgstr "Ein %(a)s"' in first
    assert "Gone" not in first and "fuzzy" not in first and "say.py" not in first
    assert update(owner, "nn") == 2
    assert owner.path("nn").read_text(encoding="utf-8") == first
    write_mo(io.BytesIO(), read(owner, "nn"))


@pytest.mark.parametrize(
    ("text", "translated", "fault"),
    [
        ("Hei %(navn)s", "Hello %(navn)s", ""),
        ("Hei %(navn)s", "Hello %(name)s", "other variables"),
        ("Hei", "", "missing"),
        (("Ett felt", "%(num)s felt"), ("One field", "%(num)s fields"), ""),
        (("Ett felt", "%(num)s felt"), ("One field", "fields"), "other variables"),
        (("%(num)s dag", "%(num)s dager"), ("%(num)s day", ""), "missing"),
    ],
)
def test_what_counts_as_translated(text: str | tuple[str, str], translated: str | tuple[str, str], fault: str) -> None:
    catalog = Catalog("nn")
    catalog.add(text, translated)
    assert list(lacking(catalog, [text]).values()) == ([fault] if fault else [])


def test_an_unsure_translation_does_not_count() -> None:
    catalog = Catalog("nn")
    catalog.add("Hei", "Hei", flags=["fuzzy"])
    assert lacking(catalog, ["Hei", "Ha det"]) == {"Hei": "unsure", "Ha det": "missing"}
