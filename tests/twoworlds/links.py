"""What a page leads to: its links, and its forms with everything that could be chosen or typed in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

TYPED = ("text", "search", "number", "tel", "")
"""Kinds of fields where one types what one likes."""
CARRIED = ("csrf_token", "nokkel", "versjon")
NOWHERE = "finnes-ikke"
"""A choice that no field has."""


@dataclass
class Form:
    """A form: where and how it is sent, the fields as they are shown, what each can be, and those one types in."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    @property
    def searches(self) -> bool:
        """True for a form that is sent with one thing typed, and nothing else but what forms carry."""
        return len(self.typed) == 1 and not self.choices and {*self.fields} <= {*self.typed, *CARRIED}

    def addresses(self, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """For a form that asks by the address: as it stands, with each choice, and with each word typed.

        Each with the name of the field that is another.
        """
        path = self.action.split("?")[0]
        shown = {name: value for name, value in self.fields.items() if name != "csrf_token"}
        yield "", f"{path}?{urlencode(shown)}"
        for name, values in self.choices.items():
            for value in (*(one for one in values if one != shown.get(name)), NOWHERE):
                yield name, f"{path}?{urlencode({**shown, name: value})}"
        for name in self.typed:
            for word in words:
                yield name, f"{path}?{urlencode({**shown, name: word})}"

    def bodies(self, words: tuple[str, ...]) -> Iterator[dict[str, str]]:
        """For a form that is sent: as it stands, and with each word in all that one types."""
        yield self.fields
        for word in words if self.typed else ():
            yield {**self.fields, **dict.fromkeys(self.typed, word)}


class Page(HTMLParser):
    """Collects the links and forms of a page at an address; `beside` are fields that ask alone."""

    def __init__(self, address: str) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.address, self.links, self.forms, self.beside = address, [], [], []  # type: ignore[var-annotated]
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a link, a form, or a field."""
        given = {name: value or "" for name, value in attrs}
        for name in ("href", "hx-get", "src"):
            if name in given and not given.get("name"):
                self.links.append(self._whole(given[name]))
        if tag == "form":
            self.forms.append(Form(self._whole(given.get("action", "")), given.get("method", "get").lower()))
        elif self.forms and (given.get("name") or tag == "option"):
            self._field(tag, given)
        if tag == "input" and given.get("name"):
            self._asks_alone(given)

    def _asks_alone(self, given: dict[str, str]) -> None:
        """A field that asks while one types in it is a form of its own."""
        for method in ("get", "post"):
            if action := given.get(f"hx-{method}"):
                name = given["name"]
                self.beside.append(Form(self._whole(action), method, {name: given.get("value", "")}, typed=[name]))

    def _whole(self, address: str) -> str:
        """From the root; a link within the page, or with a query alone, is about the page itself."""
        address = address.split("#")[0]
        path = urlsplit(self.address).path
        if not address:
            return path
        return f"{path}{address}" if address.startswith("?") else address

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, name = self.forms[-1], given.get("name", "")
        kind = given.get("type", "")
        if tag == "select":
            self.select = name
            form.choices[name] = []
        elif tag == "option" and self.select:
            form.choices[self.select].append(given.get("value", ""))
            if "selected" in given or self.select not in form.fields:
                form.fields[self.select] = given.get("value", "")
        elif tag == "input" and kind in ("checkbox", "radio"):
            form.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                form.fields[name] = given.get("value", "on")
        elif tag == "textarea" or (tag == "input" and (kind in TYPED or kind == "hidden")):
            form.fields[name] = given.get("value", "")
            if kind != "hidden":
                form.typed.append(name)
        elif tag == "button" and name:
            form.choices.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """A choice ends."""
        if tag == "select":
            self.select = ""


def read(html: str, address: str) -> Page:
    """The links and forms of a page."""
    page = Page(address)
    page.feed(html)
    return page
