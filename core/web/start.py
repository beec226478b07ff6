"""The arbeidsflate: what is due."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from core.events.seen import shown
from core.i18n import lazy
from core.tasks import tasks_of
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house, user

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@needs("", title=lazy("Arbeidsflate"))
def arbeidsflate() -> Response:
    """The signed-in user's tasks, by when they are due."""
    day = house().clock.today()
    whole = request.args.get("alle", "")
    groups = tasks_of(db(), user(), day, lambda task: url_for(task.endpoint, **task.args), whole)
    shown(db(), [due.person.id for found in groups.values() for due in found.tasks if due.person is not None])
    return page("arbeidsflate.html", groups=groups, day=day, whole=whole)
