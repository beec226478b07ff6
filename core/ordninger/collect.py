"""Puts together what a rule is told about each person: permits, homes, relatives, and the plugins' facts."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from core.house import house_of
from core.items import Fact, Permit, PersonFacts, Relative, Residence
from core.persons.merging.former import present_dufs
from core.persons.models import Bosted, Person, Tillatelse
from core.places.models import Mottak

Many = dict[uuid.UUID, list[Any]]


def collect(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, PersonFacts]:
    """Facts of each person, in a fixed number of statements for all of them. Call it under a system scope."""
    persons = session.execute(_persons().where(Person.id.in_(ids))).all()
    permits = _permits(session, ids)
    homes = _homes(session, ids)
    relatives = _relatives(session, persons, permits)
    known = _facts(session, ids)
    return {
        row.id: PersonFacts(
            fodselsdato=row.fodselsdato,
            ankommet=row.ankommet,
            statsborgerskap=row.statsborgerskap,
            soknad_avslag=row.soknad_avslag,
            permits=tuple(permits[row.id]),
            residences=tuple(homes[row.id]),
            relatives=tuple(relatives[row.id]),
            facts=tuple(known[row.id]),
        )
        for row in persons
    }


def _persons() -> Any:
    return select(
        Person.id,
        Person.duf,
        Person.fodselsdato,
        Person.ankommet,
        Person.statsborgerskap,
        Person.soknad_avslag,
        Person.familie_referanse,
    )


def _permits(session: Session, ids: Sequence[uuid.UUID]) -> Many:
    rows = session.execute(
        select(
            Tillatelse.person_id,
            Tillatelse.type,
            Tillatelse.vedtaksdato,
            Tillatelse.hjemmel,
            Tillatelse.gyldig_til,
            Tillatelse.trukket,
            Tillatelse.referanse_duf,
        )
        .where(Tillatelse.person_id.in_(ids))
        .order_by(Tillatelse.vedtaksdato, Tillatelse.type)
    ).all()
    present = present_dufs(session, (row.referanse_duf for row in rows if row.referanse_duf))
    found: Many = defaultdict(list)
    for person_id, type, day, hjemmel, til, trukket, duf in rows:
        found[person_id].append(Permit(type, day, hjemmel or "", til, trukket, present.get(duf, duf or "")))
    return found


def _homes(session: Session, ids: Sequence[uuid.UUID]) -> Many:
    rows = session.execute(
        select(
            Bosted.person_id,
            Bosted.type,
            Bosted.fra,
            Bosted.til,
            Bosted.mottak,
            Mottak.type,
            Bosted.kommune,
            Bosted.avtale,
        )
        .outerjoin(Mottak, Mottak.kode == Bosted.mottak)
        .where(Bosted.person_id.in_(ids))
        .order_by(Bosted.fra, Bosted.type)
    )
    found: Many = defaultdict(list)
    for person_id, type, fra, til, mottak, mottak_type, kommune, avtale in rows:
        home = Residence(type, fra, til, mottak or "", mottak_type or "", kommune or "", avtale is not False)
        found[person_id].append(home)
    return found


def _relatives(session: Session, persons: Sequence[Row[Any]], permits: Many) -> Many:
    """Household and reference persons; only a familie permit asks for them."""
    asking = [row for row in persons if any(permit.type == "familie" for permit in permits[row.id])]
    if not asking:
        return defaultdict(list)
    dufs = {permit.referanse_duf for row in asking for permit in permits[row.id] if permit.referanse_duf}
    households = {row.familie_referanse for row in asking if row.familie_referanse}
    others = session.execute(
        _persons().where(or_(Person.duf.in_(dufs), Person.familie_referanse.in_(households)))
    ).all()
    theirs = _permits(session, [other.id for other in others])
    found: Many = defaultdict(list)
    for row in asking:
        wanted = {permit.referanse_duf for permit in permits[row.id]} - {""}
        for other in others:
            household = row.familie_referanse is not None and other.familie_referanse == row.familie_referanse
            if other.id != row.id and (household or other.duf in wanted):
                found[row.id].append(Relative(other.duf or "", tuple(theirs[other.id]), household))
    return found


def _facts(session: Session, ids: Sequence[uuid.UUID]) -> Many:
    plugins = house_of(session).plugins
    found: Many = defaultdict(list)
    keys = list(plugins.registry.facts)
    told: list[Fact] = plugins.strict("person_facts", session=session, person_ids=list(ids), keys=keys) if keys else []
    for fact in told:
        found[fact.person_id].append(fact)
    return found
