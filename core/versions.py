"""Two who edit the same row: the form carries the version it was opened with, and the later one sees both."""

from __future__ import annotations

import uuid
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

Row = TypeVar("Row")


class Conflict(Exception, Generic[Row]):
    """The row has been changed since the form was opened; `row` is what stands now."""

    def __init__(self, row: Row) -> None:
        """`row` is the row as it stands."""
        super().__init__("changed meanwhile")
        self.row = row


def check_version(session: Session, model: Any, row_id: uuid.UUID, opened: int) -> Any:
    """The row, locked for this transaction, when its `versjon` is the one opened.

    Raises Conflict, or LookupError if it is gone.
    """
    row = session.scalar(
        select(model).where(model.id == row_id).with_for_update().execution_options(populate_existing=True)
    )
    if row is None:
        raise LookupError(f"no such row in {model.__tablename__}")
    if row.versjon != opened:
        raise Conflict(row)
    return row
