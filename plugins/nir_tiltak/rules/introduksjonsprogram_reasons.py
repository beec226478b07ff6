"""Why a period of introduksjonsprogram opened and closed, what its frist is, and what would change it."""

from __future__ import annotations

from datetime import date

from core.api import Change, PersonFacts, Reason

from .permits import FAMILIE, INTEGRERINGSLOVEN, deciding_permit, law, newest_permit
from .programme import KINDS, Standing
from .reasons import (
    age_reason,
    law_reason,
    left_country,
    lost_paragraph_9,
    lost_permit,
    new_permit,
    newest_reasons,
    other_law,
    permit_reason,
    reference_reasons,
    rule_changed,
)
from .residence import MED_AVTALE, UTEN_AVTALE

PARAGRAPH_8 = "integreringsloven § 8"
CHAPTER_4 = "integreringsloven kap. 4"


def opening_reasons(facts: PersonFacts, day: date, standing: Standing) -> tuple[Reason, ...]:
    """What held on the first day of the period: permit, reference person, law, age at the permit, and place."""
    first, newest = standing.first, standing.newest
    return (
        permit_reason(facts, first, day, PARAGRAPH_8),
        *newest_reasons(first, newest, PARAGRAPH_8),
        *reference_reasons(facts, newest, day),
        law_reason(first, facts.ankommet),
        age_reason(facts, first, PARAGRAPH_8, "intro_alder"),
        place_reason(standing, PARAGRAPH_8),
    )


def place_reason(standing: Standing, paragraph: str) -> Reason:
    """Settled with or without agreement, or living privat, and since when."""
    fact = {MED_AVTALE: "bosatt_med_avtale", UTEN_AVTALE: "bosatt_uten_avtale"}.get(standing.place.kind, "bor_privat")
    return Reason(fact, standing.place.since.isoformat(), "bosted", paragraph)


def frist_reason(frist: date | None, start: date | None) -> Reason:
    """The frist for vedtak and start; or the start that met it, after which the frist waits for a vedtak."""
    if frist is not None:
        return Reason("frist_vedtak_og_oppstart", frist.isoformat(), "parameter", CHAPTER_4, "intro_frist_maneder")
    return Reason("begynte", start.isoformat() if start else "", "tiltak", CHAPTER_4)


def too_late_reason(day: date) -> Reason:
    """It did not begin in time; `day` is the first that was too late."""
    return Reason("for_sent_a_begynne", day.isoformat(), "parameter", PARAGRAPH_8, "intro_ar")


def closing_reason(facts: PersonFacts, last: date, day: date, after: Standing | None) -> Reason:
    """What ended the period whose last day is `last`, when it was not too late: `after` is her standing on `day`."""
    lost = left_country(facts, last, day, PARAGRAPH_8) or lost_permit(facts, last, day)
    lost = lost or lost_paragraph_9(facts, last, day) or new_permit(facts, day, PARAGRAPH_8)
    if lost is not None:
        return lost
    newest = newest_permit(facts, day, KINDS)
    first = deciding_permit(facts, newest, day) if newest else None
    if first is not None and law(first, facts.ankommet) != INTEGRERINGSLOVEN:
        return other_law(facts, first, day)
    if after is None:
        return Reason("flyttet_fra_privat", last.isoformat(), "bosted", PARAGRAPH_8)
    if after.place.since == day:
        return place_reason(after, PARAGRAPH_8)
    if after.in_family:
        return next(iter(reference_reasons(facts, after.newest, day)))
    return rule_changed(day, PARAGRAPH_8)


def changes(
    opened: Standing | None, can_be_offered: bool, ended: tuple[Reason, ...], start: date | None
) -> tuple[Change, ...]:
    """What would close the period or move its frist, for one that no fact has closed."""
    found: list[Change] = []
    if start is None:
        found.append(Change("endres_oppstart"))
    for reason in ended:
        if reason.fact != "for_sent_a_begynne":
            return ()
        found.append(Change("endres_begynner", reason.value))
    if opened and can_be_offered and opened.kind != FAMILIE and not opened.settled:
        found.append(Change("endres_avtale"))
    if opened and opened.in_family:
        found.append(Change("endres_referanse"))
    return (*found, Change("endres_trukket"))
