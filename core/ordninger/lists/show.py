"""What the page of a list shows around its lines: links that are made once, chips, and the way to other pages."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from core.i18n import _, ngettext
from core.ordninger.lists.asked import MOST_PAGES, Asked
from core.ordninger.lists.columns import INDEXED, SORTED_BY
from core.ordninger.lists.listing import Listing
from core.ordninger.lists.queries import Lines
from core.web.texts import date_text

NOBODY = uuid.UUID("00000000-0000-4000-8000-000000000000")
"""Stands in an address made once, until each row's own id is put in its place."""


@dataclass(frozen=True)
class Head:
    """A column's head: where it leads (empty: it does not sort), and `ascending`, `descending` or `none`."""

    key: str
    title: Any
    href: str
    state: str


@dataclass(frozen=True)
class Step:
    """A page one can go to; `href` empty: a gap. `current`: the page one is on."""

    title: str
    href: str
    current: bool = False


class Links:
    """Addresses of this list, and of persons and their ordninger, made without asking Flask for each."""

    def __init__(self, listing: Listing, *, default: bool) -> None:
        """`default`: the bare address would open another view, so that what is left out must be said."""
        self.base = url_for("lists.lines", lov=listing.context.lov)
        self.asked, self.default = listing.asked, default
        self.person = _halves(url_for("persons.person", person_id=NOBODY))
        self.ordninger = {
            one.key: _halves(url_for(one.endpoint, person_id=NOBODY, ordning=one.key)) for one in listing.every
        }

    def list(self, **changes: Any) -> str:
        """The list with changes."""
        args = self.asked.address(**{"visning": None, **changes})
        if not args and self.default:
            args = {"visning": "ingen"}
        return with_args(self.base, args)

    def file(self, kind: str) -> str:
        """The list as a file, `csv` or `excel`."""
        return with_args(f"{self.base}{kind}/", self.asked.address(visning=None))

    def save(self) -> str:
        """The page that gives the list a name."""
        return with_args(f"{self.base}lagre/", self.asked.address(sok=None, visning=None))

    def to_person(self, row: Any) -> str:
        """Her page."""
        return f"{self.person[0]}{row.person_id}{self.person[1]}"

    def to_ordning(self, row: Any) -> str:
        """Her page of the row's ordning; her own where it has none."""
        first, rest = self.ordninger.get(row.ordning, self.person)
        return f"{first}{row.person_id}{rest}"


def with_args(url: str, args: Mapping[str, str]) -> str:
    """The address with these arguments; a list of keys keeps its commas."""
    return f"{url}?{urlencode(args, safe=',')}" if args else url


def _halves(url: str) -> tuple[str, str]:
    first, _id, rest = url.partition(str(NOBODY))
    return first, rest


def heads(listing: Listing, links: Links, lines: Lines) -> list[Head]:
    """The columns' heads, each with the way to sort by it: the other way where the list is sorted so already."""
    asked = listing.asked
    found = []
    for column in listing.shown_columns:
        sorts = (column.key in INDEXED or not lines.more) and (column.key in SORTED_BY or bool(column.expression))
        here = column.key == asked.sort
        state = ("descending" if asked.falling else "ascending") if here else "none"
        order = f"-{column.key}" if here and not asked.falling else column.key
        found.append(Head(column.key, column.title, links.list(sorter=order) if sorts else "", state))
    return found


def chips(listing: Listing, links: Links) -> list[tuple[str, str]]:
    """What the list is narrowed by, each with the address of the list without it. The words themselves are not told."""
    found = []
    for key, value in listing.asked.chosen.items():
        one = listing.offered[key]
        text = one.choices.get(value, value) if one.choices is not None else date_text(listing.asked.date_of(key))
        found.append((f"{one.facet.title}: {text}", links.list(**{key: None})))
    if listing.words:
        found.append((_("DUF-nummer eller navn"), links.list(sok=None)))
    return found


def steps(lines: Lines, links: Links, asked: Asked) -> list[Step | None]:
    """The way to the page before, to the numbered ones round this, and to the one after; empty with nowhere to go."""
    before = after = None
    if lines.before:
        before = Step(_("Forrige"), _beside(lines, links, asked, "foran", -1))
    if lines.after:
        after = Step(_("Neste"), _beside(lines, links, asked, "etter", 1))
    found = [before, *_numbers(lines, links), after]
    return found if any(found) else []


def _beside(lines: Lines, links: Links, asked: Asked, token: str, way: int) -> str:
    """By number as far as pages are numbered, beyond that by the row at the edge."""
    page = lines.page + way
    if lines.page and page <= MOST_PAGES and lines.page <= MOST_PAGES:
        return links.list(side=page if page > 1 else None)
    if not lines.rows or asked.sort not in SORTED_BY:
        return links.list()
    return links.list(**{token: lines.rows[0 if way < 0 else -1].id})


def _numbers(lines: Lines, links: Links) -> list[Step]:
    """The first page, those round the one shown, and the last."""
    pages = min(lines.pages, MOST_PAGES)
    if pages == 1 and not lines.more and lines.page:
        return []
    here = lines.page
    near = {1, *(range(max(1, here - 2), min(pages, here + 2) + 1) if here else ())}
    found: list[Step] = []
    for page in sorted(near | ({pages} if lines.pages <= MOST_PAGES and not lines.more else set())):
        if found and int(found[-1].title) < page - 1:
            found.append(Step(str(page - 1), ""))
        found.append(Step(str(page), links.list(side=page if page > 1 else None), page == here))
    if (lines.pages > MOST_PAGES or lines.more) and lines.after:
        found.append(Step(_("Siste"), links.list(siste=1)))
    return found


def count_text(lines: Lines) -> str:
    """`Viser 1 – 25 av 96 linjer`."""
    most = _("mer enn 10 000") if lines.more else grouped(lines.total)
    if lines.first:
        return ngettext(
            "Viser %(fra)s – %(til)s av %(antall)s linje",
            "Viser %(fra)s – %(til)s av %(antall)s linjer",
            lines.total,
            fra=grouped(lines.first),
            til=grouped(lines.first + len(lines.rows) - 1),
            antall=most,
        )
    if not lines.rows:
        return _("Viser 0 linjer")
    return _("Viser %(linjer)s av %(antall)s linjer", linjer=len(lines.rows), antall=most)


def grouped(number: int) -> str:
    """`9 999`, with a space that does not break."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def facets_of(listing: Listing) -> tuple[Sequence[Any], Sequence[Any]]:
    """The facets that are always fields, and the others."""
    shown = [one for one in listing.offered.values() if one.shown]
    return [one for one in shown if one.facet.first], [one for one in shown if not one.facet.first]
