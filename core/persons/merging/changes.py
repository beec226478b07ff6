"""Merges two records of one person, in the transaction of whoever asks: all of it, or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.access.changes import open_shielded
from core.access.models import Opened
from core.access.scope import scope_of, system_scope
from core.access.shielding import refresh_shielding
from core.access.users import SignedIn
from core.events.record import record
from core.facts import facts_changed
from core.house import house_of, now
from core.importer.entry import CORE
from core.persons.merging.facts import FACTS, NUMBERS, line_of, merged_values, shielding_family
from core.persons.merging.former import FORMER
from core.persons.merging.identical import KINDS, as_told, rows_of, unite
from core.persons.merging.models import SammenslattPerson
from core.persons.merging.rows import move_all
from core.persons.models import Person, Tillatelse
from core.persons.name_rows import changed_names
from core.persons.names import folded
from core.versions import check_version

EVENT = "personer_slatt_sammen"
QUIETLY = {"synchronize_session": False}


def merge(
    session: Session, user: SignedIn, kept_id: uuid.UUID, taken: Collection[str], versions: Mapping[uuid.UUID, int]
) -> Person:
    """Makes two records one; gives the kept. `taken` are the facts that are the dropped one's.

    `versions` are those of both as the user saw them. Raises Conflict where one has changed since, LookupError where
    one is gone. What a plugin raises undoes all.
    """
    found = {one: check_version(session, Person, one, versions[one]) for one in sorted(versions)}
    kept = found.pop(kept_id)
    (dropped,) = found.values()
    taken = settled(kept, dropped, taken)
    reason = _opened_because(session, user, dropped)
    near = _near(session, kept, dropped)
    told = _make_one(session, user, kept, dropped, taken)
    refresh_shielding(session, near)
    facts_changed(session, near)
    record(session, EVENT, "To registreringer av samme person slått sammen", person_id=kept.id, data=told)
    _stay_open(session, user, kept, reason)
    return kept


def settled(kept: Person, dropped: Person, taken: Collection[str]) -> set[str]:
    """The facts that are the dropped one's; the family that shields her stays, whatever was chosen."""
    by_family = shielding_family(kept, dropped)
    without = set(taken) - ({"familie"} if by_family else set())
    return without | ({"familie"} if by_family == dropped.id else set())


def _near(session: Session, kept: Person, dropped: Person) -> set[uuid.UUID]:
    """She, both households, and those whose permit leans on the DUF that goes."""
    families = [one for one in (kept.familie_referanse, dropped.familie_referanse) if one]
    with system_scope(session, "sla_sammen"):
        members = session.scalars(select(Person.id).where(Person.familie_referanse.in_(families))).all()
        leaning = session.scalars(select(Tillatelse.person_id).where(Tillatelse.referanse_duf == dropped.duf)).all()
    return {kept.id, *members, *leaning} - {dropped.id}


def _make_one(
    session: Session, user: SignedIn, kept: Person, dropped: Person, taken: Collection[str]
) -> dict[str, Any]:
    """Moves, changes and takes away; gives what the log is to keep."""
    with system_scope(session, "sla_sammen"):
        told: dict[str, Any] = {"beholdt": _whole(session, kept), "slatt_sammen": _whole(session, dropped)}
        house_of(session).plugins.strict("merge_persons", session=session, kept=kept, dropped=dropped)
        session.flush()
        own = kept if line_of(kept, dropped) is dropped else dropped
        same = unite(session, kept.id, dropped.id, user.id, own=own.id)
        moved = move_all(session, kept.id, dropped.id, kept.skjermet or dropped.skjermet)
        former = _former(session, user, kept, dropped, taken)
        values = merged_values(kept, dropped, taken)
        values["lest_inn"] = _read(kept, dropped)
        session.expunge(dropped)
        session.execute(delete(Person).where(Person.id == dropped.id), execution_options=QUIETLY)
        session.add(former)
        _write(session, kept, values)
    told["valgt"] = {name: str(getattr(dropped, name)) for name in _columns(taken)}
    told |= {"flyttet": moved.counts, "sto_pa_begge": [*same, *moved.same]}
    return {key: one for key, one in told.items() if one}


def _columns(taken: Collection[str]) -> list[str]:
    return [name for fact, columns in FACTS.items() if fact in taken for name in columns]


def _former(
    session: Session, user: SignedIn, kept: Person, dropped: Person, taken: Collection[str]
) -> SammenslattPerson:
    numbers = {kind: getattr(dropped, kind) for kind in NUMBERS}
    return SammenslattPerson(
        person_id=kept.id,
        skjermet=kept.skjermet or dropped.skjermet,
        tidligere_id=dropped.id,
        **numbers,
        fnr=kept.fnr if "fnr" in taken else dropped.fnr,
        fornavn=dropped.fornavn,
        etternavn=dropped.etternavn,
        fodselsdato=dropped.fodselsdato,
        skjerming=dropped.skjerming,
        slatt_sammen=now(session),
        slatt_sammen_av=user.id,
    )


def _read(kept: Person, dropped: Person) -> dict[str, Any]:
    """What was last read of both, so that the same lines are known again."""
    read = {key: digest for one in (kept, dropped) for key, digest in one.lest_inn.items() if key.startswith(FORMER)}
    if line_of(kept, dropped) is dropped:
        return {**dropped.lest_inn, **read}
    if CORE in dropped.lest_inn:
        read[f"{FORMER}{dropped.id}"] = dropped.lest_inn[CORE]
    return {**kept.lest_inn, **read}


def _write(session: Session, kept: Person, values: Mapping[str, Any]) -> None:
    for name, new in values.items():
        setattr(kept, name, new)
    kept.versjon += 1
    if values.keys() & {"fornavn", "etternavn"}:
        kept.fornavn_sok, kept.etternavn_sok = folded(kept.fornavn), folded(kept.etternavn)
        session.flush()
        changed_names(session, [(kept.id, kept.fornavn, kept.etternavn)])


def _whole(session: Session, person: Person) -> dict[str, Any]:
    """A record as the log keeps it: every fact it had, its permits and its homes."""
    names: Iterable[str] = (*NUMBERS, "skjerming", *(name for columns in FACTS.values() for name in columns))
    facts = {name: str(one) for name in names if (one := getattr(person, name)) is not None}
    return facts | {
        kind.key: [as_told(kind, row) for row in rows] for kind in KINDS if (rows := rows_of(session, kind, person.id))
    }


def _opened_because(session: Session, user: SignedIn, dropped: Person) -> str:
    """Why the user opened the shielded record that goes; empty for one that is not shielded."""
    opened = session.get(Opened, (user.id, dropped.id, scope_of(session).day))
    return opened.grunn if opened is not None and dropped.skjermet else ""


def _stay_open(session: Session, user: SignedIn, kept: Person, reason: str) -> None:
    """She who was open to the user stays so for the day, though her other record was not shielded before."""
    if reason and kept.id not in scope_of(session).opened:
        open_shielded(session, user.id, kept.id, scope_of(session).day, reason)
