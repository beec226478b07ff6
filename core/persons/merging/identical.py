"""Permits and homes that both records have: the kept one's stays, with what it lacks from the other."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.persons.models import Bosted, Tillatelse


@dataclass(frozen=True)
class Kind:
    """A kind of rows: what makes two the same, and what is filled in where the kept one lacks it.

    `end` is not: where it is empty the stay or the permit goes on, and that is a fact.
    """

    model: Any
    key: str
    identity: tuple[str, str]
    filled: tuple[str, ...]
    end: str

    @property
    def columns(self) -> tuple[str, ...]:
        """What the log keeps of a row."""
        return (*self.identity, self.end, *self.filled)


PERMITS = Kind(
    Tillatelse,
    "tillatelser",
    ("type", "vedtaksdato"),
    ("hjemmel", "gyldig_fra", "gyldig_til", "referanse_duf"),
    "trukket",
)
HOMES = Kind(Bosted, "bosted", ("type", "fra"), ("mottak", "kommune", "kommune_valgt", "bydel", "avtale"), "til")
KINDS = (PERMITS, HOMES)


def rows_of(session: Session, kind: Kind, person_id: uuid.UUID) -> Sequence[Any]:
    """The rows of a record that the session may see."""
    statement = select(kind.model).where(kind.model.person_id == person_id)
    return session.scalars(statement.order_by(*(getattr(kind.model, name) for name in reversed(kind.identity)))).all()


def identity(kind: Kind, row: Any) -> tuple[Any, ...]:
    """What makes a row the same as another."""
    return tuple(getattr(row, name) for name in kind.identity)


def on_both(kind: Kind, one: Sequence[Any], other: Sequence[Any]) -> set[uuid.UUID]:
    """Ids of the rows that stand on both records."""
    rows = [*one, *other]
    same = {identity(kind, row) for row in one} & {identity(kind, row) for row in other}
    return {row.id for row in rows if identity(kind, row) in same}


def unite(
    session: Session, kept: uuid.UUID, dropped: uuid.UUID, by: uuid.UUID, *, own: uuid.UUID
) -> list[dict[str, Any]]:
    """Takes away the dropped record's rows that the kept one has; gives them for the log.

    The rows of `own`, one of the two, are a user's from now on (`endret_av`) where the other lacks them: an import of
    the other's line leaves them alone.
    """
    told: list[dict[str, Any]] = []
    for kind in KINDS:
        standing = {identity(kind, row): row for row in rows_of(session, kind, kept)}
        coming = {identity(kind, row): row for row in rows_of(session, kind, dropped)}
        for row in (standing if own == kept else coming).values():
            if identity(kind, row) not in (coming if own == kept else standing):
                row.endret_av = by
        for same in standing.keys() & coming.keys():
            _fill(kind, standing[same], coming[same], by)
            told.append({"tabell": kind.key, **as_told(kind, coming[same])})
            session.delete(coming[same])
        session.flush()
    return told


def _fill(kind: Kind, row: Any, other: Any, by: uuid.UUID) -> None:
    lacking = {name: getattr(other, name) for name in kind.filled if getattr(row, name) is None}
    for name, one in lacking.items():
        if one is not None:
            setattr(row, name, one)
            row.endret_av = by


def as_told(kind: Kind, row: Any) -> dict[str, Any]:
    """A row as the log keeps it; what it lacks is left out."""
    values = {name: getattr(row, name) for name in kind.columns}
    return {name: one if isinstance(one, str | bool) else str(one) for name, one in values.items() if one is not None}
