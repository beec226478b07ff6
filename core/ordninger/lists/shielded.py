"""Shielded persons of a list, for one who may know of them: name and task, apart from the list itself.

The list, its counts and its files are the same whether there are shielded persons or not. A holder of the right sees
those of her own reach here, by name and ordning; no filter finds them, and opening one asks for a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.access.scope import scope_of, system_scope
from core.ordninger.lists.facets import open_now
from core.ordninger.lists.listing import Listing
from core.ordninger.lists.whose import followed_by
from core.ordninger.models import OrdningLinje
from core.places.units import in_use

MOST = 25


def shielded_lines(session: Session, listing: Listing) -> Sequence[Row[Any]]:
    """The open lines of shielded persons in the kommuner where the user holds the right: at most 25 and one more."""
    scope = scope_of(session)
    if not scope.holds:
        return ()
    line = OrdningLinje
    wanted = [line.lov == listing.context.lov, line.skjermet.is_(True), open_now(line, listing.context.day)]
    wanted.append(listing.whose.condition(line, listing.every))
    if "imdi" not in scope.holds:
        wanted.append(followed_by(line, in_use(scope.holds, listing.context.day)))
    columns = [line.id, line.person_id, line.duf, line.fornavn, line.etternavn, line.ordning, line.kategori, line.frist]
    statement = select(*columns).where(*wanted).order_by(line.frist, line.etternavn_sok, line.fornavn_sok, line.id)
    with system_scope(session, "skjermede_i_liste"):
        return session.execute(statement.limit(MOST + 1)).all()
