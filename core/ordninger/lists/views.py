"""The pages of lists: all of them, one law's lines, its files."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from flask import Blueprint, Response, abort, redirect, request, stream_with_context, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from core.events.seen import shown
from core.i18n import _, lazy
from core.ordninger.lists import show
from core.ordninger.lists.cells import cells
from core.ordninger.lists.export import Wanted, csv_pieces, xlsx_chunks
from core.ordninger.lists.fields import column_choices, facet_field, words_field
from core.ordninger.lists.forms import WordsForm
from core.ordninger.lists.listing import Listing, listing
from core.ordninger.lists.page import holds, lines_of, told_by_plugins
from core.ordninger.lists.registered import OF_FORMS, SEE_LISTS, laws, list_title
from core.ordninger.lists.rows import Told, lines_as_rows
from core.ordninger.lists.saved.store import views_of
from core.ordninger.lists.shielded import shielded_lines
from core.ordninger.lists.whose import Whose, whose
from core.persons.expired import expired_permits
from core.persons.search.stored import store_search, stored_words
from core.web.forms import sent
from core.web.menu import stand_on
from core.web.needs import needs
from core.web.page import page, wanted_block
from core.web.request import db, house, request_id, user

TEMPLATE = "lists/lines.html"
PAGES = ("side", "etter", "foran", "siste")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

blueprint = Blueprint("lists", __name__, url_prefix="/personlister")


@blueprint.get("/")
@needs(SEE_LISTS, title=lazy("NIR personlister"))
def overview() -> Response:
    """The lists there are, each with its ordninger and the views one can open it with."""
    return page("lists/overview.html", lists=[_shortcuts(lov) for lov in laws(house().plugins.registry) if seen(lov)])


def _shortcuts(lov: str) -> tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]:
    url = url_for("lists.lines", lov=lov)
    ordninger = [(str(one.title), show.with_args(url, {"ordning": one.key})) for one in _mine(lov).ordninger]
    views = [(one.navn, show.with_args(url, {"visning": one.id})) for one in views_of(db(), user(), lov)]
    return list_title(lov), url, ordninger, views


@blueprint.get("/<nokkel:lov>/")
@needs(SEE_LISTS, title=lazy("Personliste"))
def lines(lov: str) -> Response:
    """The lines of a law, as the address asks for them; without arguments as the user's own default."""
    return _answer(lov, 200, WordsForm())


@blueprint.post("/<nokkel:lov>/")
@needs(SEE_LISTS, title=lazy("Personliste"))
def start_search(lov: str) -> Any:
    """Keeps a DUF-nummer or a name, and answers with an address that does not tell it."""
    form = WordsForm()
    if not sent(form):
        return _answer(lov, 422, form)
    args = {key: value for key, value in arguments().items() if key not in LEFT_BEHIND}
    words = (form.q.data or "").strip()
    if words:
        args["sok"] = str(store_search(db(), user(), words))
    return redirect(show.with_args(url_for("lists.lines", lov=known(lov)), args), 303)


LEFT_BEHIND = frozenset({*PAGES, "sok", "visning"})
"""What a new search leaves behind."""


@blueprint.get("/<nokkel:lov>/csv/")
@needs(SEE_LISTS, title=lazy("Last ned CSV fil"))
def csv(lov: str) -> Any:
    """The whole list as CSV, sent while it is read."""
    return _taken_out(lov, "csv", "text/csv; charset=utf-8", csv_pieces)


@blueprint.get("/<nokkel:lov>/excel/")
@needs(SEE_LISTS, title=lazy("Last ned Excel-fil"))
def excel(lov: str) -> Any:
    """The whole list as a workbook."""
    return _taken_out(lov, "xlsx", XLSX, xlsx_chunks)


def known(lov: str) -> str:
    """The law, where the user sees an ordning under it; else there is no such page."""
    if not seen(lov):
        abort(404)
    return lov


def seen(lov: str) -> bool:
    """True when the user sees an ordning under the law."""
    return bool(_mine(lov).groups)


def _mine(lov: str) -> Whose:
    return whose(house().plugins.registry, user(), lov, house().clock.today())


def arguments() -> MultiDict[str, str]:
    """What the address says; where words are sent, also what the form carries of the list one stood on."""
    carried = {key: value for key, value in request.form.items() if key not in OF_FORMS}
    return MultiDict([*request.args.items(multi=True), *carried.items()])


def _answer(lov: str, status: int, form: WordsForm) -> Response:
    views = views_of(db(), user(), lov)
    view, args, lost = _viewed(views, arguments())
    words = stored(args)
    found = listing(db(), user(), lov, args, words or "")
    if not found.whose.groups:
        abort(404)
    stand_on(f"liste_{lov}")
    if lost:
        found.asked.remarks.append(_("Visningen finnes ikke, eller er ikke delt med deg."))
    if form.q.data is None:
        form.q.data = words or ""
    context = _context(found, any(one.standard for one in views))
    expired = bool(args.get("sok")) and words is None
    answer = page(TEMPLATE, status, form=form, views=views, view=view, expired=expired, **context)
    if wanted_block(TEMPLATE):
        answer.headers["HX-Push-Url"] = context["links"].list(side=request.args.get("side"), **_token())
    return answer


def _viewed(views: Any, args: MultiDict[str, str]) -> tuple[Any, MultiDict[str, str], bool]:
    """The view the address names, or the default where it says nothing; what it asks for; whether it was not found."""
    name = args.get("visning", "")
    if name and name != "ingen":
        view = next((one for one in views if str(one.id) == name), None)
    else:
        view = next((one for one in views if one.standard and not args), None)
    if view is not None:
        return view, MultiDict({**view.valg, **{key: args[key] for key in args if key != "visning"}}), False
    return None, args, bool(name) and name != "ingen"


def _token() -> dict[str, str]:
    return {key: request.args[key] for key in ("etter", "foran", "siste") if key in request.args}


def _context(found: Listing, default: bool) -> dict[str, Any]:
    """What the template needs. Everyone shown is in the access log."""
    rows = lines_of(found)
    apart = shielded_lines(db(), found)
    shown(db(), [row.person_id for row in (*rows.rows, *apart)])
    links = show.Links(found, default=default)
    expired = expired_permits(db(), [row.person_id for row in rows.rows], found.context.day)
    told = Told(told_by_plugins(db(), found.shown_columns, rows.rows), expired)
    first, other = show.facets_of(found)
    return {
        "listing": found,
        "title": list_title(found.context.lov),
        "lines": rows,
        "apart": apart,
        "rows": lines_as_rows(found, rows.rows, links, told),
        "cells": cells(found),
        "links": links,
        "heads": show.heads(found, links, rows),
        "chips": show.chips(found, links),
        "first": first,
        "other": other,
        "facet_field": facet_field,
        "column_choices": column_choices(found),
        "words_field": words_field,
        "steps": show.steps(rows, links, found.asked),
        "count": show.count_text(rows),
        "day": found.context.day,
        "turned": any(key in request.args for key in PAGES),
    }


def stored(args: MultiDict[str, str]) -> str | None:
    """The words of a stored search; None where there is none, or its hour has gone."""
    try:
        return stored_words(db(), user(), uuid.UUID(args.get("sok", "")))
    except ValueError:
        return None


def _taken_out(lov: str, ending: str, kind: str, pieces: Callable[[Wanted], Iterator[Any]]) -> Any:
    """The file, named by the list and the day: no person stands in the name.

    Where words that were searched for are forgotten, or a plugin's filter fails, the list itself says so instead.
    """
    args = arguments()
    words = stored(args)
    if (args.get("sok") and words is None) or not holds(listing(db(), user(), known(lov), args, words or "")):
        return redirect(show.with_args(url_for("lists.lines", lov=lov), args), 303)
    who: Any = current_user
    wanted = Wanted(house(), who._get_current_object(), lov, args, words or "", request.endpoint or "", request_id())
    answer = Response(stream_with_context(pieces(wanted)), content_type=kind)
    name = f"personer-{lov}-{house().clock.today().isoformat()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
