"""Permits on a day: which hold, which are § 9 permits, and which law they lead to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.api import Permit, PersonFacts

from ..parameters.law import KAPITTEL_6A, LOV_ANKOMST_FRA, LOV_VEDTAK_FRA, PARAGRAF_9_TYPER, PARAGRAF_28_TYPER

FAMILIE = "familie"
KOLLEKTIV = "kollektiv_beskyttelse"
PARAGRAF_9, PARAGRAF_28, OTHER = "paragraf_9", "paragraf_28", ""
INTEGRERINGSLOVEN = "integreringsloven"
INTRODUKSJONSLOVEN = "introduksjonsloven"


def holds(permit: Permit, day: date) -> bool:
    """Whether the permit is granted and not withdrawn on the day. A passed `gyldig_til` plays no part."""
    return permit.vedtaksdato <= day and (permit.trukket is None or day < permit.trukket)


def reference_permit(facts: PersonFacts, permit: Permit, day: date) -> Permit | None:
    """What makes a familie permit a § 9 permit on the day: the reference person's own, the earliest of them.

    The reference person is the one the permit points at, or, where it points at no one, anybody in the household.
    """
    permits = (
        theirs
        for relative in facts.relatives
        if (relative.duf == permit.referanse_duf if permit.referanse_duf else relative.household)
        for theirs in relative.permits
    )
    return earliest(theirs for theirs in permits if holds(theirs, day) and _is_own_paragraph_9(theirs, day))


def is_paragraph_9(facts: PersonFacts, permit: Permit, day: date) -> bool:
    """Whether this permit of hers holds on the day and is a § 9 permit (integreringsloven § 9)."""
    if not holds(permit, day):
        return False
    return _is_own_paragraph_9(permit, day) or (
        permit.type == FAMILIE and reference_permit(facts, permit, day) is not None
    )


def kind_of(facts: PersonFacts, permit: Permit, day: date) -> str:
    """What a permit that holds is on the day: § 9, familie of others, § 28, or none of them (empty)."""
    if is_paragraph_9(facts, permit, day):
        return PARAGRAF_9
    if permit.type == FAMILIE:
        return FAMILIE
    return PARAGRAF_28 if permit.type in PARAGRAF_28_TYPER.on(day) else OTHER


def first_paragraph_9(facts: PersonFacts, day: date) -> Permit | None:
    """The earliest of her § 9 permits that hold on the day; it gives law and age."""
    return earliest(one for one in facts.permits if is_paragraph_9(facts, one, day))


def newest_permit(facts: PersonFacts, day: date, kinds: frozenset[str] | None = None) -> Permit | None:
    """The permit granted last of those that hold on the day; its type gives the kategori.

    With `kinds` only permits of these kinds count.
    """
    held = [one for one in facts.permits if holds(one, day) and (kinds is None or kind_of(facts, one, day) in kinds)]
    return max(held, key=lambda one: (one.vedtaksdato, one.type), default=None)


def deciding_permit(facts: PersonFacts, newest: Permit, day: date) -> Permit:
    """The permit that gives law and age: the earliest § 9 permit, else the earliest of the same type as the newest."""
    same = (one for one in facts.permits if one.type == newest.type and holds(one, day))
    return first_paragraph_9(facts, day) or earliest(same) or newest


def in_kapittel_6a(permit: Permit, day: date) -> bool:
    """Whether integreringsloven kap. 6A applies: collective protection decided while it runs, and it runs that day."""
    return permit.type == KOLLEKTIV and KAPITTEL_6A.on(permit.vedtaksdato) and KAPITTEL_6A.on(day)


def law(permit: Permit, ankommet: date) -> str:
    """The law a person with this permit is under."""
    return INTEGRERINGSLOVEN if integreringsloven_by(permit, ankommet) else INTRODUKSJONSLOVEN


def integreringsloven_by(permit: Permit, ankommet: date) -> str:
    """The fact that puts her under integreringsloven (integreringsforskriften § 72); empty where none does.

    `vedtaksdato` when the permit is new enough, else `ankommet` when she came late enough.
    """
    if permit.vedtaksdato >= LOV_VEDTAK_FRA.on(permit.vedtaksdato):
        return "vedtaksdato"
    return "ankommet" if ankommet >= LOV_ANKOMST_FRA.on(ankommet) else ""


def permit_days(facts: PersonFacts) -> frozenset[date]:
    """Every day on which a permit of hers or of a relative is granted or withdrawn."""
    permits = [*facts.permits, *(theirs for relative in facts.relatives for theirs in relative.permits)]
    granted = {one.vedtaksdato for one in permits}
    return frozenset(granted | {one.trukket for one in permits if one.trukket is not None})


def _is_own_paragraph_9(permit: Permit, day: date) -> bool:
    return permit.type in PARAGRAF_9_TYPER.on(day)


def earliest(permits: Iterable[Permit]) -> Permit | None:
    """The one granted first; the type decides between two of the same day, so that the answer is always the same."""
    return min(permits, key=lambda one: (one.vedtaksdato, one.type), default=None)
