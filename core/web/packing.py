"""Packs pages for the way to the browser."""

from __future__ import annotations

import gzip
import io
import secrets

from flask import Flask, Response, request

LEAST = 1_000
LEVEL = 5


def init_packing(app: Flask) -> None:
    """Sends HTML packed to browsers that take it."""

    @app.after_request
    def _pack(response: Response) -> Response:
        if response.mimetype != "text/html" or response.direct_passthrough or "Content-Encoding" in response.headers:
            return response
        response.vary.add("Accept-Encoding")
        body = response.get_data()
        if len(body) >= LEAST and request.accept_encodings.quality("gzip") > 0:
            response.set_data(packed_page(body))
            response.headers["Content-Encoding"] = "gzip"
        return response


def packed_page(body: bytes) -> bytes:
    """The page, gzipped, with a name of random length in front: its size does not tell what is in it (BREACH)."""
    out = io.BytesIO()
    name = "x" * secrets.randbelow(100)
    with gzip.GzipFile(name, "wb", LEVEL, out, mtime=0) as file:
        file.write(body)
    return out.getvalue()
