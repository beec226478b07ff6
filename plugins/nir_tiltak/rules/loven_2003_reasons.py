"""Why a period under introduksjonsloven opened and closed."""

from __future__ import annotations

from datetime import date

from core.api import PersonFacts, Reason

from .introduksjonsprogram_reasons import place_reason
from .permits import INTEGRERINGSLOVEN, deciding_permit, law, newest_permit
from .programme import Standing
from .reasons import (
    age_reason,
    law_reason,
    left_country,
    lost_paragraph_9,
    lost_permit,
    newest_reasons,
    other_law,
    permit_reason,
    reference_reasons,
)
from .stretches import next_day

PARAGRAPH_2 = "introduksjonsloven § 2"
PARAGRAPH_5 = "introduksjonsloven § 5"
PARAGRAPH_17 = "introduksjonsloven § 17"


def programme_reasons(facts: PersonFacts, day: date, standing: Standing, end: date) -> tuple[Reason, ...]:
    """What held on the first day of introduksjonsprogram (2003), and its end."""
    return (
        permit_reason(facts, standing.first, day, PARAGRAPH_2),
        *newest_reasons(standing.first, standing.newest, PARAGRAPH_2),
        *reference_reasons(facts, standing.newest, day),
        law_reason(standing.first, facts.ankommet),
        age_reason(facts, standing.first, PARAGRAPH_2, "intro_2003_alder"),
        place_reason(standing, PARAGRAPH_2),
        Reason("frist_programmets_slutt", end.isoformat(), "parameter", PARAGRAPH_5, "intro_2003_ar"),
    )


def norsk_reasons(facts: PersonFacts, day: date, kinds: frozenset[str], end: date) -> tuple[Reason, ...]:
    """What held on the first day of norsk (2003), and its end."""
    newest = newest_permit(facts, day, kinds)
    if newest is None:
        return ()
    first = deciding_permit(facts, newest, day)
    return (
        permit_reason(facts, first, day, PARAGRAPH_17),
        law_reason(first, facts.ankommet),
        age_reason(facts, first, PARAGRAPH_17, "norsk_2003_alder"),
        Reason("frist_norsk_2003", end.isoformat(), "parameter", PARAGRAPH_17, "norsk_2003_ar"),
    )


def closing_reasons(facts: PersonFacts, last: date | None, end: date) -> tuple[Reason, ...]:
    """What ended the period before its time; nothing more is to be told where it ran to its end."""
    day = next_day(last)
    if last is None or day is None or last == end:
        return ()
    lost = left_country(facts, last, day, PARAGRAPH_2) or lost_permit(facts, last, day)
    lost = lost or lost_paragraph_9(facts, last, day)
    return (lost or _other_ground(facts, day),)


def _other_ground(facts: PersonFacts, day: date) -> Reason:
    """Another permit counts from the day: it leads to the new law, or gives another kategori."""
    newest = newest_permit(facts, day)
    first = deciding_permit(facts, newest, day) if newest else None
    if first is not None and law(first, facts.ankommet) == INTEGRERINGSLOVEN:
        return other_law(facts, first, day)
    return Reason("annet_grunnlag", day.isoformat(), "tillatelse", PARAGRAPH_2)
