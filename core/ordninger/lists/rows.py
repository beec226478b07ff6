"""The rows of a list as the template takes them: plain tuples, for a page has hundreds of cells."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

from flask import current_app

from core.i18n import _, language
from core.ordninger.lists.cells import cells
from core.ordninger.lists.columns import FIRST
from core.ordninger.lists.listing import Listing
from core.ordninger.lists.queries import READ
from core.ordninger.lists.show import Links
from core.web.texts import MISSING, date_text

Values = tuple[str, Any, str, Any]
"""A cell: its kind (`num`, `link`, `wrap`, `snug` or none), its text, where it leads, and what stands after."""
Line = tuple[bool, str, str, tuple[Values, ...]]
"""A row: whether it is inactive or ended, her page, her DUF-nummer, and the other cells."""
SOON = 7
"""Days before a frist in which a row says how near it is."""


@dataclass(frozen=True)
class Told:
    """What else is told of the lines: plugins' columns by key and line, and those whose permit has run out."""

    of_plugins: Mapping[str, Mapping[uuid.UUID, Any]]
    run_out: Collection[uuid.UUID]


def lines_as_rows(listing: Listing, rows: Sequence[Any], links: Links, told: Told) -> list[Line]:
    """Each line's row, with a cell for each column that is shown; made by column, as a file is."""
    if not rows:
        return []
    own, day = cells(listing), listing.context.day
    columns = dict(zip(READ, zip(*rows, strict=True), strict=True))
    opened = [fra <= day <= til for fra, til in zip(columns["fra"], columns["til"], strict=True)]
    made: list[Iterable[Values]] = []
    for key in listing.asked.columns[1:]:
        values = own[key].all(columns) if key in own else map(told.of_plugins.get(key, {}).get, columns["id"])
        if key == "ordning":
            made.append(map(partial(_ordning, links, day, told), values, rows, opened))
        elif key == "frist":
            made.append(map(partial(_frist, day), values, opened))
        else:
            made.append(map(partial(_plain, KINDS.get(key, "")), values))
    nobody = _("Uten DUF-nummer")
    numbers = [number or nobody for number in own[FIRST].all(columns)]
    rest = zip(*made, strict=True) if made else [()] * len(rows)
    return [
        (not is_open, links.to_person(row), number, found)
        for is_open, row, number, found in zip(opened, rows, numbers, rest, strict=True)
    ]


KINDS = {"kategori": "wrap", "navn": "snug", "frist_grunn": "wrap"}


def _plain(kind: str, value: Any) -> Values:
    if isinstance(value, date):
        return "num", date_text(value), "", ""
    return kind, MISSING if value is None else value, "", ""


def _ordning(links: Links, day: date, told: Told, value: Any, row: Any, is_open: bool) -> Values:
    note = ""
    if not is_open:
        note = _("avsluttet") if row.til < day else _("kommende")
    elif row.person_id in told.run_out:
        note = _("tillatelsen er utløpt")
    return "link", value, links.to_ordning(row), f"({note})" if note else ""


def _frist(day: date, frist: date | None, is_open: bool) -> Values:
    return "num", date_text(frist), "", frist_tag((frist - day).days) if frist and is_open else ""


def frist_tag(left: int) -> Any:
    """The tag of a frist so many days ahead, as HTML; empty where it is far away."""
    return _tag(language(), max(left, -1)) if left <= SOON else ""


@lru_cache(maxsize=100)
def _tag(lang: str, left: int) -> Any:
    """Rendered once for each language and number of days: every row of a list may have one."""
    module: Any = current_app.jinja_env.get_template("macros/lists.html").module
    return module.frist_tag(left)
