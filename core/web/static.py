"""Our own static files: packed ahead, named by their content, kept by the browser for ever."""

from __future__ import annotations

from flask import Blueprint, Response, request, send_from_directory

from core.web.assets import STATIC, packed
from core.web.needs import public

blueprint = Blueprint("statisk", __name__)

FOREVER = 31_536_000
TYPES = {"css": "text/css", "js": "text/javascript"}
NEEDLESS = ("Content-Disposition", "Last-Modified", "Expires", "Accept-Ranges")
"""What Flask says of any file. A browser asks for ours once, and a page waits for what is said of them too."""


@blueprint.get("/static/vendor/<fil:filename>")
@public("Filer")
def file(filename: str) -> Response:
    """One of the front-end files, in the packed form the browser takes."""
    name, encoding = packed(f"vendor/{filename}", request.accept_encodings)
    kind = TYPES[filename.rsplit(".", 1)[-1]]
    response = send_from_directory(STATIC, name, mimetype=kind, max_age=FOREVER, etag=False)
    for needless in NEEDLESS:
        response.headers.pop(needless, None)
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response
