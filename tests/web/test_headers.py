"""What every answer carries, and that nothing of a signed-in user's pages is kept or runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from core import create_app
from core.testing import settings_for
from core.testing.client import Client
from core.testing.people import MakePerson, MakeUser
from core.web.assets import asset
from core.web.packing import packed_page
from tests.plugins.fakes import fake, gives, pages

pytestmark = pytest.mark.one_database

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Running(HTMLParser):
    """Collects what would run or style if the policy let it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.found.append(tag)
        self.found += [name for name in given if name.startswith("on") or name in ("style", "hx-on", "hx-vals")]
        self.found += [f"{name}={value}" for name, value in attrs if (value or "").lower().startswith("javascript:")]


@pytest.fixture
def answers(client: Client, make_user: MakeUser, make_person: MakePerson) -> list[TestResponse]:
    """Pages, parts, refusals and errors, in and out."""
    found = [client.get(path) for path in ("/", "/logg-inn", "/finnes/ikke", "/helse", "/helse/klar")]
    person = make_person(fornavn="<script>alert(1)</script>", etternavn="\" onclick='x'")
    client.as_user(make_user("kommune_administrativ", "kommune:4204"))
    here = f"/personer/{person.id}/"
    pages = ("", "hendelser/", "nir/", "nir/kvalifisering_i_mottak/", "nir/kvalifisering_i_mottak/2021-04/")
    found += [client.get(path) for path in ("/", "/personer/", *(here + page for page in pages), "/personer/x/")]
    found.append(client.submit("/personer/", {"q": "<script>alert(1)"}, follow_redirects=True))
    found.append(client.submit("/personer/", {"q": ""}))
    found.append(client.fragment(here, "personalia"))
    found.append(client.http.post("/personer/"))
    found.append(client.http.delete("/personer/"))
    return found


def test_every_answer(answers: list[TestResponse]) -> None:
    assert len({answer.status_code for answer in answers}) >= 6
    for answer in answers:
        for name, value in ALWAYS.items():
            assert answer.headers[name] == value, answer.request.path
        assert answer.headers["Cache-Control"] == "no-store", answer.request.path
        assert "Server" not in answer.headers or "Python" not in answer.headers["Server"]


def test_the_policy_lets_only_our_own_files_run(answers: list[TestResponse]) -> None:
    for answer in answers:
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_nothing_in_a_page_runs(answers: list[TestResponse]) -> None:
    for answer in answers:
        if answer.mimetype == "text/html":
            parser = Running()
            parser.feed(answer.text)
            assert parser.found == [], answer.request.path


def test_what_people_are_called_is_text(answers: list[TestResponse]) -> None:
    pages = [answer.text for answer in answers if "alert(1)" in answer.text]
    assert len(pages) > 4
    assert not any("<script>alert" in page for page in pages)


def test_the_cookie_is_out_of_reach(client: Client, make_user: MakeUser) -> None:
    client.as_user(make_user("kommune_introbruker", "kommune:4204"))
    cookie = client.get("/personer/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


@pytest.mark.parametrize("https", [True, False])
def test_behind_https_the_browser_stays_there(https: bool, database: str, make_user: MakeUser) -> None:
    app = create_app(replace(settings_for(database), https=https))
    answer = Client(app).get("/logg-inn", base_url="https://localhost")
    assert ("Strict-Transport-Security" in answer.headers) is https
    assert ("Secure" in answer.headers["Set-Cookie"]) is https


def test_static_files_are_packed_and_kept_for_ever(client: Client) -> None:
    for name, kind in {"app.css": "text/css", "app.js": "text/javascript", "start.js": "text/javascript"}.items():
        address = f"/static/{asset(name)}"
        plain = client.get(address)
        assert plain.status_code == 200 and plain.mimetype == kind
        assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert plain.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in plain.headers
        assert sum(len(f"{name}: {value}\r\n") for name, value in plain.headers.items()) < 300, "a page waits for it"
        for accepted, encoding in (("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)):
            packed = client.get(address, headers={"Accept-Encoding": accepted})
            assert packed.headers.get("Content-Encoding") == encoding
            assert "Accept-Encoding" in packed.headers["Vary"]
            assert packed.mimetype == kind


@pytest.mark.parametrize(
    "path", ["app.0000000000.css", "../app.css", "manifest.json", "licenses.txt", "app.css", "%2e%2e/app.css"]
)
def test_no_other_file_is_given(path: str, client: Client) -> None:
    answer = client.get(f"/static/vendor/{path}")
    assert answer.status_code == 404
    assert "immutable" not in answer.headers["Cache-Control"]


def test_every_page_asks_for_the_files_as_they_are_named(client: Client) -> None:
    page = client.get("/logg-inn").text
    for name in ("app.css", "start.js"):
        assert f"/static/{asset(name)}" in page
    assert asset("app.js") not in page, "the style sheet has the net for itself first"


def test_pages_are_packed_for_those_who_take_it(client: Client, make_app: Callable[..., Flask]) -> None:
    import gzip

    plain = client.get("/logg-inn")
    assert "Content-Encoding" not in plain.headers and "Accept-Encoding" in plain.headers["Vary"]
    packed = client.get("/logg-inn", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert b"<h1" in gzip.decompress(packed.data)
    assert len({len(packed_page(plain.data)) for _ in range(20)}) > 5, "the length tells nothing of the page"
    for refused in ("gzip;q=0", "identity", ""):
        assert "Content-Encoding" not in client.get("/logg-inn", headers={"Accept-Encoding": refused}).headers


def test_small_answers_and_other_kinds_are_not_packed(make_app: Callable[..., Flask]) -> None:
    client = Client(make_app([fake("alfa", register_blueprints=gives(pages("alfa")))]))
    for path in ("/helse", "/alfa/"):
        assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "gzip"}).headers
