"""Who lives in the worlds: those whom both have, and those whom only one has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.testing.people import standard_line
from tests.matrix.world import DIVIDED, SURNAME, line

FOREIGN, SHIELDED, DELETED = "foreign", "shielded", "deleted"
KINDS = (FOREIGN, SHIELDED, DELETED)
"""Why a person is not seen."""
ALIKE = 49
"""With the own person there are fifty who answer to the same search: one more, and a list is cut."""
UNANSWERED = 99
"""Tasks of those fifty: one short of where the number of a group is no longer told."""
ENDED = {
    "ordning": "kvalifisering_i_mottak",
    "gruppe": "livsmestring_og_foreldreveiledning",
    "type": "foreldreveiledning",
    "til": "2026-06-30",
    "timer_per_uke": 3,
}
IN_1151 = [{"type": "privat", "kommune": "1151", "fra": "2020-12-01"}]
IN_5501 = [{"type": "mottak", "mottak": "M108", "fra": "2020-12-01"}]
WAS_HERE = [
    {"type": "mottak", "mottak": "M102", "fra": "2020-12-01", "til": "2021-12-31"},
    {"type": "privat", "kommune": "1151", "fra": "2022-01-01"},
]
STAYS_HERS = [
    {"type": "mottak", "mottak": "M102", "fra": "2020-12-01", "til": "2025-12-31"},
    {"type": "privat", "kommune": "0301", "fra": "2026-01-01"},
]
Line = Mapping[str, Any]


def _one(number: int, **more: Any) -> Line:
    """Persons whose names are the same, so that only their ids tell them apart."""
    return {**standard_line(9_000 + number), "fornavn": "Lik", "etternavn": f"{SURNAME}lik", **more}


def _tiltak(fra: str) -> dict[str, Any]:
    return {**ENDED, "fra": fra}


def matrix_line(who: str) -> Line:
    """One of the matrix's persons, with a number that does not follow from how many came before her."""
    number = 8_000 + ("own", *KINDS).index(who)
    return {**standard_line(number), **line(who)}


def both() -> tuple[list[Line], list[Line]]:
    """Those whom both worlds have: some come before the unseen are read in, and some after."""
    seen = [_one(n, tiltak=[_tiltak("2026-05-01"), _tiltak("2026-05-02")]) for n in range(ALIKE)]
    seen.append({**matrix_line("own"), "tiltak": [*line("own")["tiltak"], _tiltak("2026-05-01")]})
    others = [
        _one(50, etternavn="Delt", bosted=[{"type": "kommune", "kommune": DIVIDED, "fra": "2023-01-01"}]),
        _one(51, etternavn="Flyttet", bosted=STAYS_HERS, tiltak=[_tiltak("2026-05-01")]),
    ]
    return [*seen[::2], *others], seen[1::2]


def unseen(kind: str) -> list[Line]:
    """Those of a kind; the first is the matrix's own."""
    rows = [_tiltak("2026-05-01"), _tiltak("2026-05-02")]
    more: dict[str, list[Line]] = {
        FOREIGN: [
            _one(60, bosted=IN_1151, tiltak=rows),
            _one(61, bosted=WAS_HERE, fodselsdato="1950-01-01"),
        ],
        SHIELDED: [
            _one(70, skjerming="fortrolig", tiltak=rows, familie={"referanse": "S1", "rolle": "hovedperson"}),
            _one(71, tiltak=rows, familie={"referanse": "S1", "rolle": "barn"}, fodselsdato="2019-01-01"),
            _one(72, skjerming="fortrolig", bosted=IN_5501),
        ],
        DELETED: [],
    }
    return [matrix_line(kind), *more[kind]]
