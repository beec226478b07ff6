"""Headers every answer carries: a strict content policy, and nothing of a signed-in user's pages kept anywhere."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

YEAR = 31_536_000
FILES = "statisk.file"
"""The endpoint of our own static files, the only answers a browser keeps."""


def init_headers(app: Flask, *, https: bool) -> None:
    """Adds the headers to every answer of the app."""

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        if request.endpoint != FILES or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response
