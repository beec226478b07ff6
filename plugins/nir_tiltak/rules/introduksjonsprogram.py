"""Introduksjonsprogram under integreringsloven: rett og plikt, or kan tilbys (kap. 4, §§ 8 and 9).

Rett og plikt: § 9 permit, 18-55 years when it was granted, settled under agreement; familie of such a person needs no
agreement. Kan tilbys: § 9 above that age and other familie when settled; § 9 of that age living privat or settled
without agreement. It closes two years after the settlement, unless the programme began before that.
"""

from __future__ import annotations

from datetime import date

from core.api import Period, PersonFacts, Reason, add_months, add_years

from ..parameters.introduksjonsprogram import INTRO_ALDER, INTRO_AR, INTRO_FRIST_MANEDER
from .introduksjonsprogram_reasons import changes, closing_reason, frist_reason, opening_reasons, too_late_reason
from .permits import FAMILIE, INTEGRERINGSLOVEN
from .programme import Standing, programme_days, standing_on
from .residence import MED_AVTALE, PRIVAT
from .stretches import Stretch, change_days, next_day, stretches
from .told import began, vedtak_start

KEY = "introduksjonsprogram"
RETT_OG_PLIKT = "rett_og_plikt_introduksjonsprogram"
KAN_TILBYS = "kan_tilbys_introduksjonsprogram"
RULE_VERSION = "introduksjonsprogram-1"


def introduksjonsprogram(facts: PersonFacts) -> tuple[Period, ...]:
    """All periods of introduksjonsprogram in the person's life, past and coming, oldest first."""
    days = programme_days(facts, frozenset(years.value for years in INTRO_AR.values))
    found = stretches(days | change_days(INTRO_ALDER, INTRO_AR), lambda day: kategori_on(facts, day))
    return tuple(_period(facts, stretch) for stretch in found)


def kategori_on(facts: PersonFacts, day: date) -> str | None:
    """The kategori that holds on the day; None where she is outside both, or the time for beginning has passed."""
    standing = standing_on(facts, day, INTEGRERINGSLOVEN)
    kategori = kategori_of(standing) if standing else None
    if standing is None or kategori is None:
        return None
    last = limit(standing, kategori)
    start = began(facts, KEY)
    return kategori if day < last or (start is not None and start < last) else None


def kategori_of(standing: Standing) -> str | None:
    """The kategori a standing gives."""
    ages = INTRO_ALDER.on(standing.first.vedtaksdato)
    above = ages.most is not None and standing.age > ages.most
    if standing.age < ages.least:
        return None
    if standing.kind == FAMILIE or above:
        return KAN_TILBYS if standing.settled else None
    return RETT_OG_PLIKT if standing.place.kind == MED_AVTALE or standing.in_family else KAN_TILBYS


def limit(standing: Standing, kategori: str) -> date:
    """The first day on which it is too late to begin: years after the settlement.

    Kan tilbys, and whoever lives privat, is reckoned from the later of permit and moving there.
    """
    since = standing.place.since
    if kategori == KAN_TILBYS or standing.place.kind == PRIVAT:
        since = max(since, standing.first.vedtaksdato)
    return add_years(since, INTRO_AR.on(since))


def _period(facts: PersonFacts, stretch: Stretch[str]) -> Period:
    start = _start(facts, stretch)
    frist = None if start else add_months(stretch.fra, INTRO_FRIST_MANEDER.on(stretch.fra))
    lacking = start is not None and vedtak_start(facts, KEY) is None
    opened = standing_on(facts, stretch.fra, INTEGRERINGSLOVEN)
    reasons = opening_reasons(facts, stretch.fra, opened) if opened else ()
    of_frist = frist_reason(frist, start)
    ended = _ended(facts, stretch)
    return Period(
        stretch.value,
        KEY,
        stretch.fra,
        stretch.til,
        (*reasons, of_frist, *ended),
        RULE_VERSION,
        frist=frist,
        frist_grunn=of_frist.fact if frist else "",
        status="mangler_opplysning" if lacking else "beregnet",
        mangler="vedtak" if lacking else "",
        changes=changes(opened, stretch.value == KAN_TILBYS, ended, start),
    )


def _ended(facts: PersonFacts, stretch: Stretch[str]) -> tuple[Reason, ...]:
    """Why the period has a last day; empty for one without end."""
    day = next_day(stretch.til)
    if stretch.til is None or day is None:
        return ()
    after = standing_on(facts, day, INTEGRERINGSLOVEN)
    if after is not None and kategori_of(after) == stretch.value:
        return (too_late_reason(limit(after, stretch.value)),)
    return (closing_reason(facts, stretch.til, day, after),)


def _start(facts: PersonFacts, stretch: Stretch[str]) -> date | None:
    """When the programme began, unless that is after the period."""
    start = began(facts, KEY)
    return start if start is not None and (stretch.til is None or start <= stretch.til) else None
