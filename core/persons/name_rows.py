"""Keeps what persons are found by: the words of their names, and the keys of the words."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.access.models import Reach
from core.db import insert_rows
from core.persons.models import NameKey, NameWord, UnitName
from core.persons.names import TOGETHER, folded, name_words
from core.persons.sounds import keys, sound_keys

MANY = 500
IN_A_UNIT = ("person_id", "unit_id", "ord", "etternavn_sok", "fornavn_sok")
"""What a row of `enhet_navn` says, in the order it is read."""
KeysOf = Callable[[str], Iterable[str]]
Named = tuple[uuid.UUID, str, str]
"""A person's id, first name and last name."""


def new_names(session: Session, persons: Sequence[Named]) -> None:
    """Writes what new persons are found by. In the transaction that makes them, under a system scope or their own."""
    rows = [row for person in persons for row in name_rows(*person)]
    if rows:
        session.execute(insert(NameWord.__table__), rows)  # type: ignore[arg-type]
    for words, ways in _words(persons):
        _write_keys(session, words, ways)


def changed_names(session: Session, persons: Sequence[Named]) -> None:
    """The same for persons whose names have changed."""
    for start in range(0, len(persons), MANY):
        ids = [person[0] for person in persons[start : start + MANY]]
        session.execute(delete(NameWord).where(NameWord.person_id.in_(ids)))
    new_names(session, persons)
    refresh_unit_names(session, [person[0] for person in persons])


def refresh_unit_names(session: Session, ids: Sequence[uuid.UUID]) -> None:
    """Writes anew what these persons are found by in each unit. After their reach or names have changed, under a
    system scope.

    The rows go in one by one: for one statement that adds many, SQLite remembers every page it changes, in memory.
    """
    words = (NameWord.ord, NameWord.etternavn_sok, NameWord.fornavn_sok)
    for start in range(0, len(ids), MANY):
        part = ids[start : start + MANY]
        session.execute(delete(UnitName).where(UnitName.person_id.in_(part)))
        hers = select(Reach.person_id, Reach.unit_id, *words).join(NameWord, NameWord.person_id == Reach.person_id)
        rows = session.execute(hers.where(Reach.person_id.in_(part)).distinct()).all()
        insert_rows(session, UnitName, [dict(zip(IN_A_UNIT, row, strict=True)) for row in rows])


def name_rows(person_id: uuid.UUID, fornavn: str, etternavn: str) -> list[dict[str, Any]]:
    """Her rows of `person_navn`."""
    sorted_by = {"etternavn_sok": folded(etternavn), "fornavn_sok": folded(fornavn)}
    return [{"person_id": person_id, "ord": word, **sorted_by} for word in sorted(name_words(fornavn, etternavn))]


def _words(persons: Sequence[Named]) -> Iterator[tuple[list[str], KeysOf]]:
    """The words that stand alone in these persons' names, then those written together, and how each gets its keys.

    Of those written together there are many, and so they are found by their sound alone.
    """
    every = {word for _id, *names in persons for word in name_words(*names)}
    alone = {word for word in every if not word.startswith(TOGETHER)}
    yield sorted(alone), keys
    yield sorted(every - alone), sound_keys


def keys_of(persons: Sequence[Named]) -> list[dict[str, str]]:
    """All keys of these persons' names, as rows of `navn_nokkel`; the same row may come twice."""
    return [row for words, ways in _words(persons) for row in key_rows(words, ways)]


def key_rows(words: Iterable[str], ways: KeysOf) -> list[dict[str, str]]:
    """The rows of `navn_nokkel` for words, with the key `w` that says that they have been made."""
    return [
        {"nokkel": key, "ord": word}
        for word in words
        for key in (f"w{word}", *sorted(ways(word.removeprefix(TOGETHER))))
    ]


def _write_keys(session: Session, words: Sequence[str], ways: KeysOf) -> None:
    for start in range(0, len(words), MANY):
        part = words[start : start + MANY]
        marks = [f"w{word}" for word in part]
        known = session.scalars(select(NameKey.ord).where(NameKey.nokkel.in_(marks)))
        missing = set(part) - set(known)
        if missing:
            add: Any = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
            session.execute(add(NameKey.__table__).on_conflict_do_nothing(), key_rows(sorted(missing), ways))


def forget_unused_words(session: Session) -> int:
    """Takes away the keys of words that no person has in her name any more; gives how many keys went."""
    used = select(NameWord.ord).where(NameWord.ord == NameKey.ord).exists()
    gone: Any = session.execute(delete(NameKey).where(~used).execution_options(synchronize_session=False))
    return int(gone.rowcount)
