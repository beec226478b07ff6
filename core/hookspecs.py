"""What a plugin can add. One function a hook, one sentence each; the values are in `core.items`.

Every hook returns a list of values; their order on the screen comes from each value's `order`.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pluggy

from core.items import (
    EventType,
    Fact,
    FactType,
    ImportSection,
    MenuItem,
    Ordning,
    Panel,
    Permission,
    ReachGrant,
    Role,
    Tag,
    Task,
)
from core.list_items import Column, Facet, Gap

if TYPE_CHECKING:
    from flask import Blueprint
    from sqlalchemy.orm import Session

    from core.access.users import SignedIn
    from core.codes.lists import CodeList
    from core.events.record import Recorded
    from core.persons.models import Person

spec = pluggy.HookspecMarker("fotfeste")

# At start: a mistake stops the start, naming both sides.


@spec
def register_blueprints() -> list[Blueprint]:  # type: ignore[empty-body]
    """Blueprints with the plugin's pages; core mounts them under the plugin's path."""


@spec
def register_permissions() -> list[Permission]:  # type: ignore[empty-body]
    """Permissions the plugin asks for, and the roles that hold them."""


@spec
def register_roles() -> list[Role]:  # type: ignore[empty-body]
    """Roles that can be given to users in a unit."""


@spec
def register_menu_items() -> list[MenuItem]:  # type: ignore[empty-body]
    """Pages in the main menu and, by `parent`, in the column at its left."""


@spec
def register_ordninger() -> list[Ordning]:  # type: ignore[empty-body]
    """Arrangements by law, each with the rule that says who is in it and when."""


@spec
def register_facts() -> list[FactType]:  # type: ignore[empty-body]
    """Kinds of facts the plugin tells about persons."""


@spec
def register_event_types() -> list[EventType]:  # type: ignore[empty-body]
    """Kinds of lines the plugin writes in the event log."""


@spec
def register_code_lists() -> list[CodeList]:  # type: ignore[empty-body]
    """Code lists with periods of validity."""


@spec
def register_facets() -> list[Facet]:  # type: ignore[empty-body]
    """Ways to narrow lists of persons down."""


@spec
def register_columns() -> list[Column]:  # type: ignore[empty-body]
    """Columns that can be chosen in lists of persons."""


@spec
def register_gaps() -> list[Gap]:  # type: ignore[empty-body]
    """Lines of the mangelliste: what lacks of those who are followed up."""


@spec
def register_import_sections() -> list[ImportSection]:  # type: ignore[empty-body]
    """Keys of an import line that the plugin reads."""


# Per request: a plugin that fails loses its own part only, and the page says so.


@spec
def person_menu(session: Session, user: SignedIn, person: Person) -> list[MenuItem]:  # type: ignore[empty-body]
    """Pages about this person, in the menu at her left."""


@spec
def person_panels(session: Session, user: SignedIn, person: Person) -> list[Panel]:  # type: ignore[empty-body]
    """Pieces of the person's page."""


@spec
def person_tags(session: Session, person_ids: Sequence[uuid.UUID]) -> list[Tag]:  # type: ignore[empty-body]
    """States of persons in a list, asked once for the whole page."""


@spec
def open_tasks(session: Session, user: SignedIn) -> list[Task]:  # type: ignore[empty-body]
    """What is due for this user, computed from state."""


# About persons, many at once.


@spec
def person_facts(session: Session, person_ids: Sequence[uuid.UUID], keys: Sequence[str]) -> list[Fact]:  # type: ignore[empty-body]
    """What the plugin knows about these persons under these keys."""


@spec
def person_reach(session: Session, person_ids: Sequence[uuid.UUID]) -> list[ReachGrant]:  # type: ignore[empty-body]
    """Units that may see these persons for a reason the plugin knows."""


# In the transaction: an error undoes everything.


@spec
def on_event(session: Session, event: Recorded) -> list[None]:  # type: ignore[empty-body]
    """Told of every line of the event log as it is written, inside the same transaction."""


@spec
def merge_persons(session: Session, kept: Person, dropped: Person) -> list[None]:  # type: ignore[empty-body]
    """Two records of one person become one: what the plugin must do itself before core moves the dropped one's rows."""


# On an errand.


@spec
def demo_data(session: Session, persons: Sequence[Person], random: random.Random) -> list[None]:  # type: ignore[empty-body]
    """Adds the plugin's rows about the demonstration's persons, the same for the same seed."""
