"""Runs every ordning's rule for persons and stores the periods where they differ from what stands."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.access.reach import refresh_reach
from core.access.scope import system_scope
from core.db import insert_rows
from core.house import house_of
from core.items import Period, PersonFacts
from core.ordninger.collect import collect
from core.ordninger.lines import refresh_lines
from core.ordninger.models import OrdningPeriode
from core.persons.merging.former import former_dufs
from core.persons.models import Person, Tillatelse
from core.registry import PluginError, Registry

BATCH = 500
COLUMNS = (
    *("ordning", "kategori", "fra", "til", "frist", "frist_grunn", "status", "mangler"),
    *("begrunnelse", "endres", "regelversjon"),
)
Values = tuple[Any, ...]
"""A period as it is stored: the values of COLUMNS."""


def run_rules(session: Session, person_ids: Iterable[uuid.UUID], *, dependents: bool = True) -> set[uuid.UUID]:
    """Computes the periods of these persons, and of those whose familie permit leans on them. Gives those that changed.

    Runs under a system scope, in the session's transaction. A rule that raises undoes the transaction.
    """
    ids = sorted(set(person_ids))
    changed: set[uuid.UUID] = set()
    with system_scope(session, "rules"):
        session.flush()
        if dependents:
            ids = sorted({*ids, *dependents_of(session, ids)})
        for start in range(0, len(ids), BATCH):
            changed |= _run_batch(session, ids[start : start + BATCH])
    return changed


@dataclass(frozen=True)
class Ran:
    """How many persons had their periods changed, and of how many others than before may see her."""

    changed: int
    reached: int


def run_all(session: Session, progress: Callable[[int], None]) -> Ran:
    """Computes everyone's reach and periods, a batch a transaction; `progress` is told how many are done.

    Reach too: a plugin that was off has not been asked for hers meanwhile.
    """
    changed = reached = done = 0
    last: uuid.UUID | None = None
    with system_scope(session, "rules"):
        while ids := next_ids(session, last):
            reached += len(refresh_reach(session, ids))
            changed += len(_run_batch(session, ids))
            session.commit()
            done, last = done + len(ids), ids[-1]
            progress(done)
    return Ran(changed, reached)


def next_ids(session: Session, last: uuid.UUID | None) -> Sequence[uuid.UUID]:
    """The next batch of persons after the last of the one before, in the order of their ids."""
    statement = select(Person.id).order_by(Person.id).limit(BATCH)
    return session.scalars(statement if last is None else statement.where(Person.id > last)).all()


def dependents_of(session: Session, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Persons with a familie permit whose household or reference person is among these."""
    known = session.execute(select(Person.duf, Person.familie_referanse).where(Person.id.in_(ids))).all()
    dufs = {row.duf for row in known if row.duf} | former_dufs(session, ids)
    households = {row.familie_referanse for row in known if row.familie_referanse}
    familie = select(Person.id).join(Tillatelse, Tillatelse.person_id == Person.id).where(Tillatelse.type == "familie")
    # Two questions: the databases find no index for one with "or" across two tables.
    return {
        *session.scalars(familie.where(Person.familie_referanse.in_(households))),
        *session.scalars(familie.where(Tillatelse.referanse_duf.in_(dufs))),
    }


def _run_batch(session: Session, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    changed = {person_id: wanted for person_id, _stands, wanted in differing(session, ids)}
    _replace(session, changed)
    refresh_lines(session, ids)
    return set(changed)


def differing(session: Session, ids: Sequence[uuid.UUID]) -> Iterator[tuple[uuid.UUID, list[Values], list[Values]]]:
    """Those for whom the rules say something else than what stands: her id, what stands, and what they say (COLUMNS).

    Reads only. Call it under a system scope.
    """
    registry = house_of(session).plugins.registry
    known, stored = collect(session, ids), _stored(session, ids)
    for person_id, facts in known.items():
        wanted = [_values(period) for period in _computed(registry, facts)]
        if wanted != stored[person_id]:
            yield person_id, stored[person_id], wanted


def _computed(registry: Registry, facts: PersonFacts) -> Iterator[Period]:
    """What every rule says of a person.

    Raises PluginError, which undoes the transaction, for a period of another ordning than the rule's own: its menu,
    rights and words would be another's.
    """
    for ordning in registry.ordninger.values():
        for period in ordning.rule(facts) if ordning.rule is not None else ():
            if period.ordning != ordning.key:
                plugin = registry.owners["ordninger", ordning.key]
                raise PluginError(
                    f"Utvidelsen «{plugin}»: regelen for «{ordning.key}» ga en periode i «{period.ordning}»."
                )
            yield period


def _values(period: Period) -> Values:
    reasons = [asdict(reason) for reason in period.reasons]
    return (
        period.ordning,
        period.kategori,
        period.fra,
        period.til,
        period.frist,
        period.frist_grunn,
        period.status,
        period.mangler,
        reasons,
        [asdict(change) for change in period.changes],
        period.rule_version,
    )


def _stored(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Values]]:
    rows = session.execute(
        select(OrdningPeriode.person_id, *(getattr(OrdningPeriode, name) for name in COLUMNS))
        .where(OrdningPeriode.person_id.in_(ids))
        .order_by(OrdningPeriode.lopenummer)
    )
    found: dict[uuid.UUID, list[Values]] = defaultdict(list)
    for person_id, *values in rows:
        found[person_id].append(tuple(values))
    return found


def _replace(session: Session, changed: dict[uuid.UUID, list[Values]]) -> None:
    if not changed:
        return
    now = house_of(session).clock.now()
    session.execute(delete(OrdningPeriode).where(OrdningPeriode.person_id.in_(changed)))
    shielded = dict(session.execute(select(Person.id, Person.skjermet).where(Person.id.in_(changed))).tuples().all())
    rows = [
        {
            "id": uuid.uuid4(),
            "person_id": person_id,
            "unit_id": None,
            "skjermet": shielded[person_id],
            "lopenummer": number,
            "beregnet": now,
            **dict(zip(COLUMNS, values, strict=True)),
        }
        for person_id, periods in changed.items()
        for number, values in enumerate(periods)
    ]
    insert_rows(session, OrdningPeriode, rows)
