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
OF_PAGES = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
"""What says nothing of a style sheet or a script: those are short of words, for a page waits for them."""
FILES = "statisk.file"
"""The endpoint of our own static files, the only answers a browser keeps."""


def init_headers(app: Flask, *, https: bool) -> None:
    """Adds the headers to every answer of the app."""

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        if request.endpoint != FILES or response.status_code >= 400:
            response.headers.setdefault("Content-Security-Policy", POLICY)
            response.headers.update(OF_PAGES)
        return response
