"""No unsafe method without the token, and no form of the macro without its key and version."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from tests.matrix.addresses import addresses
from tests.matrix.world import Actor, World, client_of

UNKEYED = {"/logg-inn", "/personer/"}
"""Signing in and searching change no row, and the contract names their fields: taken without key and version."""


def actor(world: World, title: str) -> Actor:
    """The actor with this title."""
    return next(one for one in world.actors if one.title == title)


@pytest.mark.parametrize("title", ["nobody", "nir, opened", "systemadministrator", "imdi, opened"])
def test_every_unsafe_method_needs_the_token(world: World, title: str) -> None:
    client = client_of(world, actor(world, title))
    client.get("/logg-inn")
    asked = 0
    for row in addresses(world):
        for method, _endpoint in row.endpoints:
            if method in ("GET", "HEAD", "OPTIONS"):
                continue
            for token in ({}, {"csrf_token": ""}, {"csrf_token": "galt"}):
                asked += 1
                assert client.http.open(row.url, method=method, data=token).status_code == 400, row
    assert asked > 100


class Forms(HTMLParser):
    """The forms of a page that carry a key: address, and their hidden fields."""

    def __init__(self) -> None:
        """No form yet."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """A form begins, or a hidden field of it."""
        given = dict(attrs)
        if tag == "form":
            self.found.append((given.get("action") or "", {}))
        elif tag == "input" and given.get("type") == "hidden" and self.found:
            self.found[-1][1][given["name"]] = given.get("value") or ""


def keyed_forms(html: str, url: str) -> dict[str, dict[str, str]]:
    """Address and hidden fields of the page's forms that carry a key."""
    parser = Forms()
    parser.feed(html)
    return {action or url: fields for action, fields in parser.found if "nokkel" in fields}


def test_a_form_without_key_or_version_is_refused(world: World) -> None:
    tried = set()
    for title in ("nobody", "nir, holder", "nir, opened", "systemadministrator", "imdi, opened"):
        client = client_of(world, actor(world, title))
        for row in addresses(world):
            if "GET" not in dict(row.endpoints):
                continue
            page = client.get(row.url)
            if page.status_code != 200 or page.mimetype != "text/html":
                continue
            for action, fields in keyed_forms(page.text, row.url).items():
                tried.add(row.rule)
                for name in ("nokkel", "versjon"):
                    without = {key: value for key, value in fields.items() if key != name}
                    answers = [client.http.post(action, data=sent) for sent in (without, {**without, name: ""})]
                    wanted = 422 if row.rule in UNKEYED else 400
                    assert [answer.status_code for answer in answers] == [wanted, wanted], (row, name)
                    assert wanted == 422 or "last siden på nytt og prøv igjen" in answers[0].text
    assert len(tried) > 8 and tried > UNKEYED
