"""The event log in the reader's language: what a line says, and the names of what it keeps. Values stay as written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.i18n import language
from core.web.request import house


def event_line(event: Any) -> Any:
    """What a line says: as it was written, and in other languages than bokmål the title of its type.

    A line whose plugin is gone is as it was written in every language.
    """
    known = house().plugins.registry.event_types.get(event.type)
    return event.summary if known is None or language() == "nb" else known.title


def event_names(event: Any) -> Mapping[str, Any]:
    """The words for the keys of a line's data, as far as its type has them."""
    known = house().plugins.registry.event_types.get(event.type)
    return known.names if known else {}
