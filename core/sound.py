"""What a plugin gives for a page must be what its hook promises, field by field, else it is its own failure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from types import UnionType
from typing import Any, get_origin, get_type_hints

from core.items import MenuItem, Panel, Tag, Task

KINDS: Mapping[str, type] = {
    "person_menu": MenuItem,
    "person_panels": Panel,
    "person_tags": Tag,
    "open_tasks": Task,
}
"""What each hook of a page gives."""


def check_value(hook: str, value: Any) -> None:
    """Raises TypeError for a value of another kind, or with a field that core could not use later on the page.

    Texts are read once here, so that one that cannot be read fails here.
    """
    kind = KINDS[hook]
    if not isinstance(value, kind):
        raise TypeError(f"{hook} gives a {kind.__name__}, not a {type(value).__name__}")
    for name, types in _fields(kind).items():
        found = getattr(value, name)
        if not isinstance(found, types) or isinstance(found, datetime):
            raise TypeError(f"{kind.__name__}.{name} is a {type(found).__name__}")
    for text in ("title", "why"):
        str(getattr(value, text, ""))


@lru_cache
def _fields(kind: type) -> Mapping[str, Any]:
    """The type of each field, as isinstance takes it; those that take anything are left out."""
    hints = get_type_hints(kind)
    return {
        name: hint if isinstance(hint, UnionType) else get_origin(hint) or hint
        for name, hint in hints.items()
        if hint is not Any
    }
