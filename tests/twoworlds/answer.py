"""An answer as another can be compared with it: everything in it, and every line that was logged meanwhile."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from io import StringIO
from typing import Any

import structlog
from flask import Flask
from itsdangerous import BadSignature
from werkzeug.test import TestResponse

from core.logs import configure

CSRF = re.compile(r'(name="csrf_token" value="|X-CSRFToken(?:"|&#34;): ?(?:"|&#34;))[^"&]*')
"""The first mask of four: the token is random, and tells when it was made."""
CLOCK = ("Date", "Expires")
"""The second: the server's clock, also where a file says how long it keeps."""
UNTIMED = ("at", "ms")
"""The third and fourth, in a line of the log: the process's clock, and how long it took.

Idempotency keys, request ids and all other ids need no mask: they follow from the request's number (`still`).
"""


@dataclass(frozen=True)
class Answer:
    """Status, headers in their order, body, what the session's cookie says, and lines on stderr."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    lines: tuple[str, ...]

    def differs(self, other: Answer) -> str:
        """Where the two part, the first place of it; empty when nothing tells them apart."""
        if self.status != other.status:
            return f"status {self.status} | {other.status}"
        if self.body != other.body:
            return _parts(self.body, other.body)
        for name, mine, theirs in (("hode", self.headers, other.headers), ("logg", self.lines, other.lines)):
            if mine != theirs:
                return f"{name} {[one for one in mine if one not in theirs]} | {[o for o in theirs if o not in mine]}"
        return ""


def _parts(mine: str, theirs: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs)))
    return f"tekst «{mine[max(at - 30, 0) : at + 50]}» | «{theirs[max(at - 30, 0) : at + 50]}»"


def told(app: Flask, ask: Callable[[], TestResponse]) -> tuple[Answer, TestResponse]:
    """Asks, and gives the answer both as it is compared and as it came."""
    err = StringIO()
    with redirect_stderr(err):
        response = ask()
        raw = response.get_data()
    headers = tuple((name, _header(app, name, value)) for name, value in response.headers if name not in CLOCK)
    body = CSRF.sub(r"\1", raw.decode("utf-8", "surrogateescape"))
    return Answer(response.status_code, headers, body, tuple(map(_line, err.getvalue().splitlines()))), response


def _header(app: Flask, name: str, value: str) -> str:
    """A header; of the session's cookie what it says, without the token."""
    cookie, _equals, rest = value.partition("=")
    if name != "Set-Cookie" or cookie != app.config["SESSION_COOKIE_NAME"]:
        return value
    sealed, _semicolon, attributes = rest.partition(";")
    box: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    try:
        said = {key: held for key, held in box.loads(sealed).items() if key != "csrf_token"}
    except BadSignature:
        return value
    return f"{cookie}={json.dumps(said, sort_keys=True, default=str)};{attributes}"


def _line(text: str) -> str:
    try:
        line = json.loads(text)
    except ValueError:
        return text
    return json.dumps(
        {key: said for key, said in line.items() if key not in UNTIMED} if isinstance(line, dict) else line
    )


@contextmanager
def all_logged() -> Iterator[None]:
    """Within it the process logs everything there is to log; afterwards as before."""
    root = logging.getLogger()
    handlers, level, before = list(root.handlers), root.level, structlog.get_config()
    configure("debug")
    try:
        with redirect_stderr(StringIO()):  # what is logged between the requests
            yield
    finally:
        structlog.configure(**before)
        root.handlers[:], root.level = handlers, level
