"""The texts people see, and their translations: what stands in the code, and what stands in the catalogs.

`python -m tests.codebase.catalogs update` brings every .po file up to the code: new texts come in empty, texts that are
gone are taken out, and no translation is guessed. `... missing` tells how many are lacking.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from tests.codebase.source import ROOT, files, plugins

LANGUAGES = ("nn", "en")
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "N_", "gettext", "lazy", "lazy_gettext")),
    "ngettext": (1, 2),
}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@dataclass(frozen=True)
class Owner:
    """Core, or a plugin: the files that speak, and the folder where its catalogs lie."""

    name: str
    sources: tuple[Path, ...]
    folder: Path

    def path(self, language: str) -> Path:
        """The catalog of a language."""
        return self.folder / language / "LC_MESSAGES" / "messages.po"


def owners() -> list[Owner]:
    """Core with the templates at the root, then each bundled plugin with its own."""
    code = [path for path in files() if path.parts[0] == "core"]
    found = [Owner("core", (*code, *_templates("templates")), ROOT / "core/translations")]
    for name in plugins():
        own = [path for path in files() if path.parts[:2] == ("plugins", name)]
        folder = f"plugins/{name}"
        found.append(Owner(name, (*own, *_templates(f"{folder}/templates")), ROOT / folder / "translations"))
    return found


def _templates(folder: str) -> list[Path]:
    return [path.relative_to(ROOT) for path in sorted((ROOT / folder).rglob("*.html"))]


def texts(owner: Owner) -> dict[Any, None]:
    """Every text of an owner once, in order: a string, or a pair for one and many."""
    return {text: None for path in owner.sources for text in _texts_in(path)}


def _texts_in(path: Path) -> Iterator[Any]:
    method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
    for _line, text, _comments, _context in extract_from_file(method, ROOT / path, keywords=KEYWORDS):
        if text and text != ("", ""):
            yield text


def read(owner: Owner, language: str) -> Catalog:
    """A catalog as it stands; empty when there is none."""
    path = owner.path(language)
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, language)


def lacking(catalog: Catalog, wanted: Iterable[Any]) -> dict[str, str]:
    """By text, what is wrong with its translation: missing, unsure, or other variables than the text has."""
    found = {_id(text): why for text in wanted if (why := _fault(catalog.get(_id(text)), text))}
    return found


def _id(text: Any) -> str:
    return str(text if isinstance(text, str) else text[0])


def _fault(message: Message | None, text: Any) -> str:
    if message is None:
        return "missing"
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    ids = (text,) if isinstance(text, str) else text
    if len(strings) < len(ids) or not all(string and string.strip() for string in strings):
        return "missing"
    if message.fuzzy:
        return "unsure"
    if not isinstance(text, str) and not isinstance(message.id, (tuple, list)):
        return "no plural"
    # One of something may be said with or without its number.
    rights = [{frozenset(variables(ids[0])), frozenset(variables(ids[-1]))}, {frozenset(variables(ids[-1]))}]
    if any(frozenset(variables(string)) not in rights[min(n, 1)] for n, string in enumerate(strings)):
        return "other variables"
    return ""


def variables(text: str) -> set[str]:
    """The %(names)s in a text."""
    return set(re.findall(r"%\((\w+)\)[sd]", text))


def update(owner: Owner, language: str) -> int:
    """Writes a catalog anew from the texts and what was translated; gives how many lack a translation."""
    old, new = read(owner, language), Catalog(language)
    wanted = texts(owner)
    for text in wanted:
        kept = old.get(_id(text))
        same = kept is not None and isinstance(kept.id, str) == isinstance(text, str)
        new.add(
            text,
            kept.string if kept is not None and same else "",
            flags=kept.flags - {"fuzzy"} if kept and same else (),
        )
    path = owner.path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(language=language).encode())
        write_po(file, new, width=120, no_location=True, omit_header=True, sort_output=True)
    return len(lacking(read(owner, language), wanted))


def main(arguments: list[str]) -> int:
    """Does what is asked, and prints a line for each catalog."""
    if arguments not in (["update"], ["missing"]):
        print(__doc__)
        return 2
    for owner in owners():
        for language in LANGUAGES:
            wanted = texts(owner)
            left = update(owner, language) if arguments == ["update"] else len(lacking(read(owner, language), wanted))
            print(f"{owner.path(language).relative_to(ROOT)}: {len(wanted)} texts, {left} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
