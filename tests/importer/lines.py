"""Lines of the import format for tests: a mottak and a person in whom nothing is wrong, and what differs."""

from __future__ import annotations

import json
from typing import Any

from core.persons.identifiers import duf_control


def duf(number: int) -> str:
    """A DUF with right control digits."""
    ten = f"2099{number:06d}"
    return ten + duf_control(ten)


def mottak(**more: Any) -> dict[str, Any]:
    """A mottak in Kristiansand."""
    return {"kind": "mottak", "kode": "M102", "navn": "Havblikk mottak", "kommune": "4204", "type": "ordinaert", **more}


def home(**more: Any) -> dict[str, Any]:
    """A stay in that mottak."""
    return {"type": "mottak", "mottak": "M102", "kommune": "4204", "fra": "2021-01-01", "til": None, **more}


def permit(**more: Any) -> dict[str, Any]:
    """A permit after an application for asylum."""
    return {"type": "asyl", "hjemmel": "utl. § 28", "vedtaksdato": "2021-02-01", **more}


def tiltak(**more: Any) -> dict[str, Any]:
    """Norskopplæring for a month."""
    return {
        "ordning": "kvalifisering_i_mottak",
        "gruppe": "Opplæring i norsk og samfunnskunnskap",
        "type": "Norskopplæring",
        "fra": "2021-04-01",
        "til": "2021-04-30",
        "timer_per_uke": 25,
        **more,
    }


def person(number: int = 1, **more: Any) -> dict[str, Any]:
    """A person who lives in the mottak; None as value keeps the key, and `without` takes keys away."""
    return {
        "kind": "person",
        "duf": duf(number),
        "fornavn": "Prøve",
        "etternavn": f"Personsen {number}",
        "fodselsdato": "1990-03-15",
        "kjonn": "K",
        "statsborgerskap": "SYR",
        "ankommet": "2021-01-01",
        "tillatelser": [permit()],
        "bosted": [home()],
        **more,
    }


def without(line: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The line without these keys."""
    return {key: value for key, value in line.items() if key not in keys}


def as_bytes(*lines: Any, end: bytes = b"\n") -> bytes:
    """The lines as a file holds them; bytes are put in as they are."""
    return b"".join(
        (line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()) + end for line in lines
    )
