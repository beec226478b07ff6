"""The page *Rydd i registreringen*."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import Blueprint, Response, url_for

from core.i18n import lazy, ngettext
from core.ordninger.gaps.queries import Lacking, lacking
from core.ordninger.lists.registered import SEE_LISTS, list_title
from core.ordninger.lists.show import grouped
from core.places.units import unit_name
from core.web.needs import needs
from core.web.page import page
from core.web.request import db, house, user

blueprint = Blueprint("gaps", __name__, url_prefix="/rydd")


@blueprint.get("/")
@needs(SEE_LISTS, title=lazy("Rydd i registreringen"))
def overview() -> Response:
    """What lacks in the user's lists: how many, the oldest, who follows up, and the way to them."""
    by_law = groupby(lacking(db(), user()), key=lambda one: one.lov)
    parts = [(lov, list_title(lov), [_row(one) for one in found]) for lov, found in by_law]
    return page("lists/gaps.html", parts=parts)


def _row(one: Lacking) -> dict[str, Any]:
    sort = "frist" if one.gap.key == "forfalt" else "fra"
    return {
        "gap": one.gap,
        "number": one.number,
        "shown": grouped(one.number),
        "more": one.more,
        "oldest": one.oldest if one.number else None,
        "whose": _whose(one),
        "href": url_for("lists.lines", lov=one.lov, sorter=sort, mangler=one.gap.key),
    }


def _whose(one: Lacking) -> str:
    if one.unit_id:
        return unit_name(db(), one.unit_id, house().clock.today())
    return ngettext("%(num)s kommune", "%(num)s kommuner", one.units) if one.units and not one.more else ""
