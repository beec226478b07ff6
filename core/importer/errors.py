"""Faults of one import line, and what stops a whole file; each said so that it can be mended."""

from __future__ import annotations


class ImportErrors(Exception):
    """Everything that is wrong with a line or a section of it: bokmål sentences that name the key."""

    def __init__(self, *faults: str) -> None:
        """`faults` are sentences."""
        super().__init__("; ".join(faults))
        self.faults = faults


class ImportStopped(Exception):
    """The file cannot be read at all; a bokmål sentence that says why and what to do."""
