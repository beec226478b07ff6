"""A page of a list, with what plugins' columns say of its lines. A plugin that fails loses its own part."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.house import house_of
from core.i18n import _
from core.list_items import Column
from core.ordninger.lists.asked import FALLBACK
from core.ordninger.lists.columns import INDEXED, SORTED_BY
from core.ordninger.lists.listing import Listing
from core.ordninger.lists.queries import Lines, count_lines, page_of_lines, statement_of_all
from core.ordninger.models import OrdningLinje
from core.plugins import failed, guarded

Told = Mapping[str, Mapping[uuid.UUID, Any]]
"""What plugins' columns say: by key, by the line's id."""


def lines_of(listing: Listing) -> Lines:
    """The lines asked for. Where a plugin's facet or sort makes the database fail, the list is made without it."""
    guilty = _of_plugins(listing)
    if not guilty:
        return _lines(listing)
    found = guarded(listing.session, guilty[0], partial(_lines, listing))
    if found is not None:
        return found  # type: ignore[no-any-return]
    for key in [key for key in listing.asked.chosen if listing.owner(key) != "core"]:
        del listing.asked.chosen[key]
    if listing.asked.sort not in SORTED_BY:
        listing.asked.sort, listing.asked.falling = FALLBACK[1:], True
    return _lines(listing)


def holds(listing: Listing) -> bool:
    """False where a plugin's facet or sort fails: what a file held then would not be what was asked for."""
    guilty = _of_plugins(listing)
    if guilty:
        first = statement_of_all(listing, ["id"]).limit(1)
        guarded(listing.session, guilty[0], lambda: listing.session.execute(first).all())
    return not failed(listing.session)


def _of_plugins(listing: Listing) -> list[str]:
    """The plugins that have a say in which lines there are and in what order."""
    owners = house_of(listing.session).plugins.registry.owners
    facets = [listing.owner(key) for key in listing.asked.chosen if listing.owner(key) != "core"]
    sort = [owners["columns", listing.asked.sort]] if listing.asked.sort not in SORTED_BY else []
    return [*facets, *sort]


def _lines(listing: Listing) -> Lines:
    total, more = count_lines(listing.session, listing)
    if more and listing.asked.sort not in INDEXED:
        listing.asked.sort, listing.asked.falling = FALLBACK[1:], True
        listing.asked.remarks.append(_("Så mange linjer kan ikke sorteres slik. Velg en kommune eller et fylke først."))
    return page_of_lines(listing.session, listing, total, more)


def told_by_plugins(session: Session, columns: Sequence[Column], rows: Sequence[Row[Any]]) -> dict[str, Any]:
    """What the plugins among these columns say of the lines: one call a column. A column that failed is left out."""
    owners = house_of(session).plugins.registry.owners
    told = {}
    for column in columns:
        owner = owners["columns", column.key]
        if owner == "core":
            continue
        found = guarded(session, owner, partial(_told, session, column, rows))
        if found is not None:
            told[column.key] = found
    return told


def _told(session: Session, column: Column, rows: Sequence[Row[Any]]) -> dict[uuid.UUID, Any]:
    """By line, in words: a value that cannot be read fails here."""
    if not rows:
        return {}
    if column.values is not None:
        by_person = dict(column.values(session, sorted({row.person_id for row in rows})))
        found = {row.id: by_person.get(row.person_id) for row in rows}
    else:
        assert column.expression is not None  # noqa: S101  one of the two, by its own words
        statement = select(OrdningLinje.id, column.expression(OrdningLinje))
        found = dict(session.execute(statement.where(OrdningLinje.id.in_([row.id for row in rows]))).tuples().all())
    words = column.words
    return {key: value if value is None or words is None else str(words(value)) for key, value in found.items()}
