"""Norsk og samfunnskunnskap under integreringsloven: rett og plikt, plikt, or rett (kap. 6 and 6A).

Rett og plikt (§ 27): § 9 permit or familie. Plikt (§ 28): arbeid. Rett til norsk (§ 37 d): collective protection while
kap. 6A runs, once settled. All were 18-66 years when the permit was granted, and are out at 67. When the permit's basis
changes another kategori follows, unless the training had begun (from 1.9.2025).
"""

from __future__ import annotations

from datetime import date

from core.api import Period, PersonFacts, age_on, birthday

from ..parameters.law import INTEGRERINGSLOVEN_FRA, KAPITTEL_6A, PARAGRAF_9_TYPER, PARAGRAF_28_TYPER
from ..parameters.norsk import NORSK_ALDER, NORSK_FULLFORE_FRA, NORSK_UT
from .norsk_frist import frist_of
from .norsk_reasons import PARAGRAPHS, changes, closing_reason, opening_reasons
from .permits import (
    INTEGRERINGSLOVEN,
    OTHER,
    PARAGRAF_28,
    deciding_permit,
    in_kapittel_6a,
    kind_of,
    law,
    newest_permit,
    permit_days,
)
from .residence import is_here, lives_privat, residence_days, settled_since
from .stretches import Stretch, change_days, stretches
from .told import began

KEY = "norsk"
RETT_OG_PLIKT, PLIKT, RETT = PARAGRAPHS
RULE_VERSION = "norsk-1"


def norsk(facts: PersonFacts) -> tuple[Period, ...]:
    """All periods of norsk og samfunnskunnskap in the person's life, past and coming, oldest first."""
    kategorier: dict[date, str | None] = {}
    before: str | None = None
    for day in sorted(_days(facts)):
        before = kategorier[day] = _kategori_after(facts, day, before)
    return tuple(_period(facts, stretch) for stretch in stretches(kategorier, kategorier.get))


def basis_on(facts: PersonFacts, day: date) -> str | None:
    """The kategori that the newest permit's type gives on the day, wherever she lives; None where it gives none."""
    newest = newest_permit(facts, day)
    if newest is None:
        return None
    if in_kapittel_6a(newest, day):
        return RETT
    kind = kind_of(facts, newest, day)
    return {OTHER: None, PARAGRAF_28: PLIKT}.get(kind, RETT_OG_PLIKT)


def _kategori_after(facts: PersonFacts, day: date, before: str | None) -> str | None:
    """The kategori on the day, for one who had `before` until then."""
    too_old = day >= birthday(facts.fodselsdato, NORSK_UT.on(day))
    if too_old or day < facts.ankommet or not is_here(facts, day):
        return None
    basis = basis_on(facts, day)
    if before is not None and basis != before and _may_complete(facts, day):
        return before
    return basis if basis is not None and _has_it(facts, day, basis) else None


def _may_complete(facts: PersonFacts, day: date) -> bool:
    """Whether training had begun, so that another permit does not end it; some permit must still hold."""
    start = began(facts, KEY)
    late_enough = day >= NORSK_FULLFORE_FRA.on(day)
    return late_enough and start is not None and start < day and newest_permit(facts, day) is not None


def _has_it(facts: PersonFacts, day: date, basis: str) -> bool:
    """Law, age at the permit, and for collective protection the settlement."""
    newest = newest_permit(facts, day)
    first = deciding_permit(facts, newest, day) if newest else None
    if first is None or law(first, facts.ankommet) != INTEGRERINGSLOVEN or day < INTEGRERINGSLOVEN_FRA.on(day):
        return False
    ages, age = NORSK_ALDER.on(first.vedtaksdato), age_on(facts.fodselsdato, first.vedtaksdato)
    if age < ages.least or (ages.most is not None and age > ages.most):
        return False
    return basis != RETT or (settled_since(facts, day) is not None and not lives_privat(facts, day))


def _days(facts: PersonFacts) -> frozenset[date]:
    """Every day on which the kategori can change."""
    birthdays = {birthday(facts.fodselsdato, age.value) for age in NORSK_UT.values}
    in_force = {value.value for value in (*INTEGRERINGSLOVEN_FRA.values, *NORSK_FULLFORE_FRA.values)}
    own = permit_days(facts) | residence_days(facts) | birthdays | in_force | {facts.ankommet}
    return own | change_days(INTEGRERINGSLOVEN_FRA, KAPITTEL_6A, NORSK_UT, PARAGRAF_9_TYPER, PARAGRAF_28_TYPER)


def _period(facts: PersonFacts, stretch: Stretch[str]) -> Period:
    frist = frist_of(facts, KEY, stretch, counts_from_opening=stretch.value != RETT)
    ended = closing_reason(facts, stretch, basis_on) if stretch.til is not None else ()
    return Period(
        stretch.value,
        KEY,
        stretch.fra,
        stretch.til,
        (*opening_reasons(facts, stretch), *frist.reasons, *ended),
        RULE_VERSION,
        frist=frist.day,
        frist_grunn=frist.reasons[-1].fact if frist.day else "",
        status="mangler_opplysning" if frist.lacking else "beregnet",
        mangler=frist.lacking,
        changes=changes(facts, stretch, ended, frist.start),
    )
