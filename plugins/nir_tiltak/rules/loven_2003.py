"""What is computed under introduksjonsloven: permit and arrival before 1.1.2021.

Introduksjonsprogram: 18-55 years at a § 9 permit and settled under agreement have right and duty; others of age who are
settled can be offered it. It runs two years from the settlement. Norsk og samfunnskunnskap: 18-66 years at the permit,
for three years from it. Nothing more is computed, and what could end them earlier cannot be registered yet.
"""

from __future__ import annotations

from datetime import date, timedelta

from core.api import Period, PersonFacts, Reason, add_years, age_on

from ..parameters.loven_2003 import INTRO_2003_ALDER, INTRO_2003_AR, NORSK_2003_ALDER, NORSK_2003_AR
from .loven_2003_reasons import closing_reasons, norsk_reasons, programme_reasons
from .permits import FAMILIE, INTRODUKSJONSLOVEN, PARAGRAF_9, PARAGRAF_28, deciding_permit, law, newest_permit
from .programme import programme_days, standing_on
from .residence import MED_AVTALE, is_here, settled_since
from .stretches import Stretch, change_days, stretches

INTRO_2003, NORSK_2003 = "introduksjonsprogram_2003", "norsk_2003"
RETT_OG_PLIKT = "rett_og_plikt_introduksjonsprogram_2003"
KAN_TILBYS = "kan_tilbys_introduksjonsprogram_2003"
NORSK_KINDS = frozenset({PARAGRAF_9, FAMILIE, PARAGRAF_28})
RULE_VERSION = "introduksjonsloven-1"
DAY = timedelta(days=1)


def introduksjonsprogram_2003(facts: PersonFacts) -> tuple[Period, ...]:
    """All periods of introduksjonsprogram under introduksjonsloven, oldest first."""
    days = programme_days(facts, frozenset(years.value for years in INTRO_2003_AR.values))
    days |= change_days(INTRO_2003_ALDER, INTRO_2003_AR)
    found = stretches(days, lambda day: programme_kategori(facts, day))
    return tuple(_programme(facts, stretch) for stretch in found)


def programme_kategori(facts: PersonFacts, day: date) -> str | None:
    """The kategori of introduksjonsprogram (2003) on the day."""
    standing = standing_on(facts, day, INTRODUKSJONSLOVEN)
    settled = settled_since(facts, day)
    if standing is None or settled is None or day >= add_years(settled, INTRO_2003_AR.on(settled)):
        return None
    ages = INTRO_2003_ALDER.on(standing.first.vedtaksdato)
    if standing.age < ages.least:
        return None
    within = ages.most is None or standing.age <= ages.most
    agreed = standing.place.kind == MED_AVTALE and standing.kind == PARAGRAF_9
    return RETT_OG_PLIKT if within and agreed else KAN_TILBYS


def norsk_2003(facts: PersonFacts) -> tuple[Period, ...]:
    """All periods of norsk og samfunnskunnskap under introduksjonsloven, oldest first."""
    days = programme_days(facts, frozenset(years.value for years in NORSK_2003_AR.values))
    days |= change_days(NORSK_2003_ALDER, NORSK_2003_AR)
    found = stretches(days, lambda day: norsk_end(facts, day))
    return tuple(_norsk(facts, stretch) for stretch in found)


def norsk_end(facts: PersonFacts, day: date) -> date | None:
    """The last day of the three years she is in; None where norsk (2003) does not apply on the day."""
    newest = newest_permit(facts, day, NORSK_KINDS)
    if newest is None or day < facts.ankommet or not is_here(facts, day):
        return None
    first = deciding_permit(facts, newest, day)
    ages, age = NORSK_2003_ALDER.on(first.vedtaksdato), age_on(facts.fodselsdato, first.vedtaksdato)
    if law(first, facts.ankommet) != INTRODUKSJONSLOVEN or age < ages.least or age > (ages.most or age):
        return None
    end = add_years(first.vedtaksdato, NORSK_2003_AR.on(first.vedtaksdato)) - DAY
    return end if day <= end else None


def _programme(facts: PersonFacts, stretch: Stretch[str]) -> Period:
    settled = settled_since(facts, stretch.fra) or stretch.fra
    end = add_years(settled, INTRO_2003_AR.on(settled)) - DAY
    standing = standing_on(facts, stretch.fra, INTRODUKSJONSLOVEN)
    reasons = programme_reasons(facts, stretch.fra, standing, end) if standing else ()
    return _period(facts, INTRO_2003, stretch.value, stretch, end, reasons)


def _norsk(facts: PersonFacts, stretch: Stretch[date]) -> Period:
    reasons = norsk_reasons(facts, stretch.fra, NORSK_KINDS, stretch.value)
    return _period(facts, NORSK_2003, NORSK_2003, stretch, stretch.value, reasons)


def _period(
    facts: PersonFacts,
    ordning: str,
    kategori: str,
    stretch: Stretch[str] | Stretch[date],
    end: date,
    reasons: tuple[Reason, ...],
) -> Period:
    """`end` is the frist: the programme's, or the training's, last day. The last of the reasons tells of it."""
    closed = closing_reasons(facts, stretch.til, end)
    return Period(
        kategori,
        ordning,
        stretch.fra,
        stretch.til,
        (*reasons, *closed),
        RULE_VERSION,
        frist=end,
        frist_grunn=reasons[-1].fact if reasons else "",
    )
