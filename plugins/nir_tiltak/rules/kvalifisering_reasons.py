"""Why a period of kvalifisering i mottak opened and closed, as the caseworker reads it.

`fact` is a key with a title in `ordninger.py`, `value` a date (ISO) or the law's name, `source` the fact's place in
Grunndata. A relative is never named: who sees her need not see them.
"""

from __future__ import annotations

from datetime import date

from core.api import Permit, PersonFacts, Reason, birthday

from ..parameters import KVALIFISERING_ALDER
from .permits import (
    FAMILIE,
    INTEGRERINGSLOVEN,
    first_paragraph_9,
    holds,
    integreringsloven_by,
    is_paragraph_9,
    law,
    reference_permit,
)
from .residence import KOMMUNE, lives_in_mottak, residence_on
from .stretches import next_day

_PARAGRAPH_7 = "integreringsloven § 7"
_PARAGRAPH_9 = "integreringsloven § 9"
_PARAGRAPH_72 = "integreringsforskriften § 72"


def opening_reasons(facts: PersonFacts, day: date, moved_in: date) -> tuple[Reason, ...]:
    """What held on the first day of the period: permit, reference person, law, moving in (`moved_in`), birthday."""
    permit = first_paragraph_9(facts, day)
    residence = residence_on(facts, day)
    if permit is None or residence is None:
        return ()
    turned = birthday(facts.fodselsdato, KVALIFISERING_ALDER.on(day))
    return (
        Reason("tillatelse", permit.vedtaksdato.isoformat(), f"tillatelse.{permit.type}", _PARAGRAPH_9),
        *_reference(facts, permit, day),
        Reason("lov", INTEGRERINGSLOVEN, integreringsloven_by(permit, facts.ankommet), _PARAGRAPH_72),
        Reason("bosted", moved_in.isoformat(), f"bosted.{residence.type}", _PARAGRAPH_7),
        Reason("alder", turned.isoformat(), "fodselsdato", _PARAGRAPH_7),
    )


def closing_reason(facts: PersonFacts, last: date) -> Reason:
    """What ended the period whose last day is `last`.

    A settlement and a withdrawal are dated by the day after, their own; a move by the last day, its `til`.
    """
    day = next_day(last) or last
    residence = residence_on(facts, day)
    if residence is not None and residence.type == KOMMUNE:
        return Reason("bosatt", day.isoformat(), "bosted.kommune", _PARAGRAPH_7)
    if not lives_in_mottak(facts, day):
        return Reason("flyttet_ut", last.isoformat(), "bosted", _PARAGRAPH_7)
    permit = first_paragraph_9(facts, day)
    if permit is None:
        return Reason(_withdrawn(facts, last, day), day.isoformat(), "tillatelse", _PARAGRAPH_9)
    if law(permit, facts.ankommet) != INTEGRERINGSLOVEN:
        return Reason("annen_lov", day.isoformat(), f"tillatelse.{permit.type}", _PARAGRAPH_72)
    return Reason("regel_endret", day.isoformat(), "parameter", _PARAGRAPH_7)


def _withdrawn(facts: PersonFacts, last: date, day: date) -> str:
    """Whose permit was withdrawn: hers, or the reference person's while hers still holds."""
    still = any(holds(permit, day) for permit in facts.permits if is_paragraph_9(facts, permit, last))
    return "referanse_trukket" if still else "trukket"


def _reference(facts: PersonFacts, permit: Permit, day: date) -> tuple[Reason, ...]:
    """For familie: from when the reference person's permit makes hers a § 9 permit."""
    theirs = reference_permit(facts, permit, day) if permit.type == FAMILIE else None
    if theirs is None:
        return ()
    since = max(theirs.vedtaksdato, permit.vedtaksdato)
    source = "referanseperson" if permit.referanse_duf else "husstand"
    return (Reason("referanse", since.isoformat(), source, "integreringsloven § 9 f"),)
