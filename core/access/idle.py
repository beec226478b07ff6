"""How long a session lasts: without use, and at most. The server, the lists and the page all ask here."""

from __future__ import annotations

from datetime import datetime, timedelta

IDLE = timedelta(minutes=60)
IDLE_MOTTAK = timedelta(minutes=15)
LONGEST = timedelta(hours=10)
"""A session ends after 60 minutes idle (mottak 15) or 10 hours (contract, Pages and sign-in)."""

WARNING = timedelta(minutes=1)
"""So long before the end a page says that it will be locked. Use is noted by the minute: no shorter than that."""


def idle_limit(*, in_mottak: bool) -> timedelta:
    """How long a session may be left alone; shorter in a mottak, where the tablet is often a shared one."""
    return IDLE_MOTTAK if in_mottak else IDLE


def ends_at(started: datetime, used: datetime, *, in_mottak: bool) -> datetime:
    """The moment a session ends unless it is used."""
    return min(used + idle_limit(in_mottak=in_mottak), started + LONGEST)
