"""Keeps what was searched for out of addresses: the words lie here for an hour, under a random id."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, select
from sqlalchemy.orm import Session

from core.access.kept import kept_rows
from core.access.users import SignedIn
from core.house import house_of
from core.persons.models import StoredSearch

LONGEST = 200
KEPT = timedelta(hours=1)


def store_search(session: Session, user: SignedIn, words: str, felt: Mapping[str, Any] | None = None) -> uuid.UUID:
    """Keeps the words an hour with the session; gives the random id that stands in the address.

    `felt`: the fields of Avansert søk that were filled in, as typed.
    """
    now = house_of(session).clock.now()
    session.execute(delete(StoredSearch).where(StoredSearch.utloper < now))
    row = StoredSearch(
        id=uuid.uuid4(),
        session_id=user.session_id,
        ord=words[:LONGEST],
        felt=dict(felt) if felt is not None else None,
        utloper=now + KEPT,
    )
    session.add(row)
    session.flush()
    return row.id


STORED = select(StoredSearch.ord, StoredSearch.felt, StoredSearch.utloper).where(
    StoredSearch.id == bindparam("id"), StoredSearch.session_id == bindparam("session_id")
)


def stored_search(session: Session, user: SignedIn, search_id: uuid.UUID) -> Row[Any] | None:
    """What a search of this very session looks for, `ord` and `felt`; None when it is another's or an hour has gone."""
    values = {"id": search_id, "session_id": user.session_id}
    row = kept_rows(session, STORED, values).one_or_none()
    return row if row is not None and row.utloper > house_of(session).clock.now() else None


def stored_words(session: Session, user: SignedIn, search_id: uuid.UUID) -> str | None:
    """The words of a search in the one box; None where it is gone, or was another kind of search."""
    row = stored_search(session, user, search_id)
    return row.ord if row is not None and row.felt is None else None
