"""What an address asks of a list, set right where it asks for what there is not."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from core.dates import DateError, parse_date
from core.i18n import _
from core.list_items import Column
from core.ordninger.lists.columns import FIRST, SORTED_BY
from core.ordninger.lists.offered import Offered
from core.ordninger.lists.registered import OWN

FALLBACK = "-fra"
"""How a list is sorted when nobody has said: those that have come last, first."""
MOST_PAGES = 100
TOKENS = ("etter", "foran")


@dataclass
class Asked:
    """The filters by key, the sort (`falling`: from the end), the columns, and which page.

    `token` is the id of the row that the page comes after (or before), beyond page 100. `remarks` tell what was set
    right. `typed` is a date as it was typed, where it is none.
    """

    chosen: dict[str, str] = field(default_factory=dict)
    sort: str = FALLBACK[1:]
    falling: bool = True
    columns: tuple[str, ...] = ()
    standard: tuple[str, ...] = ()
    page: int = 1
    token: tuple[str, uuid.UUID] | None = None
    last: bool = False
    sok: uuid.UUID | None = None
    view: str = ""
    remarks: list[str] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)

    def date_of(self, key: str) -> date | None:
        """The date chosen for a facet that is a date."""
        return date.fromisoformat(self.chosen[key]) if key in self.chosen else None

    def address(self, **changes: Any) -> dict[str, str]:
        """The arguments of the address that asks for this, or for this with changes (None: without).

        A change of filter or sort begins at page 1. What is as it would be anyway is left out.
        """
        order = f"{'-' if self.falling else ''}{self.sort}"
        args: dict[str, Any] = {
            **self.chosen,
            "sorter": order if order != FALLBACK else None,
            "kol": ",".join(self.columns[1:]) if self.columns != self.standard else None,
            "sok": self.sok,
            "visning": self.view or None,
            **changes,
        }
        return {key: str(value) for key, value in args.items() if value not in (None, "")}


def read_asked(args: MultiDict[str, str], facets: Mapping[str, Offered], columns: Mapping[str, Column]) -> Asked:
    """What the address asks for. What there is not is left out, and said in `remarks`."""
    asked = Asked(standard=tuple(key for key, one in columns.items() if one.standard or key == FIRST))
    for key in args:
        if key not in OWN and args[key].strip():
            _filter(asked, key, args[key].strip(), facets.get(key))
    _columns(asked, ",".join(args.getlist("kol")), columns)
    _sort(asked, args.get("sorter", "") or FALLBACK, columns)
    _page(asked, args)
    asked.sok = _uuid(args.get("sok", ""))
    asked.view = args.get("visning", "") if _uuid(args.get("visning", "")) or args.get("visning") == "ingen" else ""
    return asked


def _filter(asked: Asked, key: str, value: str, offered: Offered | None) -> None:
    if offered is None:
        asked.remarks.append(_("Filteret «%(navn)s» finnes ikke her. Listen vises uten det.", navn=_short(key)))
    elif offered.choices is None:
        _date(asked, key, value, offered)
    elif value in offered.choices:
        asked.chosen[key] = value
    else:
        asked.remarks.append(
            _(
                "«%(verdi)s» kan ikke velges i filteret %(navn)s. Listen vises uten det.",
                verdi=_short(value),
                navn=offered.facet.title,
            )
        )


def _date(asked: Asked, key: str, value: str, offered: Offered) -> None:
    try:
        asked.chosen[key] = parse_date(value).isoformat()
    except DateError:
        asked.typed[key] = value[:40]
        asked.remarks.append(
            _(
                "«%(verdi)s» er ingen dato. Skriv datoen som dd.mm.åååå. Listen vises uten filteret %(navn)s.",
                verdi=_short(value),
                navn=offered.facet.title,
            )
        )


def _columns(asked: Asked, text: str, columns: Mapping[str, Column]) -> None:
    wanted = [key for key in text.split(",") if key]
    if unknown := [key for key in wanted if key not in columns]:
        asked.remarks.append(_("Kolonnen «%(navn)s» finnes ikke her. Listen vises uten den.", navn=_short(unknown[0])))
    chosen = [key for key in columns if key == FIRST or key in wanted]
    asked.columns = tuple(chosen) if set(wanted) & columns.keys() else asked.standard


def _sort(asked: Asked, text: str, columns: Mapping[str, Column]) -> None:
    key = text.removeprefix("-")
    if key in columns and (key in SORTED_BY or columns[key].expression is not None):
        asked.sort, asked.falling = key, text.startswith("-")
    else:
        asked.remarks.append(_("Listen kan ikke sorteres slik. De nyeste står først."))


def _page(asked: Asked, args: MultiDict[str, str]) -> None:
    text = args.get("side", "1")
    asked.page = max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
    asked.last = "siste" in args
    for name in TOKENS:
        if token := _uuid(args.get(name, "")):
            asked.token = (name, token)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:40]}…"
