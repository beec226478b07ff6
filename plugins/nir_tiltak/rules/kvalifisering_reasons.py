"""Why a period of kvalifisering i mottak opened and closed, and what would close it."""

from __future__ import annotations

from datetime import date

from core.api import Change, PersonFacts, Reason, birthday

from ..parameters.mottak import KVALIFISERING_ALDER
from .permits import FAMILIE, INTEGRERINGSLOVEN, first_paragraph_9, law
from .reasons import (
    PARAGRAPH_9,
    law_reason,
    lost_paragraph_9,
    other_law,
    permit_reason,
    reference_reasons,
    rule_changed,
)
from .residence import KOMMUNE, lives_in_mottak, residence_on
from .stretches import next_day

PARAGRAPH_7 = "integreringsloven § 7"


def opening_reasons(facts: PersonFacts, day: date, moved_in: date) -> tuple[Reason, ...]:
    """What held on the first day of the period: permit, reference person, law, moving in (`moved_in`), birthday."""
    permit = first_paragraph_9(facts, day)
    residence = residence_on(facts, day)
    if permit is None or residence is None:
        return ()
    turned = birthday(facts.fodselsdato, KVALIFISERING_ALDER.on(day))
    return (
        permit_reason(facts, permit, day, PARAGRAPH_9),
        *reference_reasons(facts, permit, day),
        law_reason(permit, facts.ankommet),
        Reason("bosted", moved_in.isoformat(), f"bosted.{residence.type}", PARAGRAPH_7, "kvalifisering_bosted"),
        Reason("alder", turned.isoformat(), "fodselsdato", PARAGRAPH_7, "kvalifisering_alder"),
    )


def closing_reason(facts: PersonFacts, last: date) -> Reason:
    """What ended the period whose last day is `last`.

    A settlement and a withdrawal are dated by the day after, their own; a move by the last day, its `til`.
    """
    day = next_day(last) or last
    residence = residence_on(facts, day)
    if residence is not None and residence.type == KOMMUNE:
        return Reason("bosatt", day.isoformat(), "bosted.kommune", PARAGRAPH_7)
    if not lives_in_mottak(facts, day):
        return Reason("flyttet_ut", last.isoformat(), "bosted", PARAGRAPH_7)
    lost = lost_paragraph_9(facts, last, day)
    if lost is not None:
        return lost
    permit = first_paragraph_9(facts, day)
    if permit is not None and law(permit, facts.ankommet) != INTEGRERINGSLOVEN:
        return other_law(facts, permit, day)
    return rule_changed(day, PARAGRAPH_7)


def changes(facts: PersonFacts, day: date) -> tuple[Change, ...]:
    """What would close a period that is open; `day` is its first."""
    permit = first_paragraph_9(facts, day)
    leaning = (Change("endres_referanse_mottak"),) if permit and permit.type == FAMILIE else ()
    return (Change("endres_bosatt"), Change("endres_flytter"), *leaning, Change("endres_trukket"))
