"""Counts what lacks, by law and gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from core.access.users import SignedIn
from core.house import house_of
from core.list_items import Gap, ListContext
from core.ordninger.lists.facets import open_now
from core.ordninger.lists.queries import MOST_COUNTED
from core.ordninger.lists.registered import laws
from core.ordninger.lists.whose import Whose, whose
from core.ordninger.models import OrdningLinje
from core.plugins import guarded


@dataclass(frozen=True)
class Lacking:
    """How many open lines of a law lack something, and since when the oldest has.

    `more`: there are more than the 10,000 that were counted, and the oldest is not known. `unit_id` follows them up,
    where it is one alone; else `units` is how many do.
    """

    gap: Gap
    lov: str
    number: int
    more: bool
    oldest: date | None
    units: int
    unit_id: str | None


def lacking(session: Session, user: SignedIn) -> list[Lacking]:
    """What lacks in the user's lists, also what nobody lacks. A plugin that fails loses its own lines."""
    registry, day = house_of(session).plugins.registry, house_of(session).clock.today()
    asked: dict[str, list[tuple[str, Gap, Select[Any]]]] = {}
    for lov in laws(registry):
        mine = whose(registry, user, lov, day)
        context = ListContext(session, lov, mine.ordninger, day, mine.kommuner)
        for gap in gaps_of(context):
            owner = registry.owners["gaps", gap.key]
            make = partial(_counting, gap, context, mine, registry.ordninger.values())
            statement = make() if owner == "core" else guarded(session, owner, make)
            if statement is not None:
                asked.setdefault(owner, []).append((lov, gap, statement))
    found: list[Lacking] = []
    for owner, parts in asked.items():
        count = partial(_count, session, parts)
        found += (count() if owner == "core" else guarded(session, owner, count)) or []
    order = laws(registry)
    return sorted(found, key=lambda one: (order.index(one.lov), one.gap.order, one.gap.key))


def gaps_of(context: ListContext) -> list[Gap]:
    """The gaps there can be in the list's ordninger, by order."""
    known = {ordning.key for ordning in context.ordninger}
    every = house_of(context.session).plugins.registry.gaps.values()
    found = [gap for gap in every if known and (not gap.ordninger or known & set(gap.ordninger))]
    return sorted(found, key=lambda gap: (gap.order, gap.key))


def lacks(line: Any, gap: Gap, context: ListContext) -> Any:
    """SQL: the line is of an ordning where this can lack, and it does."""
    condition = gap.condition(line, context)
    return condition & line.ordning.in_(gap.ordninger) if gap.ordninger else condition


def _counting(gap: Gap, context: ListContext, mine: Whose, every: Any) -> Select[Any]:
    line = OrdningLinje
    law = [one for one in every if one.law == context.lov]
    wanted = [line.lov == context.lov, line.skjermet.is_(False), mine.condition(line, law), open_now(line, context.day)]
    since = gap.since(line) if gap.since else line.fra
    lines = select(since.label("since"), line.unit_id).where(*wanted, lacks(line, gap, context))
    if context.kommuner is None:
        lines = lines.limit(MOST_COUNTED + 1)
    some = lines.subquery()
    key, units = literal(f"{context.lov} {gap.key}").label("key"), func.count(some.c.unit_id.distinct())
    return select(key, func.count(), func.min(some.c.since), units, func.min(some.c.unit_id)).select_from(some)


def _count(session: Session, parts: Sequence[tuple[str, Gap, Select[Any]]]) -> list[Lacking]:
    """One statement for all of a plugin's."""
    rows = {row[0]: row[1:] for row in session.execute(union_all(*(statement for _lov, _gap, statement in parts)))}
    found = []
    for lov, gap, _statement in parts:
        number, oldest, units, unit_id = rows[f"{lov} {gap.key}"]
        more = number > MOST_COUNTED
        oldest = date.fromisoformat(oldest) if isinstance(oldest, str) else oldest
        one = unit_id if units == 1 and not more else None
        found.append(Lacking(gap, lov, min(number, MOST_COUNTED), more, None if more else oldest, units, one))
    return found
