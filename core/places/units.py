"""What a unit is called."""

from __future__ import annotations

from datetime import date

from core.places.register import fylke_name, kommune_name


def unit_name(unit_id: str, day: date) -> str:
    """A unit's name for people: the kommune's on the day, the fylke's, the mottak's code, IMDi."""
    kind, _sep, code = unit_id.partition(":")
    if kind == "kommune":
        return kommune_name(code, day)
    if kind == "fylke":
        return fylke_name(code)
    return "IMDi" if kind == "imdi" else code
