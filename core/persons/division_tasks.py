"""The task of placing homes of a divided kommune, which IMDi alone can see."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.access.users import SignedIn
from core.house import today
from core.i18n import _, lazy
from core.items import Task
from core.persons.division import undecided
from core.places.followed import splits
from core.places.register import kommune_name

NEEDS = "bosted.velg_kommune"
MOST = 200


def division_tasks(session: Session, user: SignedIn) -> list[Task]:
    """A task for each home of today that lies in a divided kommune, due on the day of the split."""
    if not user.can(NEEDS):
        return []
    found = []
    for home in undecided(session, today(session), MOST):
        split = splits(home.kommune)[0]
        name = kommune_name(split.gammelt, home.fra)
        found.append(
            Task(
                key=f"core.deling.{home.id}",
                title=lazy("Velg kommune etter deling"),
                why=_("%(kommune)s ble delt", kommune=name),
                due=max(split.dato, home.fra),
                endpoint="persons.division",
                args={"person_id": home.person_id, "bosted_id": home.id},
                person_id=home.person_id,
            )
        )
    return found
