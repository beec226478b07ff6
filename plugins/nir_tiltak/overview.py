"""What the overview of her ordninger shows: a line a period, with the tiltak that fall to it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence

from core.api import OrdningPeriode, Person, db, house, person_head, state_on, today

from .models import Tiltak
from .read import ordninger_in_use, standing_tiltak

Shown = tuple[str, OrdningPeriode | None]
"""An ordning's key, and a period of it or None."""


def overview_of(person: Person) -> tuple[list[Shown], list[Shown]]:
    """Her ordninger, each with a period: the open and coming ones, then the ended and those that have tiltak alone."""
    used, known = ordninger_in_use(person), house().plugins.registry.ordninger
    order = sorted((key for key in known if key in used), key=lambda key: known[key].order)
    periods = person_head(person).periods
    shown: list[Shown] = [(key, one) for key in order for one in periods if one.ordning == key]
    alone: list[Shown] = [(key, None) for key in order if all(one.ordning != key for one in periods)]
    ended = [one for one in shown if one[1] is not None and state_on(one[1], today(db())) == "avsluttet"]
    return [one for one in shown if one not in ended], [*ended, *alone]


def counts_of(person: Person) -> Counter[tuple[str, uuid.UUID | None]]:
    """How many tiltak fall to each line, by the ordning and the period's id: each tiltak is counted once."""
    periods = person_head(person).periods
    return Counter((one.ordning, _period_of(one, periods)) for one in standing_tiltak(person))


def _period_of(tiltak: Tiltak, periods: Sequence[OrdningPeriode]) -> uuid.UUID | None:
    """The last period that had begun when the tiltak ended, else the first there is."""
    own = sorted((one for one in periods if one.ordning == tiltak.ordning), key=lambda one: one.fra)
    begun = [one for one in own if one.fra <= tiltak.til]
    return (begun[-1] if begun else own[0]).id if own else None
