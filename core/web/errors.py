"""Error pages: plain words, what to do now, and a number the operator can look up. Nothing of the fault itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from flask import Flask, Response, g, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from core.access.scope import OutOfScope
from core.i18n import _
from core.web.request import request_id

log = structlog.get_logger()


def texts(code: int) -> tuple[str, str]:
    """Heading and advice for a status code."""
    known: dict[int, Callable[[], tuple[str, str]]] = {
        400: lambda: (_("Skjemaet kunne ikke leses"), _("Gå tilbake, last siden på nytt og prøv igjen.")),
        404: lambda: (
            _("Vi finner ikke siden"),
            _("Adressen kan være feil, eller du har ikke tilgang til det som står der."),
        ),
        405: lambda: (_("Siden kan ikke brukes slik"), _("Gå tilbake og bruk knappene på siden.")),
        413: lambda: (_("Det du sendte er for stort"), _("Del det opp, eller skriv kortere.")),
        503: lambda: (_("Systemet er opptatt"), _("Ingenting er lagret. Vent litt, gå tilbake og prøv igjen.")),
    }
    if code >= 500 and code not in known:
        return (
            _("Noe gikk galt hos oss"),
            _("Ingenting er lagret. Prøv igjen, eller meld fra til den som drifter systemet."),
        )
    return known.get(code, known[400])()


def init_errors(app: Flask) -> None:
    """Hangs the error pages on the app."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, lambda error: _answer(400))
    app.register_error_handler(OutOfScope, lambda error: _answer(404))
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unforeseen)


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    original = getattr(error, "original_exception", None)
    if isinstance(original, Exception):  # it came after the view: when the answer was committed, or its log row written
        return _late(original)
    response = _answer(error.code)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _late(error: Exception) -> Response:
    if isinstance(error, OutOfScope):
        return _answer(404)
    return _database(error) if isinstance(error, OperationalError) else _unforeseen(error)


def _database(error: OperationalError) -> Response:
    if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_ERROR":  # a mistake in a statement, not a busy database
        return _unforeseen(error)
    log.error("database_unavailable", request_id=request_id(), kind=type(error.orig).__name__)
    return _answer(503)


def _unforeseen(error: Exception) -> Response:
    log.error("unforeseen", request_id=request_id(), exc_info=error)
    return _answer(500)


def _answer(code: int) -> Response:
    """The error page. It stands alone: no menu, no database, so that it works when those do not."""
    g.failed = code >= 500  # from here on nobody asks who the user is; before it, for her language
    heading, advice = texts(code)
    g.failed = True
    html = render_template("error.html", code=code, heading=heading, advice=advice, request_id=request_id())
    response = Response(html, code)
    if code >= 400:
        response.headers["HX-Retarget"] = "body"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
