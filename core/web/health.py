"""Is it alive, and is it ready: for whoever watches over the machine."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy.exc import SQLAlchemyError

from core.migrate import pending
from core.web.needs import public
from core.web.request import house

blueprint = Blueprint("helse", __name__)


@blueprint.get("/helse")
@public("Helse")
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/helse/klar")
@public("Klar")
def ready() -> Response:
    """The database answers and is migrated; else 503 with what is missing."""
    try:
        behind = pending(house())
    except SQLAlchemyError:
        return Response("databasen svarer ikke\n", 503, mimetype="text/plain")
    if behind:
        return Response(f"ikke migrert: {', '.join(behind)}\n", 503, mimetype="text/plain")
    return Response("klar\n", mimetype="text/plain")
