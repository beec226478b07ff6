"""A browser without a screen: signs in, follows forms as a person would, and asks for fragments as htmx does."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.access.changes import find_user
from core.access.signin import start_session
from core.house import House


class Client:
    """Asks the app for pages as a signed-in user."""

    def __init__(self, app: Flask) -> None:
        """Nobody is signed in yet."""
        self.app = app
        self.http: FlaskClient = app.test_client()

    def as_user(self, name: str) -> Client:
        """Signs in with a session of its own, without asking for the password."""
        house: House = self.app.extensions["fotfeste"]
        self.http = self.app.test_client()
        with house.session(write=True) as session:
            who = start_session(session, find_user(session, name))
            session.commit()
        with self.http.session_transaction() as cookie:
            cookie["_user_id"] = who.get_id()
            cookie["_fresh"] = True
        return self

    def get(self, url: str, **arguments: Any) -> TestResponse:
        """A whole page."""
        return self.http.get(url, **arguments)

    def fragment(self, url: str, target: str) -> TestResponse:
        """The block that htmx would swap into the element with this id."""
        return self.http.get(url, headers={"HX-Request": "true", "HX-Target": target})

    def form(self, url: str, action: str = "") -> dict[str, str]:
        """The fields of the page's form as they are shown; `action` is the beginning of the form's address."""
        path = url.split("?")[0]
        return fields_of(self.get(url).text, action or path, path)

    def submit(
        self, url: str, values: dict[str, Any] | None = None, *, action: str = "", **arguments: Any
    ) -> TestResponse:
        """Opens the page, fills in its form and sends it."""
        target = action or url
        return self.http.post(target, data={**self.form(url, target.split("?")[0]), **(values or {})}, **arguments)


class _Forms(HTMLParser):
    """Collects each form's fields."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a form, and the fields within it."""
        given = dict(attrs)
        if tag == "form":
            self.forms.append((given.get("action") or "", {}))
        elif self.forms:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str | None]) -> None:
        fields = self.forms[-1][1]
        name = given.get("name") or ""
        if tag == "input" and name:
            ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if ticked:
                fields[name] = given.get("value") or ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in fields):
            fields[self._select] = given.get("value") or ""  # the first, where none is chosen
        elif tag == "textarea" and name:
            self._area = name
            fields[name] = ""

    def handle_data(self, data: str) -> None:
        """What stands in a textarea; its first line break is the page's own."""
        if self._area:
            self.forms[-1][1][self._area] = data.removeprefix("\r\n").removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """A field ends."""
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


def fields_of(html: str, action: str, path: str = "") -> dict[str, str]:
    """The fields of the first form whose address begins with `action`; one without address is sent to `path`.

    Raises LookupError when the page has no such form.
    """
    parser = _Forms()
    parser.feed(html)
    for address, fields in parser.forms:
        if (address or path).startswith(action):
            return fields
    raise LookupError(f"no form to {action} in the page; it has {[address for address, _fields in parser.forms]}")
