"""Reads a list's lines: how many there are, and the rows of a page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, Row, Select, String, func, literal, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from core.ordninger.lists.asked import MOST_PAGES
from core.ordninger.lists.columns import SORTED_BY
from core.ordninger.lists.facets import Said
from core.ordninger.lists.listing import Listing
from core.ordninger.models import NEVER, OrdningLinje

SIZE = 25
MOST_COUNTED = 10_000
READ = (
    "id",
    "person_id",
    *("duf", "fornavn", "etternavn", "ordning", "kategori", "status", "fra", "til", "frist", "frist_grunn"),
    *("unit_id", "bydel", "mottak", "fodselsdato", "statsborgerskap", "morsmal"),
)
IN_ORDER = Said(OrdningLinje, apen_til=func.coalesce(OrdningLinje.apen_til, NEVER))
"""For rows, which come through the index of their order. Without, the database rather finds them all and sorts."""
OF_ORDNING = Said(OrdningLinje, lov=func.coalesce(OrdningLinje.lov, ""))
"""For counting the lines of one ordning: past those of the law's other ordninger, by an index of its own."""
SHOWN = "shown"
"""What a file's statement calls the person's id as the database keeps it."""


@dataclass(frozen=True)
class Lines:
    """A page of a list. `first` is the number of its first line, 0 where the page was told by a row.

    `more`: there are more than the 10,000 that were counted. `page` is 0 beyond what is numbered. `before` and `after`
    say whether there are lines on either side.
    """

    rows: Sequence[Row[Any]]
    total: int
    more: bool
    page: int
    first: int
    before: bool
    after: bool

    @property
    def pages(self) -> int:
        """How many pages there are of what was counted."""
        return max(1, -(-self.total // SIZE))


def count_lines(session: Session, listing: Listing) -> tuple[int, bool]:
    """How many lines there are; in all the country at most 10,000, and whether there are more."""
    wanted = listing.conditions()
    if not listing.nationwide:
        if "ordning" in listing.asked.chosen:
            wanted = listing.conditions(OF_ORDNING)
        return session.scalar(select(func.count()).select_from(OrdningLinje).where(*wanted)) or 0, False
    some = select(OrdningLinje.apen_til).where(*wanted).limit(MOST_COUNTED + 1).subquery()
    found = session.scalar(select(func.count()).select_from(some)) or 0
    return min(found, MOST_COUNTED), found > MOST_COUNTED


def page_of_lines(session: Session, listing: Listing, total: int, more: bool) -> Lines:
    """The page asked for; the nearest there is, with a remark, where there is no such page."""
    asked = listing.asked
    if asked.last and not (total <= MOST_PAGES * SIZE and not more):
        return _last(session, listing, total, more)
    if asked.token and listing.asked.sort in SORTED_BY:
        found = _beside(session, listing, total, more)
        if found is not None:
            return found
    pages = min(max(1, -(-total // SIZE)), MOST_PAGES)
    page = pages if asked.last else min(asked.page, pages)
    start = (page - 1) * SIZE
    rows = session.execute(_statement(listing).offset(start).limit(SIZE + 1)).all()
    return Lines(rows[:SIZE], total, more, page, start + 1 if rows else 0, page > 1, len(rows) > SIZE)


def _statement(listing: Listing, *, backwards: bool = False, read: Sequence[str] = READ) -> Select[Any]:
    falling = listing.asked.falling != backwards
    order = [one.desc() if falling else one.asc() for one in listing.order()]
    if listing.asked.sort not in SORTED_BY:
        order = [one.nulls_last() for one in order]
    return select(*_columns(read)).where(*listing.conditions(IN_ORDER)).order_by(*order)


def _columns(read: Sequence[str]) -> list[Any]:
    return [getattr(OrdningLinje, name) for name in read]


def statement_of_all(listing: Listing, read: Sequence[str]) -> Select[Any]:
    """Every line of the list, in its order, with these columns.

    Dates come as the database gives them, on SQLite as text: there are thousands of lines of each. So does the last,
    SHOWN, the person's id for the log: to make a UUID of it and then make it that again would cost as much as the rest.
    """
    found = _statement(listing, read=read)
    raw = [type_coerce(one, String).label(one.key) if isinstance(one.type, Date) else one for one in _columns(read)]
    return found.with_only_columns(*raw, type_coerce(OrdningLinje.person_id, String).label(SHOWN))


def _last(session: Session, listing: Listing, total: int, more: bool) -> Lines:
    """The last lines there are; as many as the last page has, where they are counted."""
    size = SIZE if more else (total - 1) % SIZE + 1
    rows = session.execute(_statement(listing, backwards=True).limit(size)).all()[::-1]
    return Lines(rows, total, more, 0 if more else -(-total // SIZE), 0 if more else total - size + 1, True, False)


def _beside(session: Session, listing: Listing, total: int, more: bool) -> Lines | None:
    """The page after, or before, a row; None where the row is gone."""
    kind, token = listing.asked.token or ("", uuid.UUID(int=0))
    keys = listing.order()
    stands = session.execute(select(*keys).where(OrdningLinje.id == token)).first()
    if stands is None:
        return None
    backwards = kind == "foran"
    there = tuple_(*(literal(value, key.type) for key, value in zip(keys, stands, strict=True)))
    here = tuple_(*keys)
    statement = _statement(listing, backwards=backwards)
    statement = statement.where(here < there if listing.asked.falling != backwards else here > there)
    rows = session.execute(statement.limit(SIZE + 1)).all()
    beyond, rows = len(rows) > SIZE, rows[:SIZE]
    if backwards:
        return Lines(rows[::-1], total, more, 0, 0, beyond, True)
    return Lines(rows, total, more, 0, 0, True, beyond)
