"""Tries a copy: its tables belong to a Fotfeste no newer than this one, and its event log is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from core.backup.errors import BackupError
from core.events.verify import verify
from core.house import House
from core.marks import is_demo
from core.migrate import pending, unknown_versions


@dataclass(frozen=True)
class Trial:
    """What a copy holds: lines of the event log, the anchor, owners whose tables are behind, whether it is a demo."""

    number: int
    hash: str
    behind: tuple[str, ...]
    demo: bool


def tried(house: House) -> Trial:
    """Tries the database of a house. Raises BackupError with what is wrong with it."""
    strange = unknown_versions(house)
    if strange is None:
        raise BackupError("Kopien har ingen tabeller fra Fotfeste.")
    if strange:
        raise BackupError(f"Kopien er laget av en nyere Fotfeste ({', '.join(strange)}). Oppgrader først.")
    with house.session() as session:
        verdict = verify(session)
    if verdict.broken_at is not None:
        raise BackupError(f"Hendelsesloggen i kopien er brutt ved linje {verdict.broken_at}: {verdict.why}.")
    return Trial(verdict.number, verdict.hash, tuple(pending(house)), is_demo(house.engine))


@contextmanager
def house_on(house: House, url: str) -> Iterator[House]:
    """The same house on another database, let go of at the end."""
    from core.db import make_engine

    other = House(replace(house.settings, database_url=url), house.plugins, make_engine(url))
    try:
        yield other
    finally:
        other.engine.dispose()
