"""A person of a batch on her way into the database: what the line says, what stands, and what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from core.importer.values import CheckedPerson, Section
from core.persons.merging.former import FORMER, Merged

CORE = "kjerne"
NEW, CHANGED, UNCHANGED = "ny", "endret", "uendret"


@dataclass
class Entry:
    """`stands` is her row before the batch, None for a new person; `changes` what was written, by part of line.

    `merged`: the line has the number of a record that was merged into hers, and tells of that record. It is remembered
    apart from her own line, takes no rows away, and its plugins' parts are not read.
    """

    checked: CheckedPerson
    id: uuid.UUID
    stands: Row[Any] | None
    merged: Merged | None = None
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def read_before(self) -> Mapping[str, str]:
        """Digests of the parts of her last line."""
        return self.stands.lest_inn if self.stands else {}

    @property
    def core_differs(self) -> bool:
        """Core's part of the line is not what was last read."""
        return self.read_before.get(self.own_key) != self.checked.line.digest

    @property
    def own_key(self) -> str:
        """Under which core's part of the line is remembered."""
        return f"{FORMER}{self.merged.tidligere_id}" if self.merged else CORE

    @property
    def sections(self) -> list[Section]:
        """The parts that plugins must read: those not read before, and all when core's part differs."""
        if self.merged:
            return []
        if self.core_differs:
            return list(self.checked.sections)
        return [part for part in self.checked.sections if self.read_before.get(part.key) != part.digest]

    @property
    def differs(self) -> bool:
        """Something of the line has not been read before."""
        return self.core_differs or bool(self.sections)

    @property
    def shielded(self) -> bool:
        """What her rows carry until shielding is worked out anew."""
        return bool(self.stands.skjermet) if self.stands else False

    @property
    def read_now(self) -> dict[str, str]:
        """Digests after this line. When core's part differs, parts that were passed over must be read again."""
        if self.merged:
            return {**self.read_before, self.own_key: self.checked.line.digest}
        kept = {key: one for key, one in self.read_before.items() if not self.core_differs or key.startswith(FORMER)}
        return {**kept, CORE: self.checked.line.digest, **{part.key: part.digest for part in self.checked.sections}}

    @property
    def outcome(self) -> str:
        """New, changed or unchanged."""
        if self.stands is None:
            return NEW
        return CHANGED if self.changes else UNCHANGED
