"""Logs: one JSON object a line on stderr, with allow-listed keys only, so that no name and no number ends there.

Of an exception its kind and the places in the code are told, never its text, which may hold what someone typed. Other
packages' lines are told as they were written in their code, before anything was put into them.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request

ALLOWED = frozenset(
    {
        "event",
        "level",
        "at",
        "logger",
        "kind",
        "trace",
        "plugin",
        "part",
        "scope",
        "endpoint",
        "method",
        "status",
        "ms",
        "request_id",
        "count",
    }
)
QUIET = frozenset({"statisk.file", "helse.alive", "helse.ready"})
"""Endpoints that would fill the log and tell nothing; their lines are written at the level debug."""

Line = MutableMapping[str, Any]


def configure(level: str = "info") -> None:
    """Sets up the process's logging, ours and other packages', from this level on (`debug`, `info`, `warning`, ...)."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            places_only,
            allowed_only,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *arguments: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[Handler()], force=True)


class Handler(logging.Handler):
    """Passes other packages' lines on, without what was put into them."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one line."""
        log = structlog.get_logger()
        log.log(record.levelno, str(record.msg), logger=record.name, exc_info=record.exc_info or None)


def places_only(logger: Any, name: str, line: Line) -> Line:
    """Tells an exception by its kind and the places it passed, each `file:line function`."""
    told = line.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        line["kind"] = type(error).__name__
        line["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return line


def allowed_only(logger: Any, name: str, line: Line) -> Line:
    """Drops every key that is not on the list."""
    return {key: value for key, value in line.items() if key in ALLOWED}


def log_requests(app: Flask) -> None:
    """Writes a line for each answer: which page, how it went and how long it took. Neither who asked nor about whom."""
    log = structlog.get_logger()

    @app.before_request
    def _begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        write = log.debug if request.endpoint in QUIET else log.info
        ms = round((time.perf_counter() - g.began) * 1000, 1) if "began" in g else None
        id = g.get("request_id", "")
        write(
            "request",
            endpoint=request.endpoint,
            method=request.method,
            status=response.status_code,
            ms=ms,
            request_id=id,
        )
        return response
