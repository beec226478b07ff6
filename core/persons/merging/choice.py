"""What a user has chosen on the way to a merge, kept on the server so that no address tells it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.access.users import SignedIn
from core.persons.search.stored import store_search, stored_search

KEY = "sla_sammen"


@dataclass(frozen=True)
class Choice:
    """The other record, the facts that are to be taken from it, and the versions of both as they were seen."""

    andre: uuid.UUID
    tatt: tuple[str, ...] = ()
    versjoner: Mapping[uuid.UUID, int] | None = None


def store_choice(session: Session, user: SignedIn, choice: Choice) -> uuid.UUID:
    """Keeps it an hour with the session; gives the random id that stands in the address."""
    versions = {str(one): number for one, number in (choice.versjoner or {}).items()}
    kept = {"andre": str(choice.andre), "tatt": list(choice.tatt), "versjoner": versions}
    return store_search(session, user, "", {KEY: kept})


def stored_choice(session: Session, user: SignedIn, asked: str) -> Choice | None:
    """The choice under an id; None for another's, an old one, or no id."""
    try:
        row = stored_search(session, user, uuid.UUID(asked))
    except ValueError:
        return None
    kept: Any = (row.felt or {}).get(KEY) if row is not None else None
    if not kept:
        return None
    versions = {uuid.UUID(one): number for one, number in kept["versjoner"].items()}
    return Choice(uuid.UUID(kept["andre"]), tuple(kept["tatt"]), versions or None)
