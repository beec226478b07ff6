"""Tags of persons in a list."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from core.web.request import db, house


def first_tags(rows: Iterable[Any]) -> dict[uuid.UUID, Any]:
    """The first tag of each person in the list, from all plugins."""
    ids = [row.id for row in rows]
    tags: dict[uuid.UUID, Any] = {}
    for tag in house().plugins.gather("person_tags", db(), person_ids=ids) if ids else ():
        tags.setdefault(tag.person_id, tag)
    return tags
