"""Why a period opened and closed, as far as the rules say it alike.

`fact` is a key with a title in `ordninger.py`, `value` a date (ISO), a number or the law's name, `source` the fact's
place in Grunndata. A relative is never named: who sees her need not see them.
"""

from __future__ import annotations

from datetime import date

from core.api import Permit, PersonFacts, Reason, age_on

from .permits import (
    FAMILIE,
    INTRODUKSJONSLOVEN,
    first_paragraph_9,
    holds,
    integreringsloven_by,
    is_paragraph_9,
    law,
    newest_permit,
    reference_permit,
)
from .residence import is_here

PARAGRAPH_9 = "integreringsloven § 9"
PARAGRAPH_72 = "integreringsforskriften § 72"


def permit_reason(facts: PersonFacts, permit: Permit, day: date, paragraph: str) -> Reason:
    """The permit that gives law and age: a § 9 permit, or another."""
    value, source = permit.vedtaksdato.isoformat(), f"tillatelse.{permit.type}"
    if is_paragraph_9(facts, permit, day):
        return Reason("tillatelse", value, source, PARAGRAPH_9, "paragraf_9_typer")
    return Reason("tillatelse_annen", value, source, paragraph)


def newest_reasons(first: Permit, newest: Permit, paragraph: str) -> tuple[Reason, ...]:
    """The permit whose type gives the kategori, where it is another than the one that gives law and age."""
    if newest.type == first.type:
        return ()
    return (Reason("nyeste_tillatelse", newest.vedtaksdato.isoformat(), f"tillatelse.{newest.type}", paragraph),)


def reference_reasons(facts: PersonFacts, permit: Permit, day: date) -> tuple[Reason, ...]:
    """For familie: from when the reference person's permit makes hers a § 9 permit."""
    theirs = reference_permit(facts, permit, day) if permit.type == FAMILIE else None
    if theirs is None:
        return ()
    since = max(theirs.vedtaksdato, permit.vedtaksdato)
    source = "referanseperson" if permit.referanse_duf else "husstand"
    return (Reason("referanse", since.isoformat(), source, f"{PARAGRAPH_9} f"),)


def law_reason(permit: Permit, ankommet: date) -> Reason:
    """The law she is under, and the fact that puts her there."""
    by = integreringsloven_by(permit, ankommet)
    parameter = "lov_ankomst_fra" if by == "ankommet" else ""
    return Reason("lov", law(permit, ankommet), by or "vedtaksdato", PARAGRAPH_72, parameter)


def age_reason(facts: PersonFacts, permit: Permit, paragraph: str, parameter: str) -> Reason:
    """Her age in whole years on the day the permit was granted."""
    age = age_on(facts.fodselsdato, permit.vedtaksdato)
    return Reason("alder_ved_vedtak", str(age), "fodselsdato", paragraph, parameter)


def left_country(facts: PersonFacts, last: date, day: date, paragraph: str) -> Reason | None:
    """She has no bosted any more; dated by the last day of it."""
    return None if is_here(facts, day) else Reason("uten_bosted", last.isoformat(), "bosted", paragraph)


def lost_permit(facts: PersonFacts, last: date, day: date) -> Reason | None:
    """No permit is left: hers was withdrawn."""
    if newest_permit(facts, day) is not None:
        return None
    return Reason("trukket", day.isoformat(), "tillatelse", PARAGRAPH_9)


def lost_paragraph_9(facts: PersonFacts, last: date, day: date) -> Reason | None:
    """The § 9 permit is gone: hers was withdrawn, or the reference person's while hers still holds."""
    before = [permit for permit in facts.permits if is_paragraph_9(facts, permit, last)]
    if not before or first_paragraph_9(facts, day) is not None:
        return None
    fact = "referanse_trukket" if any(holds(permit, day) for permit in before) else "trukket"
    return Reason(fact, day.isoformat(), "tillatelse", PARAGRAPH_9)


def other_law(facts: PersonFacts, permit: Permit, day: date) -> Reason:
    """The permit that gives the law is another from the day, and leads to the other law."""
    fact = "annen_lov" if law(permit, facts.ankommet) == INTRODUKSJONSLOVEN else "ny_lov"
    return Reason(fact, day.isoformat(), f"tillatelse.{permit.type}", PARAGRAPH_72)


def new_permit(facts: PersonFacts, day: date, paragraph: str) -> Reason | None:
    """A permit was granted on the day, and gives another kategori."""
    newest = newest_permit(facts, day)
    if newest is None or newest.vedtaksdato != day:
        return None
    return Reason("ny_tillatelse", day.isoformat(), f"tillatelse.{newest.type}", paragraph)


def rule_changed(day: date, paragraph: str) -> Reason:
    """Nothing of hers changed: a parameter did."""
    return Reason("regel_endret", day.isoformat(), "parameter", paragraph)
