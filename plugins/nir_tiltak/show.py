"""Answers with the ordning's page: the same page whether a month is open, a form stands in it, or neither."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, request

from core.api import (
    Form,
    Month,
    Ordning,
    Person,
    db,
    house,
    language,
    page,
    person_access,
    person_head,
    stand_on,
    today,
    user,
)

from .cautions import cautions
from .codes import group_valid, guidance, typer
from .compare import both_versions
from .models import Tiltak
from .read import all_tiltak
from .table import SORTS, MonthLine, Table, rows_of
from .why import why

OLDEST_FIRST = "fra"


def ordning_of(key: str) -> Ordning:
    """The ordning with this key."""
    return house().plugins.registry.ordninger[key]


def table_of(person: Person, ordning: str) -> Table:
    """Her tiltak and periods of the ordning: one statement more than her head takes."""
    periods = [one for one in person_head(person).periods if one.ordning == ordning]
    tiltak = [one for one in all_tiltak(person) if one.ordning == ordning]
    return Table(ordning, tiltak, periods, today(db()))


def kept_args() -> dict[str, str]:
    """What of the address stays when a month opens or closes."""
    return {"slettede": "1"} if request.args.get("slettede") == "1" else {}


def answer(person: Person, ordning: str, status: int = 200, **context: Any) -> Response:
    """The page with what the context says is open."""
    stand_on(ordning)
    table = table_of(person, ordning)
    opened: Month | None = context.pop("opened", None)
    unfolded = _unfolded(opened)
    standing: dict[str, Any] = {
        "person": person,
        "ordning": ordning_of(ordning),
        "table": table,
        "unfolded": unfolded,
        "m": table.line(opened) if opened else None,
        "year": table.year_shown(request.args.get("aar", type=int), opened or max(unfolded, default=None)),
        "period": table.period_on(table.today),
        "kept": kept_args(),
        "with_deleted": "slettede" in kept_args(),
        "sort": _sort(),
        "details": _details(),
        "rows": _rows(ordning),
        "cautions": lambda tiltak: cautions(table, tiltak),
        "may_edit": lambda tiltak=None: _may_edit(ordning, tiltak),
        "tiltak_title": lambda key: typer().title(key, language()),
        "veiledning": lambda key: guidance(key, language()),
        "gruppe_gjelder": lambda key: group_valid(ordning, key, table.today),
        "versjoner": both_versions,
        "whys": lambda: [why(ordning_of(ordning), one) for one in table.periods],
        "why_open": request.args.get("hvorfor") == "1",
        "form": None,
        "editing": None,
        "deleting": None,
        "conflict": False,
    }
    return page("nir_tiltak/ordning.html", status, **{**standing, **context})


def form_answer(
    person: Person, ordning: str, form: Form, tiltak: Tiltak | None = None, status: int = 200, **context: Any
) -> Response:
    """The page with the form of a tiltak in its place; `tiltak` is the one edited."""
    return answer(person, ordning, status, form=form, editing=tiltak, **context)


def _sort() -> str:
    wanted = request.args.get("sorter", OLDEST_FIRST)
    return wanted if wanted.removeprefix("-") in SORTS else OLDEST_FIRST


def _unfolded(opened: Month | None) -> set[Month]:
    """The month in the address, unless it is being folded, and those that stood open when the page is asked for."""
    named = {opened} if opened and request.args.get("lukket") != "1" else set()
    return named | {found for text in request.args.getlist("apen") if (found := _month(text))}


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except ValueError:
        return None


def _details() -> uuid.UUID | None:
    try:
        return uuid.UUID(request.args.get("detaljer", ""))
    except ValueError:
        return None


def _rows(ordning: str) -> Any:
    def rows(line: MonthLine) -> Any:
        return rows_of(line, ordning, _sort(), "slettede" in kept_args())

    return rows


def _may_edit(ordning: str, tiltak: Tiltak | None) -> bool:
    permission = f"{ordning}.endre"
    if not person_access().permits(user(), permission, write=True):
        return False
    return tiltak is None or person_access().may_write_on(user(), permission, tiltak.fra)
