"""Every address has a need, a title and typed parameters, and none is lost unnoticed."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import FloatConverter, PathConverter, UnicodeConverter

from tests.codebase.routes import LIST, routes, whole_app


@pytest.fixture(scope="module")
def whole() -> Flask:
    """The app with every bundled plugin."""
    return whole_app()


def test_every_route_says_what_it_needs_and_what_it_is_called(whole: Flask) -> None:
    for endpoint, view in whole.view_functions.items():
        need = view.need  # type: ignore[attr-defined]
        assert str(need.title).strip(), endpoint


def test_every_parameter_has_a_type(whole: Flask) -> None:
    loose = (UnicodeConverter, PathConverter, FloatConverter)
    for rule in whole.url_map.iter_rules():
        for name, converter in rule._converters.items():
            assert type(converter) not in loose, f"{rule.rule}: say what {name} is, as <uuid:{name}> does"


def test_no_route_is_lost_unnoticed(whole: Flask) -> None:
    kept = LIST.read_text(encoding="utf-8").splitlines()
    now = routes(whole)
    assert now == kept, (
        f"lost: {sorted(set(kept) - set(now))}, new: {sorted(set(now) - set(kept))}. "
        "If that is what you meant: python -m tests.codebase.routes"
    )


def test_all_pages_about_a_person_find_her_by_the_same_name(whole: Flask) -> None:
    """`person_id` is what the walls look for; another name would pass them by."""
    for rule in whole.url_map.iter_rules():
        if rule.rule.startswith("/personer/<"):
            assert rule.rule.startswith("/personer/<uuid:person_id>/"), rule.rule


def test_a_change_needs_more_than_a_look(whole: Flask) -> None:
    """No GET under an address that changes; no change but by POST."""
    changing = {
        rule.endpoint for rule in whole.url_map.iter_rules() if (rule.methods or set()) & {"PUT", "DELETE", "PATCH"}
    }
    assert changing == set()
    both = [rule for rule in whole.url_map.iter_rules() if {"GET", "POST"} <= (rule.methods or set())]
    assert both == [], "one endpoint for GET and POST: give each its own view and need"
