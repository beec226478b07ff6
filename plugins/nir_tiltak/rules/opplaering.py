"""Opplæring i mottak: the duty of asylum seekers to take norsk og samfunnskunnskap, integreringsloven § 5.

Who: has turned 18, lives in a mottak (no transittmottak, not AMOT), no permit yet and no first refusal; not Ukrainians
while kap. 6A runs. It opens on the later of moving in and 18th birthday, and closes with permit, refusal or move. No
frist. Nobody without a permit is under introduksjonsloven, which had no such chapter.
"""

from __future__ import annotations

from datetime import date

from core.api import Change, Period, PersonFacts, Reason, birthday

from ..parameters.law import INTEGRERINGSLOVEN_FRA, KAPITTEL_6A
from ..parameters.mottak import OPPLAERING_ALDER, OPPLAERING_UNNTATTE_LAND, OPPLAERING_UNNTATTE_MOTTAK
from .permits import earliest, permit_days
from .reasons import rule_changed
from .residence import MOTTAK, residence_days, residence_on
from .stretches import Stretch, change_days, next_day, stretches

KEY = "opplaering_i_mottak"
RULE_VERSION = "opplaering-1"
PARAGRAPH_5 = "integreringsloven § 5"


def opplaering_i_mottak(facts: PersonFacts) -> tuple[Period, ...]:
    """All periods of opplæring i mottak in the person's life, past and coming, oldest first."""
    found: tuple[Stretch[bool], ...] = stretches(_days(facts), lambda day: applies(facts, day) or None)
    return tuple(_period(facts, stretch) for stretch in found)


def applies(facts: PersonFacts, day: date) -> bool:
    """Whether she has the duty on the day."""
    if day < INTEGRERINGSLOVEN_FRA.on(day) or day < birthday(facts.fodselsdato, OPPLAERING_ALDER.on(day)):
        return False
    if _answered(facts, day) or (facts.statsborgerskap in OPPLAERING_UNNTATTE_LAND.on(day) and KAPITTEL_6A.on(day)):
        return False
    return lives_where_it_is_given(facts, day)


def lives_where_it_is_given(facts: PersonFacts, day: date) -> bool:
    """Whether she lives in a mottak of a type that gives opplæring."""
    home = residence_on(facts, day)
    return home is not None and home.type == MOTTAK and home.mottak_type not in OPPLAERING_UNNTATTE_MOTTAK.on(day)


def _answered(facts: PersonFacts, day: date) -> bool:
    """Whether a permit was ever granted (one withdrawn later opens nothing anew), or the application refused."""
    refused = facts.soknad_avslag is not None and facts.soknad_avslag <= day
    return refused or any(permit.vedtaksdato <= day for permit in facts.permits)


def _days(facts: PersonFacts) -> frozenset[date]:
    """Every day on which the answer of `applies` can change."""
    days = {birthday(facts.fodselsdato, age.value) for age in OPPLAERING_ALDER.values}
    days |= {value.value for value in INTEGRERINGSLOVEN_FRA.values}
    if facts.soknad_avslag is not None:
        days.add(facts.soknad_avslag)
    parameters = (OPPLAERING_ALDER, OPPLAERING_UNNTATTE_LAND, OPPLAERING_UNNTATTE_MOTTAK, KAPITTEL_6A)
    return permit_days(facts) | residence_days(facts) | days | change_days(INTEGRERINGSLOVEN_FRA, *parameters)


def _period(facts: PersonFacts, stretch: Stretch[bool]) -> Period:
    ended = (_closing_reason(facts, stretch.til),) if stretch.til else ()
    changes = () if ended else (Change("endres_svar"), Change("endres_flytter_opplaering"))
    reasons = (*_opening_reasons(facts, stretch.fra), *ended)
    return Period(KEY, KEY, stretch.fra, stretch.til, reasons, RULE_VERSION, changes=changes)


def _opening_reasons(facts: PersonFacts, day: date) -> tuple[Reason, ...]:
    stays = stretches(residence_days(facts), lambda one: lives_where_it_is_given(facts, one) or None)
    moved_in = max(stay.fra for stay in stays if stay.fra <= day)
    turned = birthday(facts.fodselsdato, OPPLAERING_ALDER.on(day))
    return (
        Reason("uten_svar", day.isoformat(), "soknad", PARAGRAPH_5),
        Reason("bosted_mottak", moved_in.isoformat(), "bosted.mottak", PARAGRAPH_5, "opplaering_unntatte_mottak"),
        Reason("alder", turned.isoformat(), "fodselsdato", PARAGRAPH_5, "opplaering_alder"),
    )


def _closing_reason(facts: PersonFacts, last: date) -> Reason:
    """A permit and a refusal are dated by their own day, a move by the last day."""
    day = next_day(last) or last
    granted = earliest(permit for permit in facts.permits if permit.vedtaksdato == day)
    if granted:
        return Reason("fikk_tillatelse", day.isoformat(), f"tillatelse.{granted.type}", PARAGRAPH_5)
    if facts.soknad_avslag == day:
        return Reason("avslag", day.isoformat(), "soknad.avslag", PARAGRAPH_5)
    if not lives_where_it_is_given(facts, day):
        return Reason("flyttet_fra_mottak", last.isoformat(), "bosted", PARAGRAPH_5)
    if facts.statsborgerskap in OPPLAERING_UNNTATTE_LAND.on(day):
        return Reason("kapittel_6a", day.isoformat(), "statsborgerskap", "integreringsloven § 37 a", "kapittel_6a")
    return rule_changed(day, PARAGRAPH_5)
