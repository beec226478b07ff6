"""What plugins tell each other about a person, by key; an absent plugin is an absent fact."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from core.access.reach import refresh_reach
from core.house import house_of
from core.items import Fact
from core.ordninger.run import run_rules


def facts(session: Session, person_ids: Sequence[uuid.UUID], keys: Sequence[str]) -> list[Fact]:
    """Facts under these keys, of persons the session may see. A key nobody registered gives nothing."""
    known = [key for key in keys if key in house_of(session).plugins.registry.facts]
    if not known or not person_ids:
        return []
    return house_of(session).plugins.strict("person_facts", session=session, person_ids=list(person_ids), keys=known)


def facts_changed(session: Session, person_ids: Iterable[uuid.UUID]) -> None:
    """Something about these persons changed: reach and rules are computed anew, in the writer's transaction."""
    ids = set(person_ids)
    session.flush()
    refresh_reach(session, ids)
    run_rules(session, ids)
