"""The anchor: numbers and hashes of the event log, kept in a file outside the database.

Whoever can write in the database can cut the log back and make a new end; the file then knows lines that are gone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.events.models import Event, EventHead

LINE = re.compile(r"([0-9]{1,18}) ([0-9a-f]{64})")
CUT_SHORT = re.compile(r"[0-9]{0,18}( [0-9a-f]{0,63})?")


class AnchorError(Exception):
    """An anchor that cannot be read, or that the log does not fit, said so that the operator can act."""


def read_anchors(path: str) -> dict[int, str]:
    """Hashes by the number of their line; empty without a file. A line that was cut short counts as unwritten.

    Raises AnchorError for anything else that is no anchor.
    """
    if not path or not Path(path).exists():
        return {}
    lines = Path(path).read_text(encoding="utf-8", errors="replace").split("\n")
    found: dict[int, str] = {}
    for place, line in enumerate(lines, 1):
        match = LINE.fullmatch(line)
        if match is None and not CUT_SHORT.fullmatch(line):
            raise AnchorError(f"Linje {place} i ankerfilen {path} er ikke et anker.")
        if match is not None and found.setdefault(int(match[1]), match[2]) != match[2]:
            raise AnchorError(f"Ankerfilen {path} har to ulike ankere for linje {match[1]}.")
    return found


def write_anchor(path: str, number: int, hash: str) -> bool:
    """Adds the anchor at the end of the file, in one write that is on the disk when this returns.

    False where it stands there already, or there is no line yet to hold on to.
    """
    if number == 0 or number in read_anchors(path):
        return False
    file = Path(path)
    cut_short = file.exists() and file.read_bytes()[-1:] not in (b"", b"\n")
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(handle, f"{chr(10) if cut_short else ''}{number} {hash}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    return True


def anchor_head(session: Session, path: str) -> bool:
    """Writes the end of the log as an anchor, if the log still has the last one. True when it is new.

    Raises AnchorError where the log lacks the last anchor or has another line there: then nothing is written.
    """
    anchors = read_anchors(path)
    if anchors and not _stands(session, anchors):
        raise AnchorError("Hendelsesloggen har ikke linjen i det siste ankeret. Kjør: fotfeste log verify")
    head = session.scalar(select(EventHead).where(EventHead.id == 1))
    return head is not None and write_anchor(path, head.number, head.hash)


def _stands(session: Session, anchors: Mapping[int, str]) -> bool:
    last = max(anchors)
    return session.scalar(select(Event.hash).where(Event.id == last)) == anchors[last]
