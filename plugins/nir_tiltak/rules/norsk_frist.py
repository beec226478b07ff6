"""The frist of norsk: the start within months of the opening, then the completion within months of the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.api import Parameter, PersonFacts, Reason, add_months

from ..parameters.norsk import (
    NORSK_FRIST_MANEDER,
    NORSK_LENGDE_MANEDER,
    NORSK_LENGDE_VGS_MANEDER,
    NORSK_RETT_LENGDE_MANEDER,
)
from .stretches import Stretch
from .told import began, has_videregaende, vedtak_start

CHAPTER_6 = "integreringsloven kap. 6"
PARAGRAPH_37_D = "integreringsloven § 37 d"


@dataclass(frozen=True)
class Frist:
    """A frist with its reasons; `lacking` names what is not known, `start` is when the training began."""

    day: date | None = None
    reasons: tuple[Reason, ...] = ()
    lacking: str = ""
    start: date | None = None


def frist_of(facts: PersonFacts, ordning: str, stretch: Stretch[str], *, counts_from_opening: bool) -> Frist:
    """The frist of a period: for the start, or, once a vedtak tells of the start, for the completion.

    A tiltak that has begun meets the first and tells nothing of the second. `counts_from_opening` is False for the one
    who has the right alone: her frist is empty until the first vedtak, and counts from its start.
    """
    start, vedtak = began(facts, ordning), vedtak_start(facts, ordning)
    if start is None or (stretch.til is not None and start > stretch.til):
        return _for_start(stretch.fra) if counts_from_opening else Frist()
    told = Reason("begynte", start.isoformat(), "tiltak" if vedtak is None else "vedtak", CHAPTER_6)
    if vedtak is None:
        return Frist(None, (told,), "vedtak", start)
    return Frist(*_for_completion(facts, vedtak, told, counts_from_opening), "", start)


def _for_start(opened: date) -> Frist:
    day = add_months(opened, NORSK_FRIST_MANEDER.on(opened))
    return Frist(day, (Reason("frist_oppstart", day.isoformat(), "parameter", CHAPTER_6, "norsk_frist_maneder"),))


def _for_completion(facts: PersonFacts, vedtak: date, told: Reason, ordinary: bool) -> tuple[date, tuple[Reason, ...]]:
    length, fact = _length(facts) if ordinary else (NORSK_RETT_LENGDE_MANEDER, "frist_tolv_maneder")
    day = add_months(vedtak, length.on(vedtak))
    return day, (
        told,
        Reason(fact, day.isoformat(), "parameter", CHAPTER_6 if ordinary else PARAGRAPH_37_D, length.key),
    )


def _length(facts: PersonFacts) -> tuple[Parameter[int], str]:
    """Shorter with upper secondary education; the reason says which was used, and when nobody has said."""
    known = has_videregaende(facts)
    if known:
        return NORSK_LENGDE_VGS_MANEDER, "frist_med_videregaende"
    return NORSK_LENGDE_MANEDER, "frist_uten_videregaende" if known is False else "frist_ukjent_videregaende"
