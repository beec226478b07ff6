"""Page or fragment: one rule. The id that htmx targets, up to its first `--`, is the name of the Jinja block."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, make_response, render_template, request
from htmx_flask import Htmx

htmx = Htmx()


def page(template: str, status: int = 200, **context: Any) -> Response:
    """Answers with the whole page, or with only the block that was asked for.

    The template starts `{% extends layout %}`. Boosted requests, history restores and unknown blocks get the
    whole page.
    """
    block = wanted_block(template)
    layout = "fragment.html" if block else "page.html"
    response = make_response(render_template(template, layout=layout, fragment=block, **context), status)
    response.vary.update(("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request"))
    return response


def wanted_block(template: str) -> str:
    """The block this request asks for, or empty for the whole page."""
    headers = request.headers
    if headers.get("HX-Request") != "true" or headers.get("HX-Boosted") == "true":
        return ""
    if headers.get("HX-History-Restore-Request") == "true":
        return ""
    block = headers.get("HX-Target", "").split("--")[0]
    return block if block in current_app.jinja_env.get_template(template).blocks else ""
