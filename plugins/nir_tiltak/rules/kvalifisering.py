"""Kvalifisering for mottaksbeboere: other integration measures before settlement, integreringsloven § 7.

Who: § 9 permit under integreringsloven, has turned 18, lives in mottak (of any type) or AMOT. It opens on the latest
of permit, moving in and 18th birthday, and closes with the move out, the settlement or the withdrawal. No frist.
"""

from __future__ import annotations

from datetime import date

from core.api import Period, PersonFacts, birthday

from ..parameters.law import INTEGRERINGSLOVEN_FRA, PARAGRAF_9_TYPER
from ..parameters.mottak import KVALIFISERING_ALDER, KVALIFISERING_BOSTED
from .kvalifisering_reasons import changes, closing_reason, opening_reasons
from .permits import INTEGRERINGSLOVEN, first_paragraph_9, law, permit_days
from .residence import lives_in_mottak, residence_days, stays_in_mottak
from .stretches import Stretch, change_days, stretches

KEY = "kvalifisering_i_mottak"
RULE_VERSION = "kvalifisering-1"


def kvalifisering_i_mottak(facts: PersonFacts) -> tuple[Period, ...]:
    """All periods of kvalifisering i mottak in the person's life, past and coming, oldest first."""
    stays = stays_in_mottak(facts)
    found: tuple[Stretch[bool], ...] = stretches(_days(facts), lambda day: applies(facts, day) or None)
    return tuple(_period(facts, stretch, stays) for stretch in found)


def applies(facts: PersonFacts, day: date) -> bool:
    """Whether she can be offered kvalifisering i mottak on the day."""
    if day < INTEGRERINGSLOVEN_FRA.on(day) or day < birthday(facts.fodselsdato, KVALIFISERING_ALDER.on(day)):
        return False
    permit = first_paragraph_9(facts, day)
    return permit is not None and law(permit, facts.ankommet) == INTEGRERINGSLOVEN and lives_in_mottak(facts, day)


def _days(facts: PersonFacts) -> frozenset[date]:
    """Every day on which the answer of `applies` can change."""
    birthdays = {birthday(facts.fodselsdato, age.value) for age in KVALIFISERING_ALDER.values}
    in_force = {value.value for value in INTEGRERINGSLOVEN_FRA.values}
    changes = change_days(INTEGRERINGSLOVEN_FRA, KVALIFISERING_ALDER, KVALIFISERING_BOSTED, PARAGRAF_9_TYPER)
    return permit_days(facts) | residence_days(facts) | birthdays | in_force | changes


def _period(facts: PersonFacts, stretch: Stretch[bool], stays: tuple[Stretch[bool], ...]) -> Period:
    moved_in = max(stay.fra for stay in stays if stay.fra <= stretch.fra)
    reasons = opening_reasons(facts, stretch.fra, moved_in)
    if stretch.til is not None:
        return Period(KEY, KEY, stretch.fra, stretch.til, (*reasons, closing_reason(facts, stretch.til)), RULE_VERSION)
    return Period(KEY, KEY, stretch.fra, None, reasons, RULE_VERSION, changes=changes(facts, stretch.fra))
