"""Names that would be code, formulas or disorder elsewhere are text here, on every page that shows them."""

from __future__ import annotations

import unicodedata
from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest

from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser, ReadLines, standard_line
from tests.matrix.addresses import PLAIN
from tests.matrix.odd import MARKUP, RTL

pytestmark = pytest.mark.one_database

NAMES = {
    "markup": f"Ada{MARKUP}",
    "an attribute": "Ada' onmouseover='alert(1)' x=\"y\" --><!--",
    "a formula": "=cmd|' /C calc'!A0",
    "right to left": f"Ada{RTL}",
    "entities": "Ada &lt;b&gt; &amp; &#60;i&#62;",
    "a template": "{{7*7}}{% raw %}${7*7}",
    "long": "Ä" * 200,
    "marks": "A" + "\u0301" * 100,
    "emoji": "😀" * 50,
}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
OPEN_ENDED = {"p", "li", "td", "th", "tr", "tbody", "thead", "dd", "dt", "option", "html", "body", "head"}
"""Elements whose end tag HTML lets out."""


class Page(HTMLParser):
    """A page's text, and what in it should not be there."""

    def __init__(self) -> None:
        """Nothing is read."""
        super().__init__()
        self.text, self.faults, self.stack = "", [], []  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """No script within the page, nothing that runs from an attribute, no picture of another's."""
        names = {name for name, _value in attrs}
        self.faults += [f"<{tag} {name}>" for name in names if name.startswith("on") or name == "style"]
        if tag == "img" or (tag == "script" and "src" not in names):
            self.faults.append(f"<{tag}>")
        if tag not in VOID | OPEN_ENDED:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every element ends where it began."""
        if tag in VOID | OPEN_ENDED:
            return
        if not self.stack or self.stack[-1] != tag:
            self.faults.append(f"</{tag}> in {self.stack[-3:]}")
        else:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        """Text as it is read."""
        self.text += data


def read(html: str) -> Page:
    """The page, parsed to its end."""
    page = Page()
    page.feed(html)
    page.close()
    return page


def test_the_reader_finds_what_would_run_and_what_is_broken() -> None:
    assert {"<script>", "<img>", "<img onerror>"} <= set(read(f"<p>{MARKUP}</p>").faults)
    assert read("<div><span></div>").faults and read("<div>").stack == ["div"]
    assert read(f"<p>{escape(MARKUP)}</p>").faults == []


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_is_text_on_every_page(kind: str, client: Client, make_person: MakePerson, make_user: MakeUser) -> None:
    name = NAMES[kind]
    family = {"referanse": "F1", "rolle": "hovedperson"}
    person = make_person(fornavn=name, etternavn=name, familie=family)
    make_person(fornavn=name, etternavn="Annen", familie=family)
    user = make_user("kommune_introbruker", "kommune:4204")
    make_user("kommune_administrativ", "kommune:4204", name=user)
    client.as_user(user)
    base = f"/personer/{person.id}/"
    ordning = PLAIN["ordning"][0]
    addresses = [base, f"{base}hendelser/", f"{base}nir/", f"{base}nir/{ordning}/", f"{base}nir/{ordning}/legg-til/"]
    answers = [client.get(address) for address in addresses]
    found = client.submit("/personer/", {"q": name}, follow_redirects=True)
    if any(sign.isalnum() for sign in name):
        answers.append(found)
    else:  # a search needs a letter or a digit, and says so
        assert found.status_code == 422 and read(found.text).faults == []
    wanted = " ".join(unicodedata.normalize("NFC", person.fornavn).split())
    for answer in answers:
        assert answer.status_code == 200
        page = read(answer.text)
        assert page.faults == [] and page.stack == []
        assert wanted in " ".join(page.text.split())


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "Ada\x00", "Ada\x1b[31m", "Å" * 201], ids=["long", "nul", "escape", "201"]
)
def test_a_name_that_is_none_is_refused_by_the_import(text: str, read_lines: ReadLines) -> None:
    report = read_lines({**standard_line(1), "bosted": [], "fornavn": text})
    assert len(report.refused) == 1
    assert len(report.text()) < 2_000


@pytest.mark.parametrize("text", [*NAMES.values(), "x" * 10_000, "\x01\x08", "\u2028"], ids=range(len(NAMES) + 3))
def test_what_is_typed_is_shown_again_as_text(
    text: str, client: Client, make_person: MakePerson, make_user: MakeUser
) -> None:
    person = make_person()
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    add = f"/personer/{person.id}/nir/introduksjonsprogram/legg-til/"
    fields = [name for name in client.form(add) if name not in ("csrf_token", "nokkel", "versjon")]
    for answer in (client.submit(add, dict.fromkeys(fields, text)), client.submit("/personer/", {"q": text})):
        assert answer.status_code in (303, 422)
        page = read(client.get(answer.location).text if answer.status_code == 303 else answer.text)
        assert page.faults == [] and page.stack == []
