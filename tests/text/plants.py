"""Faults to plant in an app, each of which the trial must find: its control."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, render_template_string, request
from sqlalchemy import select

from core.access.scope import system_scope
from core.persons.models import Person
from core.web.needs import public
from core.web.request import db

PLANTED = "/plantet/"
PAGE = '<!doctype html><html lang="nb"><title>Plantet</title>{% include "head.html" %}<main>'
FORM = """<form method="post" novalidate><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
<div class="ds-field"><input name="q" aria-label="Navn" value="{{ typed }}" aria-describedby="q-e" {{ wrong }}>"""
BESIDE = '<p class="ds-validation-message" id="q-e">Skriv et navn.</p>'
NO_POLICY = "default-src * 'unsafe-inline'"


def _names() -> list[str]:
    with system_scope(db(), "plantet"):
        return list(db().scalars(select(Person.fornavn)))


def _shows(template: str, policy: str = "") -> Callable[[Flask], None]:
    """Plants a page that shows everyone's name through this template."""

    def plant(app: Flask) -> None:
        def view() -> Response:
            html = render_template_string(PAGE + template, names=_names())
            return Response(html, headers={"Content-Security-Policy": policy} if policy else {})

        app.add_url_rule(PLANTED, "plantet.odd", public(title="Plantet")(view))

    return plant


def _asks(said: str, *, keeps: bool) -> Callable[[Flask], None]:
    """Plants a form that refuses everything, with these words, and may forget what was typed."""

    def plant(app: Flask) -> None:
        def view() -> Any:
            sent = request.method == "POST"
            typed = request.form.get("q", "") if keeps else ""
            wrong = "aria-invalid=true" if sent else ""
            html = render_template_string(PAGE + FORM + said + "</form>", typed=typed, wrong=wrong)
            return html, 422 if sent else 200

        app.add_url_rule(PLANTED, "plantet.odd", public(title="Plantet")(view), methods=["GET", "POST"])

    return plant


PLANTS: dict[str, tuple[Callable[[Flask], None], str]] = {
    "rå": (_shows("{% for name in names %}<p>{{ name|safe }}</p>{% endfor %}"), "policy"),
    "uten-csp": (_shows("{% for name in names %}<p>{{ name|safe }}</p>{% endfor %}", NO_POLICY), "dialog"),
    "bred": (_shows("{% for name in names %}<p>{{ name }}</p>{% endfor %}"), "in a window of"),
    "glemsom": (_asks(BESIDE, keeps=False), "is lost"),
    "taus": (_asks("", keeps=True), "no fault beside"),
}
"""Each by its name: what plants it, and what the trial must say of it."""
