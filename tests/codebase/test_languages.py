"""Each page is wholly in the reader's language: no bokmål is left where she reads nynorsk or English."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from flask import Flask

from core.codes.lists import CodeList
from tests.codebase.catalogs import LANGUAGES, owners, read
from tests.codebase.walk import Walk

SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-offline")
"""Attributes people hear or see."""
VOID = {"input", "meta", "link", "br", "hr", "img", "rect", "line", "use", "path"}
WORDS = {
    "nn": "ikke fra hvis hva hvem hvor hvorfor hvilken noe noen nå bare flere mer en et være uke uken måned måneden",
    "en": "og ikke ikkje eller som fra frå til med av på er en ein et eit den det de dei hvis om når timer timar",
}
"""Words no sentence of the language has."""


class Texts(HTMLParser):
    """The texts of a page: what stands between tags, and what stands in attributes. Not what says it is bokmål."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.other: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element, and whether it is in a language of its own."""
        if tag not in VOID:
            self.other.append(tag in ("script", "style") or (tag != "html" and "lang" in dict(attrs)))
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without an end."""
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        if tag not in VOID:
            self.other.pop()

    def handle_data(self, data: str) -> None:
        """A text."""
        if data.strip() and not any(self.other):
            self.found.append(" ".join(data.split()))


def texts(html: str) -> list[str]:
    """The texts of a page."""
    parser = Texts()
    parser.feed(html)
    return parser.found


def only_bokmal(language: str, lists: list[CodeList]) -> Iterator[str]:
    """What stands in the catalogs and the code lists and is not the same in the language."""
    pairs = [
        pair
        for owner in owners()
        for message in read(owner, language)
        if message.id
        for pair in zip(_strings(message.id), _strings(message.string), strict=True)
    ]
    for code in (code for codes in lists for code in codes.codes):
        pairs += [(code.title(), code.title(language))]
        pairs += [
            (text, code.more[f"{name[:-3]}_{language}"]) for name, text in code.more.items() if name.endswith("_nb")
        ]
    theirs = {text for _bokmal, text in pairs}
    return (bokmal for bokmal, _text in pairs if bokmal not in theirs)


def _strings(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def pattern(text: str) -> str:
    """Finds a text whatever its variables are. One of three words or fewer must be the whole of what stands there."""
    parts = r".{1,80}?".join(re.escape(part) for part in re.split(r"%\(\w+\)[sd]", text))
    return parts if len(text.split()) > 3 else f"^{parts}:?$"


@pytest.fixture(scope="module")
def _compiled() -> None:
    """The catalogs as the app reads them: `./run` makes them too."""
    for owner in owners():
        for language in LANGUAGES:
            made = io.BytesIO()
            write_mo(made, read(owner, language))
            path = owner.path(language).with_suffix(".mo")
            if not path.exists() or path.read_bytes() != made.getvalue():
                path.write_bytes(made.getvalue())


@pytest.mark.one_database
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_readers_language(
    _compiled: None, make_app: Callable[..., Any], make_user: Any, make_person: Any, language: str
) -> None:
    walk = Walk(make_app(), language, make_user, make_person)
    pages = walk.all()
    assert every_page(walk.app) <= walk.endpoints, "a new page is walked past too"
    lists = list(walk.app.extensions["fotfeste"].plugins.registry.code_lists.values())
    bokmal = {text: re.compile(pattern(text)) for text in only_bokmal(language, lists)}
    words = re.compile(rf"\b(?:{'|'.join(WORDS[language].split())})\b", re.IGNORECASE)
    found: dict[str, list[str]] = {}
    for name, html in pages.items():
        assert f'<html lang="{language}"' in html, name
        for text in texts(html):
            if words.search(text) or any(known.search(text) for known in bokmal.values()):
                found.setdefault(text, []).append(name)
    assert found == {}


def every_page(app: Flask) -> set[str]:
    """The endpoints that answer with a page for people."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return {rule.endpoint for rule in rules if not rule.endpoint.startswith(("helse.", "statisk."))}
