"""The page *Frister*."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for

from core.events.seen import shown
from core.i18n import lazy
from core.ordninger.deadlines.queries import VERBS, Due, due
from core.ordninger.lists.cells import frist_grunn_words, kategori_words, ordning_words
from core.ordninger.lists.registered import SEE_LISTS, laws, list_title
from core.ordninger.lists.whose import whose
from core.persons.expired import expired_permits
from core.places.register import bydel_name
from core.places.units import unit_name
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house, user

blueprint = Blueprint("deadlines", __name__, url_prefix="/frister")

HEADINGS = {"forfalt": lazy("Forfalt"), "uke": lazy("Denne uken"), "maned": lazy("Senere denne måneden")}


@blueprint.get("/")
@needs(SEE_LISTS, title=lazy("Frister"))
def overview() -> Response:
    """What is overdue and falls due soon, for the user or for the unit."""
    mine = any(whose(house().plugins.registry, user(), lov, _day(), "endre").groups for lov in _laws())
    chosen = request.args.get("for", "")
    chosen = chosen if chosen in VERBS and (mine or chosen != "meg") else ("meg" if mine else "enheten")
    found = due(db(), user(), VERBS[chosen])
    rows = [row for part in found for row in part.rows]
    shown(db(), [row.person_id for row in rows])
    return page(
        "lists/deadlines.html",
        parts=[(HEADINGS[part.key], part, _rest(part)) for part in found],
        chosen=chosen,
        mine=mine,
        ordning=lambda row: ordning_words(house().plugins.registry.ordninger, row.ordning, row.kategori),
        kategori=lambda row: kategori_words(house().plugins.registry.ordninger, row.ordning, row.kategori),
        gjelder=lambda row: frist_grunn_words(house().plugins.registry.ordninger, row.ordning, row.frist_grunn),
        href=_href,
        whose=_whose if len({_whose(row) for row in rows}) > 1 else None,
        run_out=expired_permits(db(), [row.person_id for row in rows], _day()),
        day=_day(),
    )


def _day() -> Any:
    return house().clock.today()


def _laws() -> list[str]:
    return laws(house().plugins.registry)


def _rest(part: Due) -> list[tuple[Any, str]]:
    """The lists that hold all of them, where not all are shown here."""
    if part.number <= len(part.rows):
        return []
    before = (part.til + timedelta(days=1)).isoformat()
    return [
        (list_title(lov), url_for("lists.lines", lov=lov, frist=before, sorter="frist"))
        for lov in _laws()
        if whose(house().plugins.registry, user(), lov, _day()).groups
    ]


def _href(row: Any) -> str:
    ordning = house().plugins.registry.ordninger[row.ordning]
    return url_for(ordning.endpoint, person_id=row.person_id, ordning=row.ordning)


def _whose(row: Any) -> str:
    parts = [unit_name(db(), row.unit_id, _day()) if row.unit_id else "", bydel_name(row.bydel) or ""]
    return ", ".join(part for part in parts if part)
