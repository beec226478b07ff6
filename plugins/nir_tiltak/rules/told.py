"""What plugins have told of a person that the rules here use: when an ordning's first tiltak began, and vedtak."""

from __future__ import annotations

from datetime import date

from core.api import PersonFacts

FORSTE_TILTAK = "nir_tiltak.forste_tiltak"
"""The day an ordning's first tiltak begins: the fact's `value` is the ordning's key, its `fra` the day."""

VEDTAK = "nir_tiltak.vedtak"
"""The start in the first vedtak of an ordning, told in the same way. Until somebody tells it, it is an absent fact."""

VIDEREGAENDE = "utdanning.videregaende"
"""Whether she has upper secondary education: `value` is True or False; absent where nobody knows."""


def first_tiltak(facts: PersonFacts, ordning: str) -> date | None:
    """The day the ordning's first tiltak begins, past or coming."""
    return _day(facts, FORSTE_TILTAK, ordning)


def vedtak_start(facts: PersonFacts, ordning: str) -> date | None:
    """The start in the ordning's first vedtak."""
    return _day(facts, VEDTAK, ordning)


def began(facts: PersonFacts, ordning: str) -> date | None:
    """The earlier of first tiltak and first vedtak's start: until vedtak can be registered, the tiltak counts."""
    known = [day for day in (first_tiltak(facts, ordning), vedtak_start(facts, ordning)) if day is not None]
    return min(known, default=None)


def has_videregaende(facts: PersonFacts) -> bool | None:
    """Whether she has upper secondary education; None where nobody has said."""
    return next((bool(fact.value) for fact in facts.facts if fact.key == VIDEREGAENDE), None)


def _day(facts: PersonFacts, key: str, ordning: str) -> date | None:
    days = [fact.fra for fact in facts.facts if fact.key == key and fact.value == ordning and fact.fra is not None]
    return min(days, default=None)
