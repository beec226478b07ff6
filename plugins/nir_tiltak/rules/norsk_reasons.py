"""Why a period of norsk og samfunnskunnskap opened and closed, and what would change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from core.api import Change, PersonFacts, Reason, birthday

from ..parameters.norsk import NORSK_UT
from .permits import INTEGRERINGSLOVEN, deciding_permit, law, newest_permit
from .reasons import (
    age_reason,
    law_reason,
    left_country,
    lost_permit,
    new_permit,
    newest_reasons,
    other_law,
    permit_reason,
    reference_reasons,
    rule_changed,
)
from .residence import lives_privat, settled_since
from .stretches import Stretch, next_day

PARAGRAPHS = {
    "rett_og_plikt_norsk": "integreringsloven § 27",
    "plikt_norsk": "integreringsloven § 28",
    "rett_til_norsk": "integreringsloven § 37 d",
}
"""The kategorier, and the paragraph that gives each."""
PARAGRAPH_26 = "integreringsloven § 26"
RETT = "rett_til_norsk"


def opening_reasons(facts: PersonFacts, stretch: Stretch[str]) -> tuple[Reason, ...]:
    """What held on the first day of the period: permit, reference person, law, arrival, age, and settlement."""
    day, paragraph = stretch.fra, PARAGRAPHS[stretch.value]
    newest = newest_permit(facts, day)
    if newest is None:
        return ()
    first = deciding_permit(facts, newest, day)
    settled = settled_since(facts, day) if stretch.value == RETT else None
    return (
        permit_reason(facts, first, day, paragraph),
        *newest_reasons(first, newest, paragraph),
        *reference_reasons(facts, newest, day),
        law_reason(first, facts.ankommet),
        Reason("ankommet", facts.ankommet.isoformat(), "ankommet", paragraph),
        age_reason(facts, first, PARAGRAPH_26, "norsk_alder"),
        *((Reason("bosatt", settled.isoformat(), "bosted.kommune", paragraph, "kapittel_6a"),) if settled else ()),
    )


def closing_reason(
    facts: PersonFacts, stretch: Stretch[str], basis_on: Callable[[PersonFacts, date], str | None]
) -> tuple[Reason, ...]:
    """What ended the period; `basis_on` gives the kategori of the newest permit on a day."""
    last, paragraph = stretch.til, PARAGRAPHS[stretch.value]
    day = next_day(last)
    if last is None or day is None:
        return ()
    if day == birthday(facts.fodselsdato, NORSK_UT.on(day)):
        return (Reason("for_gammel", day.isoformat(), "fodselsdato", PARAGRAPH_26, "norsk_ut"),)
    lost = left_country(facts, last, day, paragraph) or lost_permit(facts, last, day)
    if lost is None and stretch.value == RETT and lives_privat(facts, day):
        lost = Reason("bor_privat", day.isoformat(), "bosted.privat", paragraph, "kapittel_6a")
    return (lost or new_permit(facts, day, paragraph) or _by_permit(facts, stretch, day, basis_on),)


def _by_permit(
    facts: PersonFacts, stretch: Stretch[str], day: date, basis_on: Callable[[PersonFacts, date], str | None]
) -> Reason:
    """A permit was withdrawn and another is left, which gives another kategori or another law; else a rule changed."""
    paragraph = PARAGRAPHS[stretch.value]
    newest = newest_permit(facts, day)
    withdrawn = any(permit.trukket == day for permit in facts.permits)
    if withdrawn and basis_on(facts, day) != stretch.value:
        return Reason("trukket", day.isoformat(), "tillatelse", paragraph)
    if newest is not None:
        first = deciding_permit(facts, newest, day)
        if law(first, facts.ankommet) != INTEGRERINGSLOVEN:
            return other_law(facts, first, day)
    return Reason("trukket", day.isoformat(), "tillatelse", paragraph) if withdrawn else rule_changed(day, paragraph)


def changes(
    facts: PersonFacts, stretch: Stretch[str], ended: tuple[Reason, ...], start: date | None
) -> tuple[Change, ...]:
    """What would close the period or move its frist, for one that no fact but her age closes."""
    if any(reason.fact != "for_gammel" for reason in ended):
        return ()
    found = [Change("endres_alder", reason.value) for reason in ended]
    if start is None and stretch.value != RETT:
        found.append(Change("endres_oppstart"))
    found.append(Change("endres_annen_tillatelse" if start is None else "endres_fullfores"))
    return (*found, Change("endres_trukket"))
