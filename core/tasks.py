"""What is due, from every plugin, grouped by when. Computed from state each time, never kept by hand."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.access.users import SHIELDED, SignedIn
from core.house import house_of
from core.items import Task
from core.persons.models import Person

GROUPS = ("forfalt", "i_dag", "denne_uken", "senere")
FEW, MOST, BATCH = 15, 100, 5000
"""Shown of each group, and of one that is asked for whole; and persons asked for in one statement: a database takes so
many values and no more."""


@dataclass(frozen=True)
class Due:
    """A task with the person it is about (id, names, DUF), and how many days it is late (negative: days left)."""

    task: Task
    person: Row[Any] | None
    late: int


@dataclass(frozen=True)
class Group:
    """The soonest tasks of a group, and how many the plugins gave that the user may see."""

    tasks: list[Due]
    number: int

    @property
    def cut(self) -> bool:
        """True when there are more than are shown. A plugin too may give the soonest only, so there may be more yet."""
        return self.number > len(self.tasks)


def tasks_of(
    session: Session, user: SignedIn, day: date, check: Callable[[Task], Any], whole: str = ""
) -> dict[str, Group]:
    """The user's tasks by group, soonest first; an empty group is left out, and at most 15 are given of each.

    `whole` is a group of which 100 are given. A task about someone the user may not see is left out, and not counted.
    `check` raises for one that cannot be shown.
    """
    tasks: list[Task] = house_of(session).plugins.gather("open_tasks", session, check=check, user=user)
    persons = _persons(session, user, sorted({task.person_id for task in tasks if task.person_id}))
    groups: dict[str, list[Task]] = {name: [] for name in GROUPS}
    for task in sorted(tasks, key=lambda task: (task.due, task.order)):
        if _seen(task, persons):
            groups[group_of(task.due, day)].append(task)
    return {
        name: Group([_due(task, persons, day) for task in found[: MOST if name == whole else FEW]], len(found))
        for name, found in groups.items()
        if found
    }


def _seen(task: Task, persons: dict[uuid.UUID, Row[Any]]) -> bool:
    return task.person_id is None or task.person_id in persons


def _due(task: Task, persons: dict[uuid.UUID, Row[Any]], day: date) -> Due:
    return Due(task, persons.get(task.person_id) if task.person_id else None, (day - task.due).days)


def group_of(due: date, day: date) -> str:
    """`forfalt` before today, `i_dag`, `denne_uken` to Sunday, else `senere`."""
    if due < day:
        return "forfalt"
    if due == day:
        return "i_dag"
    sunday = day + timedelta(days=6 - day.weekday())
    return "denne_uken" if due <= sunday else "senere"


def _persons(session: Session, user: SignedIn, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Row[Any]]:
    statement = select(Person.id, Person.fornavn, Person.etternavn, Person.duf)
    statement = statement.execution_options(listed=user.can(SHIELDED))
    found: dict[uuid.UUID, Row[Any]] = {}
    for start in range(0, len(ids), BATCH):
        found |= {row.id: row for row in session.execute(statement.where(Person.id.in_(ids[start : start + BATCH])))}
    return found
