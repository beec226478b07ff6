"""The environment of every owner's migrations."""

from __future__ import annotations

from typing import Any

from alembic import context

from core.db import Base, Moment, SortedText
from core.migrate import included

config = context.config
owner = config.attributes["owner"]


def render(kind: str, thing: Any, autogen: Any) -> Any:
    """Our own types by the names they have in `core.db`, which the template of a migration imports."""
    if kind == "type" and isinstance(thing, Moment):
        return "core.db.Moment()"
    if (
        kind == "type"
        and repr(thing) == repr(SortedText)
        and thing.dialect_impl is not None
        and "postgresql" in thing._variant_mapping
    ):
        return "core.db.SortedText"
    return False


context.configure(
    connection=config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=owner.version_table,
    include_object=included(owner),
    render_as_batch=True,
    compare_type=True,
    render_item=render,
)

with context.begin_transaction():
    context.run_migrations()
